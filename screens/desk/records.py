"""The specialist's pages: finding a record, and reading one. Whatever is opened or taken away is in the audit trail."""

import streamlit as st

from records import Record, RecordsError, Ref, parse_ref
from reports.kept import report_of
from reports.model import Finding, Report
from screens.desk.desk import Desk
from screens.desk.look import badge, box, empty, person_bar
from screens.fault import Failed, made
from screens.text import heading, joined, plain, show, tag

PAGE = 20


def records_page(desk: Desk) -> None:
    """The latest records, or those that a name or a reference finds."""
    heading(desk.say("page.records"), desk.say("records_intro"))
    sought = st.text_input(plain(desk.say("records_search")), max_chars=100, key="sought", autocomplete="off")
    refs = _found(desk, sought.strip()) if sought.strip() else desk.store.records.latest(PAGE)
    if not refs:
        show(empty(desk.say("records_none")))
    for ref in refs[:PAGE]:
        record = desk.store.records.read(ref)
        with st.container(border=True):
            show(
                tag("p", str(record.identity.get("full_name", "")), "smp-name"),
                tag("p", desk.say("records_line", ref=ref, at=desk.moment(record.submitted_at)), "smp-help"),
            )
            if st.button(plain(desk.say("records_open")), key=f"open.{ref}"):
                st.session_state["record"] = str(ref)
                desk.go("record")
    desk.looked("records.listed")


def record_page(desk: Desk) -> None:
    """One record: who, what to do first, what was found and is open, every answer, and the PDF."""
    ref = st.session_state.get("record")
    if ref is None:
        desk.go("records")
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
        desk.go("records")


def _found(desk: Desk, sought: str) -> list[Ref]:
    """By a name, or by a reference as somebody reads it out."""
    found = desk.store.records.find(sought)
    try:
        ref = parse_ref(sought)
        desk.store.records.read(ref)
    except (ValueError, RecordsError):
        return found
    return [ref, *found]


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
