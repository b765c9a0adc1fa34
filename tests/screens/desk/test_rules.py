"""Specialists and owners find a rule and read it as this clinic has it; another page may lead straight to one."""

from collections.abc import Callable

import pytest

from intake.clinic import Clinic
from intake.content import ContentError
from intake.language import load_language
from records import Role, Store
from rules import content, rulebook
from rules.wording import Line
from screens.desk.blanks import with_blanks
from screens.desk.desk import Desk
from screens.desk.rule import nested
from screens.desk.rules import PAGE
from screens.wiring import Wiring, install
from tests.rules.conftest import the_screening
from tests.screens.colleague import Colleague, hire
from tests.screens.conftest import NOW
from tests.screens.desk.desk import Sit, actions

SETTLED = Clinic(parameters={"bt-nsaid-own": {"window": 72}}, switched_off=("sk-dark-marks",))
Reading = Callable[..., Colleague]


@pytest.fixture
def reading(store: Store, sit: Sit) -> Reading:
    """Somebody who has the page of the rules before them, or one rule, at a clinic with these settings."""

    def at(rule: str = "", clinic: Clinic | None = None, role: Role = "specialist") -> Colleague:
        if clinic:
            install(Wiring(store, clinic, lambda: NOW))
        colleague = sit(hire(store, "ana", role))
        if rule:
            colleague.app.session_state["rule"] = rule
        colleague.open("rules")
        return colleague

    return at


def listed(colleague: Colleague) -> list[str]:
    """The rules that the page offers to read."""
    return [str(one.key).removeprefix("rule.") for one in colleague.app.button if str(one.key).startswith("rule.")]


def test_a_rule_is_found_by_a_medicine_and_read(reading: Reading) -> None:
    colleague = reading()
    colleague.type(sought="nurofen 48 hours")
    colleague.run()
    assert "bt-nsaid-own" in listed(colleague)
    colleague.press("rule.bt-nsaid-own")
    assert colleague.heading == "bt-nsaid-own"


def test_what_was_sought_stands_there_again_after_a_rule_was_read(reading: Reading) -> None:
    colleague = reading()
    colleague.type(sought="keloid")
    colleague.run()
    found = listed(colleague)
    colleague.press(f"rule.{found[0]}")
    colleague.press("rules.back")
    assert listed(colleague) == found


def test_at_most_twenty_stand_on_a_page_and_all_can_be_reached(reading: Reading) -> None:
    colleague, count = reading(), len(the_screening().rulebook.rules)
    seen = set(listed(colleague))
    for _ in range(PAGE, count, PAGE):
        colleague.press("rules.after")
        assert len(listed(colleague)) <= PAGE
        seen |= set(listed(colleague))
    assert seen == set(the_screening().rulebook.by_id)
    assert f"to {count} of {count}" in colleague.said


def test_something_else_is_sought_from_its_beginning(reading: Reading) -> None:
    colleague = reading()
    colleague.press("rules.after")
    colleague.type(sought="scalp")
    colleague.run()
    assert "Rules 1 to" in colleague.said


@pytest.mark.parametrize("sought", ["nowhere-to-be-found", "<b>", "%", "'"])
def test_what_is_not_there_is_said_kindly(reading: Reading, sought: str) -> None:
    colleague = reading()
    colleague.type(sought=f"{sought} xyzzy")
    colleague.run()
    assert "No rule was found." in colleague.said


def test_filters_narrow_the_list(reading: Reading) -> None:
    colleague = reading(clinic=SETTLED)
    colleague.choose("rules.setting", "changed")
    colleague.run()
    assert sorted(listed(colleague)) == ["bt-nsaid-own", "sk-dark-marks"]
    assert "Switched off here" in colleague.said
    colleague.choose("rules.level", "defer")
    colleague.run()
    assert listed(colleague) == ["bt-nsaid-own"]


def test_another_page_leads_straight_to_a_rule(reading: Reading) -> None:
    assert reading("sk-keloid").heading == "sk-keloid"


def test_a_rule_that_is_not_there_leads_to_all_of_them(reading: Reading) -> None:
    assert reading("sk-gone").heading == "Rules"


def test_a_rule_shows_what_a_specialist_needs_to_judge_it(reading: Reading) -> None:
    said = reading("bt-nsaid-own", SETTLED).said
    rule = the_screening().rulebook.by_id["bt-nsaid-own"]
    assert rule.client
    for told in (
        "Changed by this clinic", "Not yet reviewed by a clinician", "Where that is not known, it is asked first.",
        "less before the treatment than 72 hours (<code>window</code>)", "Waits 72 hours after it was last taken",
        "<td>72 hours</td><td>48 hours</td><td>48 to 240</td>", rule.specialist, rule.client.why, "grade B; 48 hours",
        'target="_blank" rel="noopener noreferrer"',
    ):  # fmt: skip
        assert told in said, told


def test_every_rule_can_be_shown(reading: Reading) -> None:
    colleague = reading()
    for rule in the_screening().rulebook.rules[::7]:
        colleague.app.session_state["rule"] = rule.id
        colleague.run()
        assert colleague.heading == rule.id


def test_nothing_of_a_rule_is_read_as_markup() -> None:
    assert nested([Line(0, "all of"), Line(1, "<b> `x`"), Line(0, "y")]) == (
        "<ul><li>all of<ul><li>&lt;b&gt; <code>x</code></li></ul></li><li>y</li></ul>"
    )


def test_reading_a_rule_is_written_down_once(store: Store, reading: Reading) -> None:
    colleague = reading("sk-keloid")
    colleague.run()
    account = store.accounts.all()[0]
    assert actions(store, account).count("rule.viewed") == 1


def test_while_the_rules_cannot_be_read_the_page_says_what_is_wrong(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise ContentError(["blood.yaml:3: bt-1: there is no level of this name"])

    content.load_screening.cache_clear()
    monkeypatch.setattr(rulebook, "load", unreadable)
    said = reading().said
    assert "The rules cannot be read, so the form is closed." in said
    assert "blood.yaml:3: bt-1: there is no level of this name" in said


def test_a_rules_text_has_blanks_in_words_where_a_clients_part_goes(reading: Reading) -> None:
    own = reading("bt-nsaid-own", Clinic(promise="within the hour"))
    assert "You told us you took [the medicine] ([when it was taken]), and that you chose it yourself." in own.said
    assert "after [the moment from which it may be done]. Your visit is not cancelled." in own.said
    assert "We will phone you within the hour to agree a time." in own.said


def test_no_page_of_a_rule_shows_a_name_of_ours_in_braces(store: Store) -> None:
    desk = Desk(Wiring(store, Clinic(), lambda: NOW), load_language("en"), hire(store, "ana", "specialist"), "", NOW)
    for rule in the_screening().rulebook.rules:
        texts = [rule.specialist, *((rule.client.noticed, rule.client.why, rule.client.do) if rule.client else ())]
        assert [text for text in texts if "{" in with_blanks(desk, text)] == []
