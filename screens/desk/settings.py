"""The owner's page of what the clinic was set to: each change, when, who answers for it, and from what to what."""

from collections.abc import Iterator

import streamlit as st

from intake.clinic_changes import PICTURES, Difference, differences
from intake.content import ContentError
from records import RecordsError
from records.settled import SETTINGS, Change
from rules.changes import differing
from rules.content import load_screening
from rules.rulebook import Rulebook
from screens.desk.desk import Desk
from screens.desk.look import empty, table
from screens.text import heading, plain, show, tag

PAGE = 10
NAMED = 20
"""Ids of a kind that are written out; of more, their number is said."""


def settings_page(desk: Desk) -> None:
    """The changes, the latest first."""
    heading(desk.say("page.settings"), desk.say("settings_intro"))
    changes = desk.store.settled.changes()
    if not changes:
        show(empty(desk.say("settings_none")))
    first = min(st.session_state.get("settings.first", 0), max(len(changes) - 1, 0))
    names = {account.id: account.name for account in desk.store.accounts.all()}
    for change in changes[first : first + PAGE]:
        who = names.get(change.by, desk.say("settings_nobody"))
        _change(desk, change, who)
    for name, to in (("before", first - PAGE), ("after", first + PAGE)):
        if 0 <= to < len(changes) and st.button(plain(desk.say(f"settings_{name}")), key=f"settings.{name}"):
            st.session_state["settings.first"] = to
            st.rerun()
    desk.looked("settings.viewed")


def _change(desk: Desk, change: Change, who: str) -> None:
    title = desk.say(f"settings_part.{change.part}")
    at = desk.language.moment(change.at.astimezone(desk.clinic.clock))
    with st.container(border=True, key=f"change-card-{change.part}-{change.at.isoformat()}"):
        show(tag("h2", title, "smp-sub"), tag("p", at))
        if change.part == SETTINGS and change.before:
            show(tag("p", desk.say("settings_by", name=who), "smp-help"))
        if not change.before:
            show(tag("p", desk.say("settings_first"), "smp-help"))
            return
        try:
            before, after = (desk.store.contents.read(key) for key in (change.before, change.after))
        except RecordsError as error:
            desk.refuse(str(error))
            return
        if change.part == SETTINGS:
            columns = [desk.say(f"settings_column.{name}") for name in ("setting", "before", "after")]
            rows = [_row(desk, one) for one in differences(before, after)]
            show(table(desk.say("settings_table"), columns, rows))
            return
        for line in _content(desk, change.part, before, after):
            show(tag("p", line))


def _row(desk: Desk, one: Difference) -> list[str]:
    """A setting in words, as it was and as it is."""
    name = one.place[0]
    label = desk.say(f"setting.{name}") if f"desk.setting.{name}" in desk.language.texts else name
    about = ": ".join(part.replace("_", " ") if place else part for place, part in enumerate(one.place[1:]))
    return [f"{label}: {about}" if about else label, *(_value(desk, one, value) for value in (one.before, one.after))]


def _value(desk: Desk, one: Difference, value: str | None) -> str:
    match one.place:
        case (name,) if name in PICTURES:
            return desk.say("setting_picture" if value else "setting_empty")
        case ("switched_off", _):
            return desk.say("setting_off" if value else "setting_in_use")
        case ("levels", _):
            return desk.say(f"rules_level.{value}") if value else desk.say("setting_book")
        case ("parameters", rule, number):
            return f"{value} {_unit(desk, rule, number)}".strip() if value else desk.say("setting_book")
    return value or desk.say("setting_empty")


def _unit(desk: Desk, rule: str, number: str) -> str:
    """As the rulebook of today has it; the rule may be gone since."""
    book = _book(desk)
    parameter = book.by_id[rule].parameters.get(number) if book and rule in book.by_id else None
    return parameter.unit if parameter else ""


def _book(desk: Desk) -> Rulebook | None:
    try:
        return load_screening(desk.clinic).rulebook
    except ContentError:
        return None


def _content(desk: Desk, part: str, before: bytes, after: bytes) -> Iterator[str]:
    for kind, ids in differing(part, before, after)._asdict().items():
        if ids:
            more = desk.say("settings_more", count=len(ids) - NAMED) if len(ids) > NAMED else ""
            yield f"{desk.say(f'settings_{kind}', count=len(ids))} {', '.join(ids[:NAMED])}{more}"
