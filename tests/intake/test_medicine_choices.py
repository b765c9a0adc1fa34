"""Names that stand for several medicines, doses and forms, look-alikes."""

import pytest

from tests.intake.medicine_answers import CATALOGUE, items, thins


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("apixaban 5 mg twice a day", ["apixaban"]),
        ("5mg apixaban", ["apixaban"]),
        ("apixaban5mg", ["apixaban"]),
        ("ＡＰＩＸＡＢＡＮ", ["apixaban"]),
        ("apix\u200baban", ["apixaban"]),
        ("Eliquis® 2,5 mg", ["apixaban"]),
        ("Eliquis (apixaban)", ["apixaban"]),
        ("warfarin\tapixaban", ["warfarin", "apixaban"]),
        ("ramipril 5mg, aspirin 75mg and omeprazole", ["ramipril", "aspirin", "omeprazole"]),
        ("ibuprofen + paracetamol", ["ibuprofen", "paracetamol"]),
        ("clopidogrel and aspirin", ["clopidogrel", "aspirin"]),
        ("DuoPlavin", ["clopidogrel-with-aspirin"]),
        ("Nurofen Plus", ["ibuprofen-with-codeine"]),
        ("Advil Cold & Sinus", ["ibuprofen-with-a-decongestant"]),
        ("ibuprofen gel", ["ibuprofen-gel"]),
        ("Seven Seas Cod Liver Oil", ["cod-liver-oil"]),
        ("St. John’s Wort", ["st-johns-wort"]),
        ("vitamin B12 injection", ["vitamin-b12"]),
    ],
)
def test_doses_forms_and_separators_do_not_hide_a_name(text: str, found: list[str]) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    ("text", "found", "answer"),
    [
        ("mesalazine 5-ASA", ["mesalazine"], "no"),
        ("5‑ASA", ["mesalazine"], "no"),
        ("Tiger Balm ointment", ["camphor-with-menthol-ointment"], "no"),
        ("Cartia", [None], "unknown"),
        ("Cartia XT", ["diltiazem"], "no"),
        ("aspiring", [], "unknown"),
        ("Anadin Paracetamol", ["paracetamol"], "no"),
        ("Excedrin Tension Headache", ["paracetamol"], "no"),
        ("protein C concentrate", ["protein-c-concentrate"], "no"),
    ],
)
def test_a_look_alike_is_not_taken_for_a_thinner(text: str, found: list[str | None], answer: str) -> None:
    assert (items(text), thins(text)) == (found, answer)


@pytest.mark.parametrize(
    "name",
    [
        "Excedrin",
        "Alka-Seltzer",
        "Goody's",
        "Anadin",
        "Bayer",
        "Feminax",
        "Anacin",
        "BC",
        "Voltaren",
        "Voltarol",
        "Dolgit",
        "Oruvail",
        "Feldene",
        "Profenid",
        "Seven Seas",
        "Mistral",
        "EVE",
    ],
)
def test_a_name_of_several_medicines_is_asked_about(name: str) -> None:
    read = CATALOGUE.match(name)
    assert ([match.certainty for match in read.matches], read.thins_blood) == (["ask_which"], "unknown")
    assert read.matches[0].candidates
    assert CATALOGUE.recognised(name, None, None) == ()


@pytest.mark.parametrize("name", ["Tiger Balm", "Bengay", "Icy Hot", "minoxidil", "hydrocortisone", "vitamin A"])
def test_a_name_that_leaves_the_kind_open_is_never_harmless(name: str) -> None:
    assert thins(name) == "unknown"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voltarol tablets", ["diclofenac"]),
        ("Voltaren gel", ["diclofenac-gel"]),
        ("minoxidil foam", ["minoxidil-lotion"]),
        ("minoxidil 2.5 mg tablets", ["minoxidil-tablets"]),
        ("BC powder", ["aspirin-with-caffeine"]),
        ("diclofenac ointment", ["diclofenac-gel"]),
        ("диклофенак гель", ["diclofenac-gel"]),
        ("双氯芬酸凝胶", ["diclofenac-gel"]),
        ("ketoprofen pommade", ["ketoprofen-gel"]),
    ],
)
def test_the_form_settles_a_name_of_several(text: str, found: list[str]) -> None:
    assert items(text) == found


def test_what_a_medicine_is_for_is_no_brand_of_that_name() -> None:
    assert items("aciclovir 400 for cold sores") == ["aciclovir"]


@pytest.mark.parametrize(
    "text",
    [
        "my blood thinners",
        "Blutverdünner",
        "anticoagulantes",
        "bloedverdunners",
        "kan sulandırıcı",
        "антикоагулянты",
        "مميع للدم",
        "抗凝药",
    ],
)
def test_a_blood_thinner_without_a_name_is_one_and_stays_open(text: str) -> None:
    assert thins(text) == "yes"
    assert [row.id for row in CATALOGUE.recognised(text, None, None)] == ["blood-thinner"]
    assert not CATALOGUE.complete(text, None, None)


@pytest.mark.parametrize("word", ["mistral", "eve"])
def test_a_brand_that_is_an_ordinary_word_needs_a_dose_or_a_form(word: str) -> None:
    assert thins(word) == "unknown"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("voltarenactigo", "unknown"),
        ("Flector 100 mg supposte", "yes"),
        ("Flector patch", "no"),
        ("toradol gocce", "yes"),
    ],
)
def test_a_form_or_a_dose_tells_the_tablets_of_a_brand_from_its_gel_or_drops(text: str, answer: str) -> None:
    assert thins(text) == answer


@pytest.mark.parametrize("text", ["Voltaran 1% gel", "DICOLFENAC SODIUM TOPICAL GEL", "ibuprofin gel"])
def test_a_misspelt_gel_is_guessed_as_a_gel(text: str) -> None:
    assert thins(text) == "unknown"
