"""Between two settings that were kept, it is said setting by setting what was and what is."""

import json
from typing import Any

import pytest

from intake.clinic import Clinic, NumbingProduct, Retention
from intake.clinic_changes import differences
from intake.content import body

CREAM = NumbingProduct(name="Cream", ingredients=("lidocaine", "prilocaine"))


@pytest.mark.parametrize(
    ("change", "place", "before", "after"),
    [
        ({"letter_days": 10}, ("letter_days",), "14", "10"),
        ({"name": "Riverside"}, ("name",), "Scalp Clinic", "Riverside"),
        ({"languages": ("en", "xx")}, ("languages",), "en", "en; xx"),
        ({"retention": Retention(drafts=7)}, ("retention", "drafts"), "14", "7"),
        ({"parameters": {"bt-nsaid-own": {"window": 72}}}, ("parameters", "bt-nsaid-own", "window"), None, "72"),
        ({"levels": {"sk-keloid": "contraindicated"}}, ("levels", "sk-keloid"), None, "contraindicated"),
        ({"switched_off": ("sk-dark-marks",)}, ("switched_off", "sk-dark-marks"), None, "yes"),
        ({"numbing_products": ()}, ("numbing_products", "Numbing cream"), "lidocaine", None),
        ({"logo": "data:image/png;base64,AAAA"}, ("logo",), "", "data:image/png;base64,AAAA"),
    ],
)
def test_a_change_is_told_in_both_directions(
    change: dict[str, Any], place: tuple[str, ...], before: str | None, after: str | None
) -> None:
    old, new = body(Clinic()), body(Clinic(**change))
    assert differences(old, new) == [(place, before, after)]
    assert differences(new, old) == [(place, after, before)]


def test_the_same_settings_do_not_differ() -> None:
    assert differences(body(Clinic()), body(Clinic(changed_by="Olga"))) == []


def test_several_changes_come_in_the_order_of_the_settings() -> None:
    new = Clinic(levels={"sk-keloid": "defer"}, phone="1", numbing_products=(CREAM,))
    places = [one.place for one in differences(body(Clinic()), body(new))]
    assert places == [
        ("phone",), ("numbing_products", "Cream"), ("numbing_products", "Numbing cream"), ("levels", "sk-keloid"),
    ]  # fmt: skip


def test_what_an_earlier_version_did_not_know_was_as_it_is_by_default() -> None:
    kept = json.loads(body(Clinic()))
    del kept[0]["letter_days"], kept[0]["retention"]["backups"]
    assert differences(json.dumps(kept).encode(), body(Clinic())) == []


def test_what_this_version_no_longer_knows_is_told_all_the_same() -> None:
    kept = json.loads(body(Clinic()))
    kept[0]["fax"] = "1"
    assert differences(json.dumps(kept).encode(), body(Clinic())) == [(("fax",), "1", None)]
