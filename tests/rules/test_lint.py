"""What a rulebook may be wrong in although it loads, and that each fault is named."""

from datetime import date
from typing import Any

import pytest

from rules.lint import Unread, Version, changed, content, lint, load_unread, load_versions
from rules.rule import Event, NamedFact, Rule
from rules.screening import Screening
from tests.rules.conftest import the_screening

TODAY = date(2026, 12, 1)
RULE: dict[str, Any] = {
    "id": "zz-one",
    "version": 1,
    "level": "caution",
    "when": {"fact": "tattoo_trouble", "is": "yes"},
    "if_unknown": "review",
    "client": {"noticed": "n", "why": "w", "do": "d"},
    "specialist": "s",
    "sources": [{"key": "practice"}],
    "reviewed": {"status": "draft"},
    "examples": [{"name": then, "then": then, "given": {}} for then in ("holds", "open", "clear")],
}


def faults(unread: tuple[Unread, ...] | None = None, **change: Any) -> list[str]:
    """What is wrong with the rulebook and one more rule."""
    own = the_screening()
    rule = Rule.model_validate({**RULE, **{key: value for key, value in change.items() if key in Rule.model_fields}})
    book = own.rulebook.model_copy(
        update={
            "rules": (*own.rulebook.rules, rule),
            "facts": (*own.rulebook.facts, *change.get("facts", ())),
            "events": (*own.rulebook.events, *change.get("events", ())),
        }
    )
    screening = Screening(own.questionnaire, book, own.questions.catalogue, own.clinic)
    versions = {one.id: Version(version=one.version, content=content(one)) for one in book.rules}
    return lint(screening, load_unread() if unread is None else unread, versions, TODAY)


def test_the_rulebook_has_none() -> None:
    assert lint(the_screening(), load_unread(), load_versions(), TODAY) == []


def test_an_option_that_nobody_reads_is_named() -> None:
    kept = tuple(one for one in load_unread() if one.question != "hair_worn")
    assert "no rule reads hair_worn; list it in unread.yaml, or do not ask it" in faults(kept)


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ({"question": "tattoo_trouble", "why": "w"}, "tattoo_trouble is read after all"),
        ({"question": "scar_from", "options": ["skin_condition"], "why": "w"}, "scar_from is read after all"),
        ({"question": "zzz", "why": "w"}, "nothing is called 'zzz'"),
        ({"question": "shedding", "options": ["zzz"], "why": "w"}, "has no option 'zzz'"),
    ],
)
def test_what_is_listed_as_unread_without_need_is_named(listed: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in faults((*load_unread(), Unread.model_validate(listed))))


def test_a_fact_that_nothing_reads_is_named() -> None:
    fact = NamedFact.model_validate({"id": "zz_fact", "says": "s", "when": RULE["when"]})
    assert "facts.yaml: nothing reads zz_fact" in faults(facts=(fact,))


def test_an_event_that_nothing_waits_for_is_named() -> None:
    assert "events.yaml: nothing waits for zz_event" in faults(events=(Event(id="zz_event", text="t"),))


def test_a_rule_that_no_example_gives_an_outcome_is_named() -> None:
    assert "zz-one: no example that holds says its `outcome`" in faults()


def test_two_examples_of_one_name_are_named() -> None:
    twice = [*RULE["examples"], RULE["examples"][0]]
    assert "zz-one: two examples are called “holds”" in faults(examples=twice)


@pytest.mark.parametrize(("signed", "over"), [("2024-12-01", True), ("2024-12-02", False)])
def test_a_review_is_good_for_two_years(signed: str, over: bool) -> None:
    reviewed = {"status": "reviewed", "by": "somebody", "date": signed}
    assert any("is older than 2 years" in fault for fault in faults(reviewed=reviewed)) == over


def rewritten(**change: Any) -> list[str]:
    """What is said of a rule that was written down as RULE and now is another."""
    own = the_screening()
    written = Rule.model_validate(RULE)
    book = own.rulebook.model_copy(update={"rules": (Rule.model_validate({**RULE, **change}),)})
    return list(changed(book, {written.id: Version(version=1, content=content(written))}))


def test_a_text_that_changed_without_its_version_is_named() -> None:
    assert rewritten(specialist="t") == ["zz-one: its content changed and its version did not; raise it above 1"]


def test_a_new_version_is_to_be_written_down() -> None:
    assert rewritten(specialist="t", version=2) == ["zz-one: version 2 is not written down; run make rulebook"]


def test_an_example_more_is_no_new_version() -> None:
    assert rewritten(examples=[*RULE["examples"], {"name": "more", "then": "open", "given": {}}]) == []
