"""What another value of a rule would do is worked out over the clinic's own records, and nothing is changed by it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from records import Store
from screens.desk import what_if
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import Sit

RULE = "sk-keloid"
KELOID: dict[str, Any] = {"tattoo_trouble": "yes", "tattoo_trouble_what": ["raised"]}
Asking = Callable[..., Colleague]


@pytest.fixture
def asking(store: Store, sit: Sit) -> Asking:
    """A specialist with a rule before them."""

    def at(rule: str) -> Colleague:
        colleague = sit(hire(store, "ana", "specialist"))
        colleague.app.session_state["rule"] = rule
        colleague.open("rules")
        return colleague

    return at


def outcomes(colleague: Colleague) -> dict[str, tuple[int, int]]:
    """How many records have which outcome, now and then."""
    table = colleague.said.partition("Records by outcome")[2].partition("</table>")[0]
    rows = re.findall(r"<tr><td>(.*?)</td><td>(\d+)</td><td>(\d+)</td></tr>", table)
    return {name: (int(now), int(then)) for name, now, then in rows}


def test_another_level_is_worked_out_over_the_clinics_records(store: Store, asking: Asking) -> None:
    for name, told in (("Zebedee", KELOID), ("Mirela", KELOID), ("Ana", {})):
        sent(store, name, **told)
    colleague = asking(RULE)
    colleague.choose(f"{RULE}.what", "level")
    colleague.run()
    colleague.choose(f"{RULE}.level", "contraindicated")
    colleague.press(f"{RULE}.run")
    assert "Judged: all 3 records." in colleague.said
    assert "<dt>With this finding</dt><dd>2 now, 2 then</dd>" in colleague.said
    assert "<dt>Other outcome</dt><dd>2</dd>" in colleague.said
    assert outcomes(colleague)["A letter first"] == (2, 0)
    assert outcomes(colleague)["Not treated"] == (0, 2)
    assert "<td>A letter first</td><td>Not treated</td><td>2</td>" in colleague.said


def test_another_number_is_worked_out(store: Store, asking: Asking) -> None:
    scar: dict[str, Any] = {"scalp_past": ["scar"], "scar_raised": "yes"}
    sent(store, "Zebedee", **scar, scar_date="2025-05")
    colleague = asking(RULE)
    number(colleague, 24)
    colleague.press(f"{RULE}.run")
    assert "<dt>With this finding</dt><dd>1 now, 0 then</dd>" in colleague.said


def test_nothing_is_changed_by_it(store: Store, asking: Asking) -> None:
    ref = sent(store, "Zebedee", **KELOID)
    before, contents = store.records.read(ref), len(list(store.contents.verify()))
    colleague = asking(RULE)
    number(colleague, 20)
    colleague.press(f"{RULE}.run")
    assert store.records.read(ref) == before
    assert len(list(store.contents.verify())) == contents
    entry = store.audit.latest(1)[0]
    assert (entry.action, entry.subject, entry.detail) == ("rule.compared", f"rule:{RULE}", {})


@pytest.mark.parametrize("value", [8, 25, -1, 100000])
def test_a_value_beyond_the_bounds_is_refused_with_the_bounds(store: Store, asking: Asking, value: int) -> None:
    sent(store, "Zebedee")
    colleague = asking(RULE)
    number(colleague, value)
    colleague.press(f"{RULE}.run")
    assert f"{value} months cannot be set. Allowed are 9 to 24 months" in colleague.said
    assert "Judged:" not in colleague.said
    assert next(one for one in colleague.app.number_input).value == value


def test_without_records_there_is_a_kind_sentence(asking: Asking) -> None:
    colleague = asking(RULE)
    colleague.press(f"{RULE}.run")
    assert "Nobody has sent anything yet" in colleague.said


def test_an_erased_record_is_not_counted(store: Store, asking: Asking) -> None:
    sent(store, "Zebedee")
    store.records.erase(sent(store, "Mirela"), NOW, "ana", "asked")
    colleague = asking(RULE)
    colleague.press(f"{RULE}.run")
    assert "Judged: all 1 records." in colleague.said


def test_of_very_many_records_the_newest_are_judged_and_that_is_said(
    store: Store, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if, "NEWEST", 2)
    for name in ("Zebedee", "Mirela", "Ana"):
        sent(store, name)
    colleague = asking(RULE)
    colleague.press(f"{RULE}.run")
    assert "Judged: the newest 2 records." in colleague.said


def test_what_was_found_goes_when_something_else_is_asked(store: Store, asking: Asking) -> None:
    sent(store, "Zebedee")
    colleague = asking(RULE)
    colleague.press(f"{RULE}.run")
    assert "Judged:" in colleague.said
    number(colleague, 20)
    colleague.run()
    assert "Judged:" not in colleague.said


def test_a_rule_in_which_nothing_can_be_set_asks_nothing(asking: Asking) -> None:
    colleague = asking("ex-under-18")
    assert "What would another value do?" not in colleague.said
    colleague.app.session_state["rule"] = RULE
    colleague.run()
    assert "What would another value do?" in colleague.said


def number(colleague: Colleague, value: int) -> None:
    next(one for one in colleague.app.number_input).set_value(value)
