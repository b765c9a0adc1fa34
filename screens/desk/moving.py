"""Moving a visit: what it would mean is shown before it is kept, and the text to the client is ready after.

Specialists move it from the record and see what the rules say of the new moment. The front desk moves it from the
visits and reads only whether a specialist has to look.
"""

from datetime import datetime
from typing import NamedTuple

import streamlit as st

from records import KINDS, Moved, Record, RecordsError, Visit
from records.visits import Kind
from reports.charting import chart, foreseen, stands
from reports.kept import Reopened, reopened, report
from reports.points import points
from screens.desk.desk import Desk
from screens.desk.held import Held
from screens.desk.look import badge, box
from screens.desk.moments import HalfMomentError, ask_moment, offer_moment
from screens.desk.moved_text import make_ready, show_ready
from screens.desk.opened import Opened
from screens.text import joined, listed, plain, show, tag


class _Chosen(NamedTuple):
    """The new kind and moment; `wrong` is the key of the sentence that says why it is none."""

    kind: Kind
    at: datetime | None
    wrong: str = ""


def move(opened: Opened) -> None:
    """The part of a record's page."""
    desk, say = opened.desk, opened.desk.language.say
    ref, visit = str(opened.record.ref), opened.made.intake.visit
    show(tag("h2", say("moving.title"), "smp-part"))
    if show_ready(desk, ref):
        return
    with st.expander(plain(opened.report.visit.line)):
        show(opened.for_whom())
        held = Held(ref, "moving")
        decided = opened.made.kept.reviews[-1][0].move_to if opened.made.kept.reviews else None
        chosen = _ask(desk, held, visit.kind, decided or visit.at)
        note = Moved(kind=chosen.kind, at=chosen.at)
        if chosen.wrong:
            show(tag("p", say(f"moving.wrong.{chosen.wrong}"), "smp-help"))
            return
        if (note.kind, note.at) == (visit.kind, visit.at):
            show(tag("p", say("moving.same"), "smp-help"))
            return
        role = desk.say(f"role.{desk.account.role}")
        _foretell(opened, foreseen(opened.record, desk.store, note, desk.account, role, opened.made.seen, desk.now))
        if st.button(plain(say("moving.move")), key=opened.key("move")) and opened.note(note):
            held.clear()
            own = desk.store.visits.of_record(opened.record.ref)
            make_ready(desk, ref, own, own.language if own else opened.record.language, visit.at, note.at)
            st.rerun()


def move_part(desk: Desk, visit: Visit) -> None:
    """The part of a visit at the front desk, which never tells an answer or a finding."""
    say = desk.language.say
    if show_ready(desk, visit.id):
        return
    with st.expander(plain(say("moving.title"))):
        held = Held(visit.id, "moving")
        chosen = _ask(desk, held, visit.kind, visit.at)
        if chosen.wrong or (chosen.kind, chosen.at) == (visit.kind, visit.at):
            show(tag("p", say(f"moving.wrong.{chosen.wrong}" if chosen.wrong else "moving.same"), "smp-help"))
            return
        record = _record(desk, visit)
        if record:
            show(tag("p", say("moving.bookable" if _bookable(desk, record, chosen) else "moving.look"), "smp-strong"))
        if st.button(plain(say("moving.move")), key=f"move.{visit.id}") and _moved(desk, visit, record, chosen):
            held.clear()
            make_ready(desk, visit.id, visit, visit.language, visit.at, chosen.at)
            st.rerun()


def _ask(desk: Desk, held: Held, kind: str, at: datetime | None) -> _Chosen:
    held.offer("kind", kind)
    offer_moment(held, "to", at if at and at > desk.now else None, desk.clinic.clock)
    chosen: Kind = st.selectbox(
        plain(desk.language.say("moving.kind")), KINDS, key=held.key("kind"),
        format_func=lambda one: desk.say(f"visit.{one}"),
    )  # fmt: skip
    held.keep("kind", chosen)
    try:
        to = ask_moment(desk, held, "to", "moving")
    except HalfMomentError:
        return _Chosen(chosen, None, "half")
    return _Chosen(chosen, to, "past" if to and to <= desk.now else "")


def _foretell(opened: Opened, new: Reopened) -> None:
    """How the record would stand at the new moment, and what would be otherwise than it is now."""
    say = opened.desk.language.say
    told = report(new, "specialist", opened.desk.language.code)
    if told.status:
        show(box(told.status.meaning, told.status.word, say("moving.then", visit=told.visit.line), told.status.text))
    now, then = points(opened.case), points(new.case(opened.desk.language))
    known, kept = {point.text for point in now}, {point.text for point in then}
    more = [joined(badge(one.meaning, one.word), " ", tag("span", one.text)) for one in then if one.text not in known]
    less = [one.text for one in now if one.text not in kept]
    if more:
        show(tag("p", say("moving.more", count=len(more)), "smp-strong"), listed([*more]))
    if less:
        show(tag("p", say("moving.less", count=len(less)), "smp-strong"), listed(less))


def _record(desk: Desk, visit: Visit) -> Record | None:
    """The last form of a visit; None where none was sent, or it was erased since."""
    ref = desk.store.records.latest_of_draft(visit.draft)
    try:
        return desk.store.records.read(ref) if ref else None
    except RecordsError:
        return None


def _bookable(desk: Desk, record: Record, chosen: _Chosen) -> bool:
    """Does nothing stand in the way then, as far as the rules can tell?"""
    role, seen = desk.say(f"role.{desk.account.role}"), reopened(record, desk.store).seen
    note = Moved(kind=chosen.kind, at=chosen.at)
    made = foreseen(record, desk.store, note, desk.account, role, seen, desk.now)
    return stands(record, desk.store, made).state == "ready"


def _moved(desk: Desk, visit: Visit, record: Record | None, chosen: _Chosen) -> bool:
    """Keep it, with the record where there is one, so that it is judged again; what is wrong is said in a sentence."""
    now, role = desk.wiring.now(), desk.say(f"role.{desk.account.role}")
    try:
        if record is None:
            desk.store.visits.move(visit.id, chosen.at, now, desk.account.id, chosen.kind)
        else:
            seen = reopened(record, desk.store).seen
            note = Moved(kind=chosen.kind, at=chosen.at)
            chart(record, desk.store, note, desk.account, role, seen, now)
    except RecordsError:
        desk.refuse(desk.language.say("moving.refused"))
        return False
    return True
