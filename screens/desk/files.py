"""What a client sent along, or the clinic put there: photos of boxes and scalps, letters, each shown when asked for."""

from functools import partial

import streamlit as st

from records import Agreement, File, NotTaken, Purpose, RecordsError
from records.visits import Expected
from screens.desk.look import badge
from screens.desk.opened import Opened
from screens.desk.pictures import look_at, look_away, show_pictures, shown_now
from screens.text import plain, show, tag

_TYPES = ["jpg", "jpeg", "png", "webp", "pdf"]


def of_the_visit(opened: Opened) -> tuple[File, ...]:
    """The files of the record's visit, the newest first."""
    store = opened.desk.store
    visit = store.visits.of_record(opened.record.ref)
    return tuple(reversed(store.files.of(visit.id))) if visit else ()


def files(opened: Opened) -> None:
    """Each file by its kind and day; the one that is looked at below its line."""
    found = of_the_visit(opened)
    if opened.report.no_photos and any(one.purpose == "scalp" for one in found):
        show(badge("wait", opened.report.no_photos), tag("p", opened.desk.language.say("room.hidden"), "smp-help"))
        found = tuple(one for one in found if one.purpose != "scalp")
    if not found:
        return
    with st.expander(plain(opened.say("files", count=len(found))), expanded=any(shown_now(one.id) for one in found)):
        for one in found:
            _file(opened, one)


def _file(opened: Opened, one: File) -> None:
    desk, looking, agreed = opened.desk, shown_now(one.id), opened.desk.store.files.agreements.of(one.id)
    with st.container(horizontal=True, vertical_alignment="center", key=opened.key(f"paper-line-{one.id}")):
        wish = opened.say("file_report" if agreed.in_report else "file_report_not") if agreed else ""
        show(tag("p", named(opened, one), "smp-strong"), tag("p", wish, "smp-help") if wish else "")
        pressed = st.button(plain(opened.say("paper_close" if looking else "paper_look")), key=f"file.{one.id}")
    if pressed and looking:
        look_away()
    elif pressed:
        desk.note("file.viewed", f"visit:{one.visit_id}")
        try:
            look_at(one.id, partial(desk.store.files.read, one.id), one.media_type)
        except RecordsError as error:
            desk.refuse(str(error))
    if looking:
        _agreed(opened, one, agreed)
        show_pictures(opened, named(opened, one))


def _agreed(opened: Opened, one: File, agreed: Agreement | None) -> None:
    """What the client agreed to when they sent it, word for word, and what they may take back of it."""
    desk = opened.desk
    if agreed is None:
        show(tag("p", opened.say("file_agreed_not"), "smp-help"))
        return
    words = " ".join(desk.store.contents.read(agreed.text).decode().split("\n"))
    show(tag("p", opened.say("file_agreed", at=desk.moment(agreed.at), words=words), "smp-help"))
    if not st.checkbox(plain(opened.say("file_back")), key=f"file.back.{one.id}"):
        return
    show(opened.for_whom())
    if agreed.in_report:
        show(tag("p", opened.say("file_report_out_help"), "smp-help"))
        if st.button(plain(opened.say("file_report_out")), key=f"file.out.{one.id}"):
            desk.store.files.agreements.withdraw(one.id, desk.wiring.now(), desk.account.id)
            st.rerun()
    show(tag("p", opened.say("file_remove_help"), "smp-help"))
    if st.button(plain(opened.say("file_remove")), key=f"file.remove.{one.id}"):
        _remove(opened, one)


def _remove(opened: Opened, one: File) -> None:
    desk = opened.desk
    try:
        desk.store.files.remove(one.id, desk.wiring.now(), desk.account.id)
    except RecordsError as error:  # a colleague did meanwhile
        desk.refuse(str(error))
    else:
        look_away()


def named(opened: Opened, one: File) -> str:
    """ "A letter, sent Thu 3 Dec, 14:00" """
    said = opened.say(f"file.{one.purpose}")
    return opened.say("file", purpose=said, at=opened.desk.moment(one.created_at))


def upload(opened: Opened, purpose: Purpose, key: str) -> bytes | None:
    """A field for a scan or a photo; what was put there."""
    given = st.file_uploader(plain(opened.say(f"upload_{purpose}")), type=_TYPES, key=key)
    return given.getvalue() if given else None


def keep(opened: Opened, purpose: Purpose, data: bytes) -> str | None:
    """Keep a file with the record's visit; its id, or None when it is not taken, which is said in a sentence."""
    desk, record, visit = opened.desk, opened.record, opened.made.intake.visit
    identity = record.identity
    expected = Expected.model_validate({
        "kind": visit.kind, "at": visit.at, "name": identity["full_name"], "birth_date": identity["birth_date"],
        "language": record.language,
    })  # fmt: skip
    try:
        own = desk.store.visits.for_record(record.ref, expected, desk.wiring.now(), desk.account.id)
        return desk.store.files.add(own.id, purpose, data, desk.wiring.now(), desk.account.id).id
    except NotTaken as refusal:
        desk.refuse(desk.language.say(f"web.file_{refusal.why}"))
    except RecordsError as error:
        desk.refuse(str(error))
    return None
