"""A clinic's settings: one file, over those of its country, refused in plain words when something in it is wrong."""

from base64 import b64decode
from pathlib import Path

import pytest

from intake.clinic import Clinic, load_clinic
from intake.content import ContentError
from intake.country import load_countries
from rules.content import load_screening

DOCS = Path(__file__).parents[2] / "docs"
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def loaded(folder: Path, text: str) -> Clinic:
    file = folder / "clinic.yaml"
    file.write_text(text, encoding="utf-8")
    clinic = load_clinic(file)
    load_screening(clinic)
    return clinic


def test_the_example_in_the_documents_is_accepted() -> None:
    clinic = load_clinic(DOCS / "clinic.example.yaml")
    assert load_screening(clinic).clinic.name == "Riverside Scalp Clinic"


@pytest.mark.parametrize("field", sorted(set(Clinic.model_fields) - {"law"}))
def test_every_setting_is_documented(field: str) -> None:
    assert f"| `{field}` |" in (DOCS / "settings.md").read_text(encoding="utf-8")


def test_a_country_brings_its_emergency_number(tmp_path: Path) -> None:
    assert loaded(tmp_path, "country: US\nzone: America/New_York\n").emergency_number == "911"


def test_a_clinics_own_number_comes_before_its_countrys(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'country: CH\nemergency_number: "112"\n').emergency_number == "112"


def test_a_country_brings_what_the_law_asks_with_its_source(tmp_path: Path) -> None:
    (law,) = loaded(tmp_path, "country: GB\n").law
    assert "under 18" in law.text
    assert "1969" in law.source


def test_no_country_allows_anybody_under_18() -> None:
    assert min(country.minimum_age for country in load_countries().values()) >= 18


def test_a_logo_becomes_part_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    assert loaded(tmp_path, "logo: logo.png\n").logo.startswith("data:image/png;base64,")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour: red", "colour: no such key"),
        ("minimum_age: 17", "it can only be raised"),
        ("country: ZZ", "nothing is known of 'ZZ'; allowed: AE"),
        ("zone: Europe/Londinium", "is no time zone"),
        ("languages: [tlh]", "there are no texts in 'tlh'; allowed: en"),
        ("letter_days: 0", "letter_days"),
        ("patch_test: never", "'never' does not fit; allowed: 'when_asked' or 'everyone'"),
        ("primary_colour: teal", "primary_colour"),
        ('primary_colour: "#2A9D8F"', ":1: primary_colour: white letters on #2A9D8F have a contrast of 3.3 : 1"),
        ("logo: none.png", "logo: none.png: No such file"),
        ("logo: clinic.yaml", "allowed: a PNG or JPEG"),
        ("law: []", "comes with the country"),
        ("- name: A", "holds settings"),
        ("numbing_products: [{name: Gel, ingredients: [lidocane]}]", "did you mean 'lidocaine'?"),
        ("switched_off: [zz-none]", "no rule is called 'zz-none'"),
        ("switched_off: [ex-under-18]", "is locked"),
        ("parameters: {zz-none: {a: 1}}", "no rule is called 'zz-none'"),
        ("parameters: {su-tan: {depth: 1}}", "has no 'depth'; allowed: tan"),
        ("parameters: {su-tan: {tan: 400}}", "allowed: 7 to 28 days"),
        ("levels: {zz-none: defer}", "no rule is called 'zz-none'"),
        ("levels: {su-tan: grave}", "'grave' is no level; allowed: advice"),
        ("levels: {bt-prescribed-anticoagulant: caution}", "can only be raised from clearance"),
        ("levels: {su-tan: defer}", "every defer has a way out"),
        ("levels: {su-tan: clearance}", "level clearance needs `needs`"),
    ],
)  # fmt: skip
def test_a_setting_that_is_not_allowed_is_one_plain_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        loaded(tmp_path, text)
    assert said in str(refused.value)
