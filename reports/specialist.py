"""The consultation report: page one, then findings in full, answers, consents, provenance."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak

from reports.blocks import GAP, Sheet, Story, box, cards, finding, heading, inky, listed, paragraphs
from reports.fold import ASKS, BOX, WAITS, page_one, verdict
from reports.model import AnswerSection, Finding, Source
from reports.tagged import Node, P, T
from reports.text import markup, shown, strong
from reports.theme import LINE


def story(sheet: Sheet, root: Node) -> Story:
    """The whole consultation report, in reading order."""
    flow: Story = [*page_one(sheet, root), PageBreak(), *_rest(sheet, root), *_findings(sheet, root)]
    if sheet.report.answers:
        apart = sheet.report.findings or sheet.report.open
        flow += [*([PageBreak()] if apart else []), *_notes(sheet, root), *_plan(sheet, root)]
        flow += _answers(sheet, root)
    return [*flow, *_provenance(sheet, root)]


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
        heading(sheet, section, sheet.say("specialist.findings")),
        [_card(sheet, section, each) for each in report.findings],
    )
    if not report.findings:
        flow += paragraphs(section, sheet.styles.body, [sheet.say("specialist.no_findings")])
    if report.open:
        section = root.add("Sect")
        head = heading(sheet, section, sheet.say("specialist.open"))
        flow += cards(head, [_card(sheet, section, each) for each in report.open])
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
    return box(sheet, each.meaning, content)


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


def _answers(sheet: Sheet, root: Node) -> Story:
    section = root.add("Sect")
    flow: Story = heading(sheet, section, sheet.say("specialist.answers"))
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
            texts.append(inky("ask", sheet.say(f"specialist.{each.mark}")))
        rows.append([question, P(" ".join(texts) or "–", sheet.styles.row, line.add("TD"))])
    style = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HexColor(LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return [
        CondPageBreak(60),
        title,
        T(rows, colWidths=[sheet.width * 0.5, sheet.width * 0.5], style=style, spaceAfter=6),
    ]


def _provenance(sheet: Sheet, root: Node) -> Story:
    report = sheet.report
    flow: Story = []
    if report.consents:
        section = root.add("Sect")
        flow += heading(sheet, section, sheet.say("specialist.consents"))
        flow += paragraphs(
            section, sheet.styles.body, [f"{markup(each.text)}{GAP}{strong(each.given)}" for each in report.consents]
        )
    section = root.add("Sect")
    lines = [f"{strong(each.label)}{GAP}{markup(each.value)}" for each in report.provenance]
    flow.append(KeepTogether([
        *heading(sheet, section, sheet.say("specialist.provenance")),
        *paragraphs(section, sheet.styles.small, lines),
    ]))  # fmt: skip
    return flow
