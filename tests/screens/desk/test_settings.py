"""An owner reads what the clinic was set to: when that changed, who answers for it, and from what to what."""

from datetime import timedelta
from typing import Any

import pytest

from intake.clinic import Clinic
from intake.content import body
from intake.language import load_language
from records import Role, Store, Unavailable
from records.settled import Settled
from rules.content import load_screening
from screens.loading import load_screens
from tests.screens.colleague import Colleague, hire
from tests.screens.conftest import NOW
from tests.screens.desk.desk import Sit

LATER = NOW + timedelta(days=1)


def set_to(store: Store, *clinics: Clinic) -> None:
    """What the program was started with, a day after another."""
    for day, clinic in enumerate(clinics):
        load_screens(store, clinic, NOW + timedelta(days=day))


def page(store: Store, sit: Sit, *clinics: Clinic) -> Colleague:
    owner = sit(hire(store, "olga", "owner"))
    set_to(store, *clinics)
    owner.open("settings")
    return owner


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"letter_days": 10}, ("Days that a letter takes", "14", "10")),
        ({"name": "Riverside"}, ("Name", "Scalp Clinic", "Riverside")),
        ({"address": "4 Mill Lane"}, ("Address", "nothing", "4 Mill Lane")),
        (
            {"parameters": {"bt-nsaid-own": {"window": 72}}},
            ("Number of a rule: bt-nsaid-own: window", "as in the rulebook", "72 hours"),
        ),
        (
            {"levels": {"sk-keloid": "contraindicated"}},
            ("Level of a rule: sk-keloid", "as in the rulebook", "Not treated"),
        ),
        ({"switched_off": ("sk-dark-marks",)}, ("Rule: sk-dark-marks", "in use", "switched off")),
        ({"numbing_products": ()}, ("Numbing product: Numbing cream", "lidocaine", "nothing")),
        ({"logo": "data:image/png;base64,AAAA"}, ("Logo", "nothing", "a picture")),
        ({"name": "<b>Bold</b>"}, ("Name", "Scalp Clinic", "&lt;b&gt;Bold&lt;/b&gt;")),
    ],
)
def test_each_setting_is_told_in_words_from_what_to_what(
    store: Store, sit: Sit, change: dict[str, Any], told: tuple[str, ...]
) -> None:
    said = page(store, sit, Clinic(), Clinic(**change)).said
    assert "<tr>" + "".join(f"<td>{cell}</td>" for cell in told) + "</tr>" in said


def test_the_latest_change_comes_first_with_when_and_who(store: Store, sit: Sit) -> None:
    said = page(store, sit, Clinic(), Clinic(letter_days=10, changed_by="olga"), Clinic(letter_days=9)).said
    wednesday, tuesday = said.index("Wednesday 25 November 2026"), said.index("Tuesday 24 November 2026")
    assert wednesday < said.index("Nobody named") < tuesday < said.index("Olga answers for it")


def test_a_new_rulebook_is_told_with_the_rules_that_differ(store: Store, sit: Sit) -> None:
    owner = sit(hire(store, "olga", "owner"))
    set_to(store, Clinic())
    book = load_screening(Clinic()).rulebook
    fewer = body(book.model_copy(update={"rules": book.rules[1:]}))
    store.settled.note({"rulebook": fewer}, None, LATER)
    owner.open("settings")
    assert f"Gone (1): {book.rules[0].id}" in owner.said


def test_before_anything_was_noted_the_page_says_so(store: Store, sit: Sit) -> None:
    assert "Nothing was noted yet." in page(store, sit).said


def test_many_changes_are_paged(store: Store, sit: Sit) -> None:
    owner = sit(hire(store, "olga", "owner"))
    for days in range(1, 15):
        store.settled.note({"settings": body(Clinic(letter_days=days))}, None, NOW + timedelta(days=days))
    owner.open("settings")
    assert "<td>13</td><td>14</td>" in owner.said
    assert "<td>1</td><td>2</td>" not in owner.said
    owner.press("settings.after")
    assert "<td>1</td><td>2</td>" in owner.said


@pytest.mark.parametrize("role", ["front_desk", "specialist"])
def test_it_is_for_owners(store: Store, sit: Sit, role: Role) -> None:
    colleague = sit(hire(store, "ana", role))
    colleague.open("settings")
    assert colleague.heading != "Settings"


def test_every_setting_has_a_word() -> None:
    texts = load_language("en").texts
    assert [name for name in Clinic.model_fields if f"desk.setting.{name}" not in texts] == ["changed_by"]


def test_a_database_that_is_away_does_not_keep_the_program_from_starting(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable("The database is away.")

    monkeypatch.setattr(Settled, "note", away)
    assert load_screens(store, Clinic(), NOW) == ""


def test_settings_that_the_rulebook_refuses_are_not_noted(store: Store) -> None:
    assert "no rule is called" in load_screens(store, Clinic(switched_off=("xx-none",)), NOW)
    assert store.settled.changes() == []
