"""The result: one of three faces, what cannot wait, what we noticed, and what to do by when.

Every word comes from the same Report as the client's PDF, so that screen and paper never say different things.
"""

import streamlit as st

from records import Record
from reports.kept import calendar_of, report_of
from reports.model import FaceKind, Finding, Report
from screens.client.urgent import urgent_boxes
from screens.entered import sent_page
from screens.fault import made
from screens.form import Form
from screens.invited import result_within_reach
from screens.text import joined, plain, show, tag

_LOOKS: dict[FaceKind, str] = {"all_set": "ok", "talk_first": "ask", "today": "urgent"}


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
    _face(report)
    urgent_boxes(form, report.urgent)
    _findings(form, "noticed", report.findings)
    _findings(form, "open", report.open)
    _list(form, "list", [(task.when, (task.text,)) for task in report.tasks])
    _download(form, report)
    if report.visit.at:
        _calendar(form, record)
    _list(form, "timeline", [("\n".join(filter(None, (m.label, m.when))), m.texts) for m in report.timeline])
    _list(form, "advice", [("", (task.text,)) for task in report.advice])
    _contact(form)


def _face(report: Report) -> None:
    show(
        f'<section class="smp-box smp-{_LOOKS[report.face.kind]}">',
        tag("h1", report.face.heading, "smp-title"),
        tag("p", report.face.first),
        tag("p", report.visit.standing, "smp-strong") if report.visit.standing else "",
        "</section>",
        tag("p", report.visit.line, "smp-help") if report.visit.line else "",
    )


def _findings(form: Form, title: str, findings: tuple[Finding, ...]) -> None:
    if not findings:
        return
    parts = [tag("h2", form.say(f"result_{title}"), "smp-part")]
    for one in findings:
        told = [tag("p", one.noticed, "smp-strong")]
        told += [tag("p", one.why)] if one.why else []
        told += [tag("p", one.do, "smp-do")] if one.do else []
        parts.append(tag("section", joined(*told), "smp-card"))
    show(*parts)


def _list(form: Form, title: str, items: list[tuple[str, tuple[str, ...]]]) -> None:
    """Things in order, each with when it is due."""
    if not items:
        return
    rows = "".join(
        f"<li>{tag('p', when, 'smp-when') if when else ''}{''.join(tag('p', text) for text in texts)}</li>"
        for when, texts in items
    )
    show(tag("h2", form.say(f"result_{title}"), "smp-part"), f'<ul class="smp-list">{rows}</ul>')


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
        show(tag("p", form.say("questions", phone=reach)))
