"""Why was this flagged, and why was this not? Every rule answers, with the answers that decided."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from intake.answers import Intake, read_intake
from intake.condition import tests as conditions
from intake.language import load_language
from rules.reasons import Reason, reasons
from rules.screening import Screening
from tests.rules.conftest import the_screening
from tests.rules.people import people, visits

SCREENING: Screening = the_screening()
SESSION = {"kind": "first_session", "at": "2026-12-14T14:00"}
IBUPROFEN = {"name": "ibuprofen", "advised": "own", "still": "sometimes"}


def intake(answers: dict[str, Any], visit: dict[str, Any]) -> Intake:
    document = {"assessed_at": "2026-12-01T10:00", "visit": visit, "answers": answers}
    return read_intake(document, SCREENING.questionnaire, SCREENING.clinic)


def told(answers: dict[str, Any], visit: dict[str, Any] = SESSION) -> dict[str, Reason]:
    return {one.rule: one for one in reasons(SCREENING, intake(answers, visit), load_language("en"))}


def test_every_rule_answers() -> None:
    assert list(told({})) == [rule.id for rule in SCREENING.rulebook.rules]


def test_why_it_was_flagged_is_told_in_the_clients_own_words() -> None:
    words = told({"medicines_any": "yes", "medicines": [IBUPROFEN]})["bt-painkiller-habit"].words
    assert words.startswith("bt-painkiller-habit holds:")
    assert "ibuprofen: own idea, taken sometimes" in words


def test_why_it_was_not_flagged_is_told_too() -> None:
    words = told({"medicines_any": "yes", "medicines": [IBUPROFEN]})["bt-prescribed-anticoagulant"].words
    assert words.startswith("bt-prescribed-anticoagulant does not hold:")
    assert "ibuprofen: own idea" in words


def test_what_was_never_asked_is_told_by_the_answer_that_hid_it() -> None:
    one = told({"scalp_past": []})["hl-transplant-grafts"]
    assert one.truth == "clear"
    assert {because.question for because in one.because} == {"scalp_past"}


def test_not_sure_is_told_as_what_leaves_it_open() -> None:
    one = told({"medicines_any": "no", "named_thinners": {"state": "not_sure"}})["bt-prescribed-anticoagulant"]
    assert one.truth == "open"
    assert one.words.endswith("not sure.")


def test_a_window_before_a_treatment_is_not_judged_while_none_has_a_moment() -> None:
    assert told({}, {"kind": "first_session", "at": None})["al-recent-drink"].truth == "not_judged"


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(people(SCREENING.questionnaire), visits)
def test_the_answers_that_are_named_decide_alone(answers: dict[str, Any], visit: dict[str, Any]) -> None:
    """With them, and what has to be answered for them to be asked, every rule comes out as it did."""
    # Many rules name the same few questions: one reading of those answers says how each of them comes out.
    named: dict[frozenset[str], list[Reason]] = {}
    for one in told(answers, visit).values():
        if one.truth in ("holds", "clear"):
            named.setdefault(frozenset(asked_for(one) & set(answers)), []).append(one)
    for questions, ones in named.items():
        again = told({name: answers[name] for name in answers if name in questions}, visit)
        for one in ones:
            assert again[one.rule].truth == one.truth, one.words


def asked_for(one: Reason) -> set[str]:
    """The questions that a reason names, with those that lead to them."""
    questions = SCREENING.questionnaire.questions
    found, left = set(), {because.question for because in one.because}
    while left:
        name = left.pop()
        found.add(name)
        when = questions[name].visible_when
        left |= ({test.name for test in conditions(when)} & set(questions)) - found if when else set()
    return found
