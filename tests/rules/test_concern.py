"""A medicine that nobody recognised is one open point, which names the rules that it might concern."""

from typing import Any

import pytest

from intake.answers import Intake, read_intake
from rules.concern import concerned
from rules.screening import Screening
from tests.rules.conftest import HEALTHY

SESSION = {"kind": "first_session", "at": "2026-12-14T14:00"}


def takes(screening: Screening, *names: str, **said: Any) -> Intake:
    entries = [{"name": name, "advised": "regular", "still": "yes", **said} for name in names]
    answers = {**HEALTHY, "medicines_any": "yes", "medicines": entries}
    document = {"assessed_at": "2026-12-01T10:00", "visit": SESSION, "answers": answers}
    return read_intake(document, screening.questionnaire, screening.clinic)


def test_a_known_medicine_leaves_nothing_to_guess(screening: Screening) -> None:
    assert concerned(screening, takes(screening, "paracetamol")) == ()


@pytest.mark.parametrize(
    ("name", "might", "cannot"),
    [
        ("apixiban", {"bt-prescribed-anticoagulant"}, {"md-retinoid-cream"}),
        ("Excedrin", {"bt-prescribed-aspirin"}, {"bt-prescribed-anticoagulant"}),
        ("my blood thinner", {"bt-prescribed-antiplatelet", "bt-prescribed-nsaid"}, {"md-retinoid-cream"}),
        ("Zzyxorin", {"bt-prescribed-anticoagulant", "md-retinoid-cream", "bt-specialist-medicine"}, set()),
    ],
)
def test_a_guess_might_concern_what_it_may_be_and_an_unknown_name_whatever_reads_medicines(
    screening: Screening, name: str, might: set[str], cannot: set[str]
) -> None:
    found = set(concerned(screening, takes(screening, name)))
    assert might <= found
    assert not cannot & found


def test_a_guess_that_the_client_denied_may_be_anything(screening: Screening) -> None:
    denied = concerned(screening, takes(screening, "apixiban", confirmed=False))
    assert set(denied) == set(concerned(screening, takes(screening, "Zzyxorin")))


def test_a_rule_that_holds_already_is_not_named(screening: Screening) -> None:
    assert "bt-prescribed-anticoagulant" not in concerned(screening, takes(screening, "warfarin", "Zzyxorin"))


def test_what_it_might_be_is_what_it_raises_once_it_is_known(screening: Screening) -> None:
    """The guess covers the truth: every rule of the medicine, once confirmed, was named before."""
    before = set(concerned(screening, takes(screening, "apixiban")))
    known = screening.assess(takes(screening, "apixiban", item="apixaban", confirmed=True))
    assert {finding.rule for finding in known.findings} <= before
