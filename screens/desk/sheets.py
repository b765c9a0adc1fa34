"""The sheets of a day as one PDF: page one of each visit, to take along."""

from datetime import date

import streamlit as st

from reports.day import expected, sheets
from screens.desk.desk import Desk
from screens.fault import Failed, made
from screens.text import plain, show, tag


def sheets_button(desk: Desk, day: date | None) -> None:
    """A button that makes them, and notes that they were taken away, when it is pressed; None is today."""
    zone = desk.clinic.clock
    on = day or desk.now.astimezone(zone).date()
    said = desk.language.date(on)
    if not expected(desk.store, on, zone):
        show(tag("p", desk.say("sheets_none", day=said) if day else desk.say("sheets_none_today"), "smp-help"))
        return

    def pdf() -> bytes:
        from reports.pdf import render_sheets

        if not desk.still_open:
            raise Failed
        desk.note("sheets.exported")
        return made(lambda: render_sheets(sheets(desk.store, on, zone, desk.language.code), said))

    st.download_button(
        plain(desk.say("sheets_day", day=said) if day else desk.say("sheets_today")), pdf, file_name=f"{on}.pdf",
        mime="application/pdf", key="sheets", on_click="ignore",
    )  # fmt: skip
