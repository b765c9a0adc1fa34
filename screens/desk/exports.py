"""What an owner takes out of the store: everything about one person for that person, and a table about nobody."""

import json
from collections.abc import Callable

import streamlit as st

from records import RecordsError, Ref, parse_ref
from screens.desk.desk import Desk
from screens.fault import Failed, made
from screens.text import plain, show, tag

LEAST = 5
"""So many people share whatever the table shows (docs/data.md)."""


def exports(desk: Desk) -> None:
    """Both exports; each is made when it is asked for, and written into the audit trail."""
    show(tag("h2", desk.say("exports"), "smp-part"))
    show(tag("p", desk.say("exports_table_help", least=LEAST), "smp-help"))
    if st.button(plain(desk.say("exports_table_make")), key="table_make"):
        _table(desk)
    show(tag("p", desk.say("exports_person_help"), "smp-help"))
    typed = st.text_input(plain(desk.say("exports_ref")), max_chars=30, key="export_ref", autocomplete="off")
    if typed.strip():
        _person(desk, typed)


def _table(desk: Desk) -> None:
    from records.crowding import TooFewError  # it brings a library that nothing else at the desk needs
    from records.table import table, written

    try:
        rows = table(desk.store, LEAST)
    except TooFewError:
        desk.refuse(desk.say("exports_too_few", least=LEAST))
        return

    def file() -> bytes:
        desk.store.audit.note(
            desk.wiring.now(), desk.account.id, "table.exported", rows=len(rows), least=LEAST, format="csv"
        )
        return written(rows, "csv")

    _download(desk, "exports_table_save", file, "table.csv", "text/csv")


def _person(desk: Desk, typed: str) -> None:
    try:
        ref = parse_ref(typed)
        desk.store.records.read(ref)
    except (ValueError, RecordsError):
        desk.refuse(desk.say("exports_ref_wrong"))
        return
    _download(desk, "exports_person_save", lambda: _everything(desk, ref), f"{ref}.json", "application/json")


def _everything(desk: Desk, ref: Ref) -> bytes:
    from records.export import as_json

    told = as_json(desk.store, ref)
    desk.store.records.note_export(ref, desk.wiring.now(), desk.account.id, "json")
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _download(desk: Desk, key: str, make: Callable[[], bytes], name: str, media_type: str) -> None:
    """Not from a page that outlived its session."""

    def file() -> bytes:
        if not desk.still_open:
            raise Failed
        return made(make)

    st.download_button(plain(desk.say(key)), file, file_name=name, mime=media_type, key=key, on_click="ignore")
