"""What would come of another number or level of a rule, over what this clinic's clients have sent. Nothing is saved."""

from typing import Any, NamedTuple, cast

import streamlit as st

from intake.clinic import Clinic
from records import Erased, RecordsError
from records.columns import as_blocks
from rules.as_set import AsSet, with_level, with_number
from rules.content import otherwise
from rules.rule import OUTCOMES, TIME_UNITS, Level
from rules.screening import Screening
from screens.desk.desk import Desk
from screens.desk.look import empty, facts, table
from screens.text import plain, show, tag

NEWEST = 3000
"""Records that are looked at, the latest ones: about four seconds, in which others are served more slowly."""
AT_ONCE = 500
LEVEL = "level"


class Asked(NamedTuple):
    """Another value of a rule: of one of its numbers, or of its level."""

    rule: str
    what: str
    value: float | Level

    def clinic(self, clinic: Clinic) -> Clinic:
        """The settings with it."""
        if self.what == LEVEL:
            return with_level(clinic, self.rule, cast(Level, self.value))
        return with_number(clinic, self.rule, self.what, cast(float, self.value))


def what_if(desk: Desk, screening: Screening, one: AsSet) -> None:
    """Choose what would be otherwise and press; what was found stays until something else is asked."""
    choices = [*one.rule.parameters, *([LEVEL] if len(one.levels) > 1 else [])]
    if one.off or not choices:
        return
    show(tag("h2", desk.say("what_if"), "smp-part"), tag("p", desk.say("what_if_help"), "smp-help"))
    what = choices[0]
    if len(choices) > 1:
        what = st.selectbox(
            plain(desk.say("what_if_what")), choices, key=f"{one.rule.id}.what",
            format_func=lambda name: desk.say("what_if_level") if name == LEVEL else name.replace("_", " "),
        )  # fmt: skip
    value = _level(desk, one) if what == LEVEL else _number(desk, one, what)
    asked = Asked(one.rule.id, what, value)
    if st.button(plain(desk.say("what_if_run")), type="primary", key=f"{one.rule.id}.run"):
        _run(desk, screening, one, asked)
    before, found = st.session_state.get("what_if", (None, {}))
    if before == asked:
        _show(desk, one, **found)


def _level(desk: Desk, one: AsSet) -> Level:
    return st.selectbox(
        plain(desk.say("what_if_level")), one.levels, index=one.levels.index(one.rule.level),
        key=f"{one.rule.id}.level", format_func=lambda level: desk.say(f"rules_level.{level}"),
    )  # fmt: skip


def _number(desk: Desk, one: AsSet, name: str) -> float:
    """Without bounds of its own: what is typed stays, and what is allowed is said."""
    own, (least, most) = one.rule.parameters[name], _bounds(one, name)
    whole = own.unit in TIME_UNITS
    kind = int if whole else float
    typed = st.number_input(
        plain(desk.say("what_if_value", unit=own.unit, least=f"{least:g}", most=f"{most:g}")),
        value=kind(own.value), step=kind(1 if whole else 0.1), format="%d" if whole else "%g",
        key=f"{one.rule.id}.{name}",
    )  # fmt: skip
    return own.value if typed is None else typed


def _bounds(one: AsSet, name: str) -> tuple[float, float]:
    return one.book.parameters[name].allowed(one.book.locked)


def _refused(desk: Desk, one: AsSet, asked: Asked) -> str:
    """Why the value cannot be set, or ""; only levels that can be set are offered."""
    if asked.what == LEVEL:
        return ""
    least, most = _bounds(one, asked.what)
    value, unit = cast(float, asked.value), one.rule.parameters[asked.what].unit
    if least <= value <= most:
        return ""
    return desk.say("what_if_bounds", value=f"{value:g}", least=f"{least:g}", most=f"{most:g}", unit=unit)


def _run(desk: Desk, screening: Screening, one: AsSet, asked: Asked) -> None:
    """Judge the latest records under both settings, and keep what was counted for this tab."""
    from rules.simulation import simulate  # brings numpy and Arrow

    st.session_state.pop("what_if", None)
    if refused := _refused(desk, one, asked):
        desk.refuse(refused)
        return
    then = otherwise(screening, asked.clinic(desk.clinic))
    refs = desk.store.records.latest(NEWEST + 1)
    with st.spinner(desk.say("what_if_running")):
        try:
            blocks = as_blocks(desk.store.records, refs[:NEWEST], screening, AT_ONCE)
            found = simulate(screening, then, blocks, desk.now)
        except Erased:
            desk.refuse(desk.say("what_if_again"))
            return
        except RecordsError as error:
            desk.refuse(str(error))
            return
    desk.note("rule.compared", f"rule:{asked.rule}")
    told: dict[str, Any] = {"found": found, "more": len(refs) > NEWEST}
    st.session_state["what_if"] = (asked, told)


def _show(desk: Desk, one: AsSet, found: Any, more: bool) -> None:
    say, rule = desk.say, one.rule.id
    if not found.people:
        show(empty(say("what_if_nobody")))
        return
    held, opened = found.held[rule], found.opened[rule]
    show(
        tag("p", say("what_if_newest" if more else "what_if_all", count=found.people), "smp-help"),
        facts(
            (
                (say("what_if_held"), say("what_if_pair", now=held.now, then=held.then)),
                (say("what_if_open"), say("what_if_pair", now=opened.now, then=opened.then)),
                (say("what_if_changed"), str(found.changed)),
                (say("what_if_warned"), str(len(found.warned))),
            )
        ),
    )
    outcomes = list(OUTCOMES.values())
    now = {outcome: sum(n for (old, _), n in found.moved.items() if old == outcome) for outcome in outcomes}
    then = {outcome: sum(n for (_, new), n in found.moved.items() if new == outcome) for outcome in outcomes}
    rows = [[say(f"outcome.{outcome}"), str(now[outcome]), str(then[outcome])] for outcome in outcomes]
    show(table(say("what_if_outcomes"), [say(f"what_if_column.{name}") for name in ("outcome", "now", "then")], rows))
    moved = sorted(((pair, n) for pair, n in found.moved.items() if pair[0] != pair[1]), key=lambda one: -one[1])
    if moved:
        lines = [[say(f"outcome.{old}"), say(f"outcome.{new}"), str(count)] for (old, new), count in moved]
        show(table(say("what_if_moves"), [say(f"what_if_move.{name}") for name in ("from", "to", "count")], lines))
