"""The owner's page: how it goes with forms, visits, letters and rules, and what is about to be deleted."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

import streamlit as st

from intake.content import ContentError
from records import Ref
from records.retention import purge
from reports.practice import Practice, practice
from rules.content import load_screening
from screens.desk.blanks import with_blanks
from screens.desk.desk import Desk
from screens.desk.exports import exports
from screens.desk.look import bars, empty, facts, table
from screens.text import heading, joined, plain, show, tag

PERIODS = (30, 90, 365)
AT_ONCE = 20
_NEXT_MONTH = timedelta(days=31)
_REASONS = 3


def practice_page(desk: Desk) -> None:
    """Everything counted over a period, the people to look after by name, then what is deleted next, and exports."""
    heading(desk.say("page.practice"), desk.say("practice_intro"))
    days = st.segmented_control(
        plain(desk.say("practice_period")), PERIODS, default=PERIODS[0], required=True, key="period",
        format_func=lambda one: desk.say("practice_days", count=one),
    )  # fmt: skip
    told = practice(desk.store, desk.clinic, desk.now - timedelta(days=days or PERIODS[0]), desk.now)
    left, right = st.columns(2, gap="large")
    with left:
        show(bars(desk.say("practice_forms"), _counts(desk, "forms", told.forms._asdict())))
    with right:
        show(bars(desk.say("practice_visits"), _counts(desk, "visits", told.decisions._asdict())))
    _letters(desk, told)
    _missing(desk, told)
    _open(desk, told)
    _rules(desk, told)
    _deleted_next(desk)
    exports(desk)
    desk.looked("practice.viewed")


def _counts(desk: Desk, kind: str, counted: dict[str, int]) -> list[tuple[str, int]]:
    return [(desk.say(f"practice_{kind}.{name}"), count) for name, count in counted.items()]


def _part(desk: Desk, name: str) -> None:
    show(tag("h2", desk.say(f"practice_{name}"), "smp-part"), tag("p", desk.say(f"practice_{name}_help"), "smp-help"))


def _letters(desk: Desk, told: Practice) -> None:
    _part(desk, "letters")
    if not told.letters:
        show(empty(desk.say("practice_letters_none")))
        return
    columns = [desk.say(f"practice_{name}") for name in ("who", "sender", "since", "waiting")]
    rows = [
        [
            letter.name,
            desk.language.say(f"reports.letter.for.{letter.sender}"),
            desk.moment(letter.since),
            desk.say("practice_days", count=(desk.now - letter.since).days),
        ]
        for letter in told.letters[:AT_ONCE]
    ]
    show(table(_of(desk, len(rows), len(told.letters)), columns, rows))


def _missing(desk: Desk, told: Practice) -> None:
    _part(desk, "missing")
    if not told.missing:
        show(empty(desk.say("practice_missing_none")))
        return
    columns = [desk.say(f"practice_{name}") for name in ("who", "when", "lacks")]
    rows = [
        [one.name, desk.moment(one.at), desk.language.listed([desk.say(f"practice_lack.{lack}") for lack in one.lacks])]
        for one in told.missing[:AT_ONCE]
    ]
    show(table(_of(desk, len(rows), len(told.missing)), columns, rows))


def _open(desk: Desk, told: Practice) -> None:
    """One of the records that were just named."""
    named: dict[Ref, str] = {one.ref: one.name for one in told.letters[:AT_ONCE]}
    named |= {one.ref: one.name for one in told.missing[:AT_ONCE]}
    if not named:
        return
    chosen = st.selectbox(
        plain(desk.say("practice_open")), named, index=None, key="open", placeholder=desk.say("practice_open_none"),
        format_func=lambda ref: f"{named[ref]} ({ref})",
    )  # fmt: skip
    if chosen:
        st.session_state["record"] = str(chosen)
        desk.go("record")


def _rules(desk: Desk, told: Practice) -> None:
    named = _named(desk)

    def noticed(name: str) -> str:
        return named.get(name, name)

    _part(desk, "found")
    most = [(noticed(name), count) for name, count in islice(told.found, 10)]
    show(bars(desk.say("practice_found_of", count=told.records), most) if most else empty(desk.say("practice_nothing")))
    _part(desk, "overruled")
    columns = [desk.say(f"practice_{name}") for name in ("rule", "times", "reasons")]
    rows: list[Sequence[str]] = [
        [noticed(one.rule), str(one.times), joined(*(tag("p", reason) for reason in one.reasons[:_REASONS]))]
        for one in told.overruled[:AT_ONCE]
    ]
    caption = _of(desk, len(rows), len(told.overruled))
    show(table(caption, columns, rows) if rows else empty(desk.say("practice_nothing")))


def _named(desk: Desk) -> dict[str, str]:
    """What each rule of today tells a specialist; nothing while the rulebook cannot be read."""
    try:
        return {rule.id: with_blanks(desk, rule.specialist) for rule in load_screening(desk.clinic).rulebook.rules}
    except ContentError:
        return {}


def _deleted_next(desk: Desk) -> None:
    _part(desk, "deleted")
    counted = purge(desk.store, desk.clinic.retention, desk.now + _NEXT_MONTH, dry_run=True)._asdict()
    show(facts((desk.say(f"practice_deleted.{name}"), str(count)) for name, count in counted.items()))


def _of(desk: Desk, shown: int, whole: int) -> str:
    return desk.say("practice_of", shown=shown, whole=whole)
