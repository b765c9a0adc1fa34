"""The consultation report: page one, findings in full, what is looked up, answers, consents, provenance, photos."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reportlab.platypus import KeepTogether, PageBreak

from reports.album import album
from reports.blocks import GAP, TIGHT, Sheet, Story, box, cards, finding, heading, listed, paragraphs, unbroken
from reports.fold import ASKS, BLANK, BOX, WAITS, page_one, verdict
from reports.ink import scalp
from reports.model import Answer, Finding, Source
from reports.paragraph import P
from reports.signature import drawn, signature
from reports.tables import answers, medicines
from reports.tagged import Node, T
from reports.text import markup, shown, strong

MAP = 116.0
"""Points: the scalp on the page that is looked up, where somebody may draw on it."""


def story(sheet: Sheet, root: Node) -> Story:
    """The whole consultation report, in reading order."""
    report = sheet.report
    flow: Story = [*page_one(sheet, root), PageBreak(), *_decided(sheet, root), *_rest(sheet, root)]
    flow += _findings(sheet, root)
    if report.answers:
        apart = report.findings or report.open
        flow += [*([PageBreak()] if apart else []), *medicines(sheet, root), *_look(sheet, root)]
        flow += [*_pairs(sheet, root, "comfort", report.comfort), *_plan(sheet, root), *_notes(sheet, root)]
        flow += [*_pairs(sheet, root, "denied", report.denied), *answers(sheet, root)]
    return [*flow, *_changes(sheet, root), *_noted(sheet, root), *_provenance(sheet, root), *album(sheet, root)]


def _decided(sheet: Sheet, root: Node) -> Story:
    """The sign-off, then each amendment: nothing that was signed goes away."""
    flow: Story = heading(sheet, root, sheet.say("specialist.decided")) if sheet.report.decided else []
    said = sheet.language.say
    for each in sheet.report.decided:
        section = root.add("Sect")
        pairs = [
            ("decision", [each.decision]),
            ("signed", [f"{each.by}, {each.at}"]),
            ("why", [each.reason] if each.reason else []),
            ("note", [each.note] if each.note else []),
            ("overridden", [said("reports.signed.override", found=f, reason=why) for f, why in each.overridden]),
        ]
        title = P(markup(each.title), sheet.styles.subheading, section.add("H3"))
        rows = [(said(f"reports.signed.{key}"), "", texts) for key, texts in pairs if texts]
        flow += [title, listed(sheet, section, rows, 0.2)]
    return flow


def _rest(sheet: Sheet, root: Node) -> Story:
    """Lines that did not fit above the fold."""
    report = sheet.report
    lines = [f"{BOX} {markup(wait.text)}" for wait in report.waits[WAITS:]]
    for number, ask in enumerate(report.asks[ASKS:], ASKS + 1):
        lines.append(f"{number}&nbsp; {markup(ask)} {verdict(sheet).replace(' ', '&nbsp;')}")
    if not lines:
        return []
    section = root.add("Sect")
    return [*heading(sheet, section, sheet.say("specialist.rest")), *paragraphs(section, sheet.styles.row, lines)]


def _findings(sheet: Sheet, root: Node) -> Story:
    report, section = sheet.report, root.add("Sect")
    flow: Story = cards(
        sheet,
        heading(sheet, section, sheet.say("specialist.findings")),
        [_card(sheet, section, each) for each in report.findings],
    )
    if not report.findings:
        flow += paragraphs(section, sheet.styles.body, [sheet.say("specialist.no_findings")])
    if report.open:
        section = root.add("Sect")
        head = heading(sheet, section, sheet.say("specialist.open"))
        flow += cards(sheet, head, [_card(sheet, section, each) for each in report.open])
    if report.tasks:
        section = root.add("Sect")
        flow += heading(sheet, section, sheet.say("specialist.tasks"))
        told = [
            GAP.join(each for each in (strong(task.when) if task.when else "", markup(task.text)) if each)
            for task in report.tasks
        ]
        flow += paragraphs(section, sheet.styles.body, told)
    return flow


def _card(sheet: Sheet, parent: Node, each: Finding) -> T:
    def said(key: str, text: str) -> str:
        return f"<b>{sheet.say(f'specialist.{key}')}</b> {text}" if text else ""

    lines = [
        said("because", markup(" · ".join(each.because))),
        said("check", markup(each.check)),
        said("why", markup(each.why)),
        said("do", markup(each.do)),
    ]
    section = parent.add("Sect")
    content = finding(sheet, section, each, lines)
    content += [_source(sheet, section, source) for source in each.sources]
    content += paragraphs(section, sheet.styles.small, [" · ".join(markup(s) for s in (each.rule, each.reviewed) if s)])
    if each.meaning != "ask":
        content += paragraphs(section, sheet.styles.row, [_override(sheet)])
    return box(sheet, each.meaning, content)


def _override(sheet: Sheet) -> str:
    """Room to agree, or to say why not; a name stands beside it."""
    said = sheet.say("specialist.override").replace(" ", "&nbsp;")
    return f"{said}&nbsp;{BLANK * 3} {sheet.say('specialist.by')}&nbsp;{BLANK}"


def _source(sheet: Sheet, section: Node, source: Source) -> P:
    """A source and its address, which is a link where it is one of the web."""
    paragraph = section.add("P")
    text = f"{sheet.say('specialist.source')} {markup(source.text)}"
    if not source.url.startswith(("https://", "http://")):
        return P(text, sheet.styles.small, paragraph)
    link = paragraph.add("Link", alt=shown(f"{source.text} {source.url}"))
    return P(f'<a href="{markup(source.url)}">{text} {markup(source.url)}</a>', sheet.styles.small, link)


def _notes(sheet: Sheet, root: Node) -> Story:
    """What is good to know and raises nothing."""
    if not sheet.report.notes:
        return []
    section = root.add("Sect")
    lines = [markup(line) for line in sheet.report.notes]
    return [*heading(sheet, section, sheet.say("specialist.notes_list")), *paragraphs(section, sheet.styles.row, lines)]


def _plan(sheet: Sheet, root: Node) -> Story:
    """The days that the sessions take, and what of the client's own falls into them."""
    if not sheet.report.plan:
        return []
    section = root.add("Sect")
    rows = [(entry.label, entry.when, entry.texts) for entry in sheet.report.plan]
    return [*heading(sheet, section, sheet.say("specialist.plan")), listed(sheet, section, rows)]


