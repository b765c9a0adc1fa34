"""The consultation report: what two minutes need stands in the first ten centimetres; then findings, answers, provenance."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import KeepTogether, PageBreak, Spacer

from reports import ink
from reports.blocks import TIGHT, Sheet, Story, finding, heading, paragraphs, unprintable_note, urgent
from reports.model import AnswerSection, Finding, Meaning, Source
from reports.tagged import Node, P, T
from reports.text import markup, shown, strong
from reports.theme import LINE, LOOKS, MUTED, WASH, inked

BOX = "☐"
BLANK = "_" * 14
WAITS, ASKS = 3, 5  # what fits above the fold; the rest goes to page 2
LABEL, MAP = 66.0, 62.0
LONG = 230  # characters of one line above the fold; the whole text stands among the answers


def story(sheet: Sheet, root: Node) -> Story:
    """The whole consultation report, in reading order."""
    flow: Story = [_who(sheet, root), *unprintable_note(sheet, root), Spacer(1, 4), *urgent(sheet, root)]
    flow += [_status(sheet, root), _rows(sheet, root), _decision(sheet, root), *_notes(sheet, root), PageBreak()]
    flow += _rest(sheet, root)
    flow += _findings(sheet, root)
    if sheet.report.answers:
        flow += [PageBreak(), *_answers(sheet, root)]
    return [*flow, *_provenance(sheet, root)]


def _who(sheet: Sheet, root: Node) -> T:
    person, styles = sheet.report.person, sheet.styles
    left: Story = [P(markup(person.name), styles.title, root.add("H1"))]
    left += paragraphs(root, styles.row, [" · ".join(markup(each) for each in (person.age, person.birth_date) if each)])
    seen = f"{BOX} {sheet.say('specialist.id_seen')}"
    right = paragraphs(root, styles.row, [strong(sheet.report.visit.line)])
    reach = " · ".join([seen, *(markup(each) for each in (person.reach, person.support) if each)])
    right += paragraphs(root, styles.row, [reach])
    style = [*TIGHT, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (1, 0), (1, 0), 5)]
    return T([[left, right]], colWidths=[sheet.width * 0.47, sheet.width * 0.53], style=style)


def _status(sheet: Sheet, root: Node) -> T:
    status = sheet.report.status
    assert status is not None, "the model asks for one"
    look = LOOKS[status.meaning]
    word = f'<font color="{look.ink}">{strong(status.word)}</font>'
    text = f"{word}{': ' if status.text else ''}{markup(status.text)}"
    row = [ink.shape(status.meaning, 11), P(text, sheet.styles.body, root.add("H2"))]
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(look.tint)),
        ("LEFTPADDING", (0, 0), (0, 0), 6),
        ("LEFTPADDING", (1, 0), (1, 0), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (0, 0), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return T([row], colWidths=[21, sheet.width - 21], style=style, spaceAfter=2)


def _rows(sheet: Sheet, root: Node) -> T:
    """The labelled lines at the left, the scalp at the right."""
    report = sheet.report
    node, rows = root.add("L", "List", ListNumbering="None"), []
    across = sheet.width - MAP - 8

    def row(label: str, text: str, boxes: str = "", meaning: Meaning | None = None) -> None:
        item = node.add("LI")
        style = inked(meaning, sheet.styles.row_label) if meaning else sheet.styles.row_label
        body = item.add("LBody")
        left = [P(label, style, item.add("Lbl"))] if label else ""
        rows.append([left, P(text, sheet.styles.row, body.add("P")), _boxes(sheet, body, boxes)])

    here, more = f"{BOX} {sheet.say('specialist.here')}", sheet.say
    hidden = len(report.waits) - WAITS
    for number, wait in enumerate(report.waits[:WAITS]):
        extra = f"  <b>{more('specialist.more', count=hidden)}</b>" if hidden > 0 and number == WAITS - 1 else ""
        row(sheet.say(f"specialist.{wait.meaning}_word"), _short(wait.text) + extra, here, wait.meaning)
    row(sheet.say("specialist.allergies"), _short(report.allergies))
    hidden = len(report.asks) - ASKS
    verdict = f"{BLANK} {BOX} {sheet.say('specialist.ok')} {BOX} {sheet.say('specialist.wait')}"
    for number, ask in enumerate(report.asks[:ASKS]):
        extra = f"  <b>{more('specialist.more', count=hidden)}</b>" if hidden > 0 and number == ASKS - 1 else ""
        label = sheet.say("specialist.ask_word") if number == 0 else ""
        row(label, f"{number + 1}  {_short(ask)}{extra}", verdict, "ask")
    if report.changed:
        row(sheet.say("specialist.changed"), _short(report.changed))
    row(sheet.say("specialist.wants"), _short(report.wants))

    style = [
        *TIGHT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HexColor(LINE)),
    ]
    side = 128.0
    style += [("SPAN", (1, at), (2, at)) for at, cells in enumerate(rows) if cells[2] == ""]
    table = T(rows, colWidths=[LABEL, across - LABEL - side, side], style=style)
    return T(
        [[table, _map(sheet, root)]],
        colWidths=[across + 8, MAP],
        style=[*TIGHT, ("VALIGN", (0, 0), (0, -1), "TOP"), ("VALIGN", (1, 0), (1, -1), "BOTTOM")],
    )


def _boxes(sheet: Sheet, body: Node, boxes: str) -> Any:
    return P(boxes.replace(" ", "&nbsp;"), sheet.styles.row, body.add("P")) if boxes else ""


def _map(sheet: Sheet, root: Node) -> Any:
    wanted = sheet.report.wants
    said = sheet.language.say
    alt = said("reports.specialist.map", zones=wanted) if sheet.report.zones else said("reports.specialist.map_empty")
    return ink.scalp(sheet.report.zones, MAP, sheet.report.clinic.colour, root.add("Figure", alt=shown(alt)))


def _short(text: str) -> str:
    """At most LONG characters: above the fold nothing may push the decision off the first ten centimetres."""
    if len(text) <= LONG:
        return markup(text.replace("\n", " "))
    return markup(text[:LONG].rsplit(" ", 1)[0].replace("\n", " ") + " …")


def _decision(sheet: Sheet, root: Node) -> T:
    options = "&nbsp;&nbsp; ".join(f"{BOX}&nbsp;{markup(each).replace(' ', '&nbsp;')}" for each in sheet.report.decisions)
    signed = f"{sheet.say('specialist.by')} {BLANK}_ {sheet.say('specialist.at')} {BLANK[:7]}".replace(" ", "&nbsp;")
    cells = [
        P(sheet.say("specialist.decision"), sheet.styles.row_label, root.add("P")),
        P(options, sheet.styles.row, root.add("P")),
        P(signed, sheet.styles.row, root.add("P")),
    ]
    style = [
        *TIGHT,
        ("BOX", (0, 0), (-1, -1), 0.8, HexColor(MUTED)),
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(WASH)),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    signature = 168.0
    return T([cells], colWidths=[LABEL, sheet.width - LABEL - signature, signature], style=style, spaceBefore=3)


def _notes(sheet: Sheet, root: Node) -> Story:
    section = root.add("Sect")
    return [KeepTogether([heading(sheet, section, sheet.say("specialist.notes")), ink.lines(sheet.width, 14)])]


def _rest(sheet: Sheet, root: Node) -> Story:
    """Lines that did not fit above the fold."""
    report = sheet.report
    lines = [wait.text for wait in report.waits[WAITS:]] + [
        f"{ASKS + number}  {ask}" for number, ask in enumerate(report.asks[ASKS:], 1)
    ]
    if not lines:
        return []
    section = root.add("Sect")
    verdict = f"{BLANK} {BOX} {sheet.say('specialist.ok')} {BOX} {sheet.say('specialist.wait')}"
    texts = [f"{markup(line)}  {verdict}" for line in lines]
    return [heading(sheet, section, sheet.say("specialist.rest")), *paragraphs(section, sheet.styles.row, texts)]


def _findings(sheet: Sheet, root: Node) -> Story:
    report, section = sheet.report, root.add("Sect")
    flow: Story = [heading(sheet, section, sheet.say("specialist.findings"))]
    if not report.findings:
        flow += paragraphs(section, sheet.styles.body, [sheet.say("specialist.no_findings")])
    flow += [_card(sheet, section, each) for each in report.findings]
    if report.open:
        section = root.add("Sect")
        flow.append(heading(sheet, section, sheet.say("specialist.open")))
        flow += [_card(sheet, section, each) for each in report.open]
    if report.tasks:
        section = root.add("Sect")
        flow.append(heading(sheet, section, sheet.say("specialist.tasks")))
        told = [f"{strong(task.when)}  {markup(task.text)}".strip() for task in report.tasks]
        flow += paragraphs(section, sheet.styles.body, told)
    return flow


def _card(sheet: Sheet, section: Node, each: Finding) -> KeepTogether:
    def said(key: str, text: str) -> str:
        return f"<b>{sheet.say(f'specialist.{key}')}</b> {text}" if text else ""

    lines = [
        said("because", markup(" · ".join(each.because))),
        said("check", markup(each.check)),
        said("why", markup(each.why)),
        said("do", markup(each.do)),
    ]
    sources = said("sources", " · ".join(_source(source) for source in each.sources))
    return finding(sheet, section, each, lines, [sources, " · ".join(markup(s) for s in (each.rule, each.reviewed) if s)])


def _source(source: Source) -> str:
    return " ".join(each for each in (markup(source.text), markup(source.url)) if each)


def _answers(sheet: Sheet, root: Node) -> Story:
    section = root.add("Sect")
    flow: Story = [heading(sheet, section, sheet.say("specialist.answers"))]
    for step in sheet.report.answers:
        flow += _step(sheet, section, step)
    return flow


def _step(sheet: Sheet, section: Node, step: AnswerSection) -> Story:
    """The answers of one step as a table; what is not known says so in words and in the ink of a question."""
    title = P(markup(step.title), sheet.styles.subheading, section.add("H3"))
    if not step.answers:
        return []
    node, rows = section.add("Table"), []
    for each in step.answers:
        line = node.add("TR")
        question = P(markup(each.question), sheet.styles.row, line.add("TH", "Table", Scope="Row"))
        texts = [markup(each.answer)] if each.answer else []
        if each.mark != "answered":
            texts.append(f'<font color="{LOOKS["ask"].ink}">{BOX} {sheet.say(f"specialist.{each.mark}")}</font>')
        rows.append([question, P(" ".join(texts) or "–", sheet.styles.row, line.add("TD"))])
    style = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HexColor(LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return [title, T(rows, colWidths=[sheet.width * 0.5, sheet.width * 0.5], style=style, spaceAfter=6)]


def _provenance(sheet: Sheet, root: Node) -> Story:
    report, flow = sheet.report, []
    if report.consents:
        section = root.add("Sect")
        flow.append(heading(sheet, section, sheet.say("specialist.consents")))
        flow += paragraphs(section, sheet.styles.body, [f"{markup(each.text)} {strong(each.given)}" for each in report.consents])
    section = root.add("Sect")
    lines = [f"{strong(each.label)}  {markup(each.value)}" for each in report.provenance]
    flow.append(KeepTogether([
        heading(sheet, section, sheet.say("specialist.provenance")),
        *paragraphs(section, sheet.styles.small, lines),
    ]))  # fmt: skip
    return flow
