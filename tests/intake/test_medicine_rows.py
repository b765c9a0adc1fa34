"""The rows of the catalogue, and faults in them."""

from pathlib import Path

import pytest

from intake.content import ContentError
from intake.medicine_rows import FILE, read_rows
from intake.medicines import Catalogue, Medicine, load
from tests.intake.medicine_answers import CATALOGUE

ROWS = list(CATALOGUE.rows.values())


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "medicines.csv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("item", "fact", "words"),
    [
        ("doxycycline", "class", {"antibiotic", "photosensitiser"}),
        ("clopidogrel-with-aspirin", "ingredient", {"clopidogrel", "aspirin"}),
        ("clopidogrel-with-aspirin", "class", {"antiplatelet", "aspirin"}),
        ("lidocaine-with-prilocaine", "ingredient", {"lidocaine", "prilocaine"}),
        ("sertraline", "thins_blood", {"with_anticoagulant"}),
        ("minoxidil-tablets", "class", {"hair_loss_tablet"}),
        ("minoxidil-lotion", "class", {"hair_loss_topical"}),
        ("efavirenz", "class", {"everyday"}),
        ("trazodone", "class", {"serotonergic_weak"}),
        ("protein-c-concentrate", "class", {"clotting_disorder_treatment"}),
        ("icosapent-ethyl", "class", {"bleeding_risk_specialist"}),
        ("ibuprofen", "class", {"nsaid"}),
        ("ramipril", "class", {"everyday"}),
    ],
)
def test_a_row_says_what_rules_may_ask(item: str, fact: str, words: set[str]) -> None:
    assert CATALOGUE.rows[item].words(fact) == words
    assert words <= CATALOGUE.words[fact]


@pytest.mark.parametrize("row", [row for row in ROWS if row.clock == "yes"], ids=lambda row: row.id)
def test_only_aspirin_painkillers_and_bleeding_supplements_have_a_clock(row: Medicine) -> None:
    assert row.words("class") & {"aspirin", "nsaid", "supplement_bleeding"}
    assert row.route not in ("topical", "lozenge", "eye")
    assert row.subclass != "cox2"


def test_no_class_or_role_names_an_illness_that_is_never_asked_about() -> None:
    assert not any("hiv" in word for word in CATALOGUE.words["class"] | CATALOGUE.words["subclass"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("apixaban,apixaban,,anticoagulant,", "apixaban,apixaban,,anticoagulent,", "'anticoagulent' does not exist"),
        ("anticoagulant,direct_oral", "anticoagulant,direct", "no subclass 'direct'"),
        ("apixaban,apixaban,", "warfarin,apixaban,", "'warfarin' stands already in line 2"),
        ("Eliquis", "Xarelto", "'Xarelto' is already a name of rivaroxaban"),
        ("Eliquis", "Excedrin", "'Excedrin' stands in ask_which too"),
        ("Eliquis", "Eliquis+Forte", "holds a separator"),
        ("Eliquis", "Eliquis,Forte", "more or fewer cells"),
        ("apixaban,yes,no,", "apixaban,maybe,no,", "thins_blood: 'maybe'"),
        ("apixaban,yes,no,yes,no,", "apixaban,no,no,yes,yes,", "a clock is only for what thins the blood"),
        ("anticoagulant,direct_oral,,", "anticoagulant,direct_oral,magic,", "role 'magic' does not exist"),
    ],
)
def test_a_fault_in_the_catalogue_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_rows(_changed(tmp_path, old, new))
    assert said in str(refused.value)
    assert str(refused.value).startswith("medicines.csv:")


def test_a_catalogue_without_medicines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "medicines.csv"
    path.write_text(FILE.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(ContentError, match="no medicines"):
        load(path)


def test_rows_make_a_catalogue_without_a_file() -> None:
    alone = Catalogue((CATALOGUE.rows["apixaban"],))
    assert alone.match("Eliquis").thins_blood == "yes"