def _look(sheet: Sheet, root: Node) -> Story:
    """The scalp with the wanted zones, large enough to draw on, beside the pattern as it was told."""
    section, report = root.add("Sect"), sheet.report
    alt = sheet.language.say("reports.specialist.map", zones=report.wants if report.zones else "")
    picture = scalp(report.zones, alt, MAP, report.clinic.colour, section)
    rows = [("look.wanted", report.wants), ("look.pattern", report.pattern)]
    told = [(sheet.language.say(f"reports.specialist.{key}"), "", (text,)) for key, text in rows if text]
    head = heading(sheet, section, sheet.say("specialist.look"))
    beside = replace(sheet, width=sheet.width - MAP - 14)
    text: Story = [listed(beside, section, told)] if told else []
    table = T(
        [[picture, text]], colWidths=[MAP + 14, beside.width], style=[*TIGHT, ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    return unbroken(sheet, head, table)


def _changes(sheet: Sheet, root: Node) -> Story:
    """What the client answers otherwise than the last time."""
    if not sheet.report.changes:
        return []
    section = root.add("Sect")
    told = partial(sheet.language.say, "reports.changed.one", question="")
    rows = [(one.question, "", (told(before=one.before, now=one.now).strip(),)) for one in sheet.report.changes]
    head = heading(sheet, section, sheet.say("specialist.changes_list"))
    return [*head, listed(sheet, section, rows, 0.5, sheet.styles.row)]


def _noted(sheet: Sheet, root: Node) -> Story:
    """What was noted at the clinic since the form was sent, in its order."""
    if not sheet.report.noted:
        return []
    section = root.add("Sect")
    rows = [(one.when, one.who, (one.what,)) for one in sheet.report.noted]
    head = heading(sheet, section, sheet.say("specialist.noted"))
    return [*head, listed(sheet, section, rows, style=sheet.styles.row)]


def _pairs(sheet: Sheet, root: Node, key: str, pairs: Sequence[Answer]) -> Story:
    """A short list of what was asked and what was answered."""
    if not pairs:
        return []
    section = root.add("Sect")
    rows = [(each.question, "", (each.answer,)) for each in pairs]
    head = heading(sheet, section, sheet.say(f"specialist.{key}"))
    return [*head, listed(sheet, section, rows, style=sheet.styles.row)]


def _provenance(sheet: Sheet, root: Node) -> Story:
    report = sheet.report
    flow: Story = []
    if report.consents:
        section = root.add("Sect")
        flow += heading(sheet, section, sheet.say("specialist.consents"))
        for each in report.consents:
            line = f"{markup(each.text)}{GAP}{strong(each.given)}"
            told = paragraphs(section, sheet.styles.body, [line])
            flow += [KeepTogether([*told, *drawn(sheet, section, each.strokes, each.alt)])] if each.strokes else told
    flow += signature(sheet, root)
    section = root.add("Sect")
    lines = [f"{strong(each.label)}{GAP}{markup(each.value)}" for each in report.provenance]
    flow.append(KeepTogether([
        *heading(sheet, section, sheet.say("specialist.provenance")),
        *paragraphs(section, sheet.styles.small, lines),
    ]))  # fmt: skip
    return flow
