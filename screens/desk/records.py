"""The specialist's page of one record. That it was opened, and what was taken away, is in the audit trail."""

import streamlit as st

from records import Record, RecordsError, Ref
from reports.kept import report_of
from reports.model import Finding, Report
from screens.desk.desk import Desk
from screens.desk.look import badge, box, person_bar
from screens.fault import Failed, made
from screens.text import joined, plain, show, tag


def record_page(desk: Desk) -> None:
    """One record: who, what to do first, what was found and is open, every answer, and the PDF."""
    ref = st.session_state.get("record")
    if ref is None:
        desk.go("queue")
        return
    try:
        record = desk.store.records.read(Ref(ref))
    except RecordsError as error:
        desk.refuse(str(error))
        return
    desk.looked("record.viewed", desk.store.records.subject(record.ref))
    report = report_of(record, desk.store, "specialist", desk.language.code)
    _head(report)
    for one in (*report.findings, *report.open):
        _finding(one)
    for section in report.answers:
        rows = "".join(f"<div>{tag('dt', a.question)}{tag('dd', a.answer)}</div>" for a in section.answers)
        show(tag("h2", section.title, "smp-part"), f'<dl class="smp-answers">{rows}</dl>')
    _download(desk, record, report)
    if st.button(plain(desk.say("records_back")), type="tertiary", key="back"):
        desk.go("queue")


def _head(report: Report) -> None:
    person = report.person
    show(person_bar(person.name, person.birth_date, person.age, report.ref, report.visit.line, title=True))
    for message in report.urgent:
        show(box("urgent", message.word, message.text))
    if report.status:
        show(box(report.status.meaning, report.status.word, report.status.text))
    if person.reach:
        show(tag("p", person.reach))
    for ask in report.asks:
        show(tag("p", ask, "smp-do"))


def _finding(one: Finding) -> None:
    told = [tag("p", text) for text in (one.why, one.do, one.check) if text]
    told += [tag("p", line, "smp-help") for line in one.because]
    word = badge(one.meaning, one.word) if one.word else ""
    show(tag("section", joined(word, tag("p", one.noticed, "smp-strong"), *told), "smp-card"))


def _download(desk: Desk, record: Record, report: Report) -> None:
    """Made, and noted as taken away, when it is asked for; not from a page that outlived its session."""

    def pdf() -> bytes:
        from reports.pdf import render

        if not desk.still_open:
            raise Failed
        desk.note("record.exported", desk.store.records.subject(record.ref))
        return made(lambda: render(report))

    st.download_button(
        plain(desk.say("records_pdf")), pdf, file_name=f"{record.ref}.pdf", mime="application/pdf", type="primary",
        key="pdf", on_click="ignore", width="stretch",
    )  # fmt: skip
