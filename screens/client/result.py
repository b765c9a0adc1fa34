"""The result: one of three faces, what cannot wait, what we noticed, and what to do by when.

Every word comes from the same Report as the client's PDF, so that screen and paper never say different things.
"""

import streamlit as st

from records import Record
from reports.kept import calendar_of, report_of
from reports.model import Report
from screens.client import twin
from screens.entered import sent_page
from screens.fault import made
from screens.form import Form
from screens.invited import result_within_reach
from screens.text import joined, linked, plain, show, tag


def result_page(form: Form) -> None:
    """What was told about the answers that this browser sent last."""
    ref = result_within_reach(form.store, form.draft.token, form.now)
    if ref is None:
        form.go("landing")
        return
    if form.account:
        sent_page(form, ref)
        return
    record = form.store.records.read(ref)
    report = report_of(record, form.store, "client", form.language.code)
    language, clinic = form.language, form.clinic
    whom = (*form.whom, report.clinic.emergency, report.clinic.phone)  # the record's own clinic may have moved since
    told = joined(
        twin.face(report, "h1", report.visit.standing),
        twin.urgents(report.urgent, twin.numbers(language, clinic.emergency_number, clinic.phone)),
        twin.visit(report),
        twin.findings(language, "noticed", report.findings),
        twin.findings(language, "open", report.open),
        twin.tasks(language, "list", report.tasks),
        twin.letters(language, report.letters),
    )
    show(linked(told, whom))
    _download(form, report)
    if report.visit.at:
        _calendar(form, record)
    if later := joined(twin.timeline(language, report), twin.advice(language, report)):
        show(linked(later, whom))
    _contact(form)


def _download(form: Form, report: Report) -> None:
    """The same as a PDF, made when it is asked for: drawing it takes longer than the whole page."""

    def pdf() -> bytes:
        from reports.pdf import render

        return made(lambda: render(report))

    st.download_button(
        plain(form.say("download")), pdf, file_name=f"{report.ref}.pdf", mime="application/pdf", type="primary",
        key="download", on_click="ignore", width="stretch",
    )  # fmt: skip


def _calendar(form: Form, record: Record) -> None:
    """The visit and its steps for the calendar of the phone, under titles that say nothing about health."""

    def file() -> bytes:
        return made(lambda: calendar_of(record, form.store, form.language.code) or b"")

    st.download_button(
        plain(form.say("calendar")), file, file_name=f"{record.ref}.ics", mime="text/calendar", key="calendar",
        on_click="ignore", width="stretch",
    )  # fmt: skip


def _contact(form: Form) -> None:
    reach = form.clinic.phone or form.clinic.email
    if reach:
        show(linked(tag("p", form.say("questions", phone=reach)), form.whom))
