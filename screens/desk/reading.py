"""What stands behind page one: every finding with its reason and source, then the medicines, answers and consents."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from reports.model import Answer, Finding, Signed, Source
from screens.desk.drawn import drawn
from screens.desk.look import badge, facts, table, timeline
from screens.desk.opened import Opened
from screens.text import Html, joined, plain, show, tag


def findings(opened: Opened) -> None:
    """Answer, rule, reason, action, source: each finding and each open point in full."""
    report = opened.report
    found, asked = report.findings, report.open
    with st.expander(plain(opened.say("findings", found=len(found), open=len(asked)))):
        if not found:
            show(tag("p", opened.desk.language.say("reports.specialist.no_findings")))
        for place, one in enumerate((*found, *asked)):
            _finding(opened, one, place)
        for note in report.notes:
            show(tag("p", note, "smp-help"))


def medicines(opened: Opened) -> None:
    """The medicines as typed and as understood."""
    report, said = opened.report, opened.desk.language.say
    if not report.medicines:
        return
    columns = ("name", "known_as", "thins", "advised", "still", "last")
    with st.expander(plain(opened.say("medicines", count=len(report.medicines)))):
        show(
            table(
                said("reports.specialist.medicines"),
                [said(f"reports.specialist.medicines.{column}") for column in columns],
                [[getattr(one, column) for column in columns] for one in report.medicines],
            )
        )


def answers(opened: Opened) -> None:
    """Every answer by its step; what was noted at the clinic stands beside what the client wrote."""
    report = opened.report
    with st.expander(plain(opened.say("answers"))):
        for section in report.answers:
            rows = joined(*(_answer(opened, one) for one in section.answers))
            show(tag("h3", section.title, "smp-sub"), tag("dl", rows, "smp-lines smp-lines-wide"))
        for change in report.changes:
            show(tag("p", f"{change.question} {change.before} → {change.now}", "smp-help"))


def provenance(opened: Opened) -> None:
    """What was noted since, what was agreed to and who signed it, and where all of it comes from."""
    report = opened.report
    if report.noted:
        show(tag("h2", opened.say("noted"), "smp-part"))
        show(timeline((one.when, one.who, one.what) for one in report.noted))
    with st.expander(plain(opened.say("provenance"))):
        show(facts((one.text, joined(one.given, drawn(one.strokes, one.alt))) for one in report.consents))
        if report.signed:
            show(facts([(opened.desk.language.say("reports.signature.title"), _signed(report.signed))]))
        show(facts((one.label, one.value) for one in report.provenance))


def _signed(signed: Signed) -> Html:
    lines = joined(*(tag("p", line) for line in (signed.line, signed.helped) if line))
    return joined(lines, drawn(signed.strokes, signed.alt))


def _finding(opened: Opened, one: Finding, place: int) -> None:
    said = opened.desk.language.say
    rows: Iterable[tuple[str, str]] = [
        ("because", "\n".join(one.because)),
        ("check", one.check),
        ("why", one.why),
        ("do", one.do),
        ("source", joined(*(_source(source) for source in one.sources))),
    ]
    shown = [(said(f"reports.specialist.{key}"), text) for key, text in rows if text]
    told = joined(*(tag("div", joined(tag("dt", label), tag("dd", text))) for label, text in shown))
    show(
        tag(
            "section",
            joined(
                badge(one.meaning, one.word),
                tag("p", one.noticed, "smp-strong"),
                tag("dl", told, "smp-lines"),
                tag("p", " · ".join(filter(None, (one.rule, one.reviewed))), "smp-help"),
            ),
            "smp-card smp-finding",
        )
    )
    if "rules" in opened.desk.pages:
        for rule in one.ids:
            if st.button(plain(opened.say("rule", rule=rule)), key=opened.key(f"rule.{place}.{rule}"), type="tertiary"):
                st.session_state["rule"] = rule
                opened.desk.go("rules")


def _source(source: Source) -> Html:
    """A source, which is a link where it stands on the web."""
    if not source.url.startswith(("https://", "http://")):
        return tag("div", source.text)
    link = f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{escape(source.text)}</a>'
    return tag("div", Html(link), "smp-source")


def _answer(opened: Opened, one: Answer) -> Html:
    said = opened.desk.language.say
    mark = "" if one.mark == "answered" else said(f"reports.specialist.{one.mark}")
    text = "\n".join(filter(None, (one.answer, mark)))
    told = [tag("div", text)]
    if one.noted:
        told.append(tag("div", one.noted, "smp-help"))
    if one.as_before:
        told.append(tag("div", one.as_before, "smp-help"))
    if one.was:
        told.append(tag("div", said("reports.specialist.was", answer=one.was), "smp-help"))
    return tag("div", joined(tag("dt", one.question), tag("dd", joined(*told))))
