"""The client copy: calm, plain, what to do first; then each letter on a page of its own."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.platypus import KeepTogether, PageBreak, Spacer

from reports.blocks import GAP, Sheet, Story, banner, box, cards, finding, heading, listed, paragraphs, unprintable_note
from reports.ink import Ruled
from reports.logo import logo
from reports.model import FaceKind, Finding, Letter, Meaning, Task
from reports.paragraph import P
from reports.signature import signature
from reports.tagged import Node, T
from reports.text import markup, strong
from reports.theme import LINE, MUTED, WASH

FACES: Mapping[FaceKind, Meaning] = {"all_set": "all_set", "talk_first": "ask", "today": "urgent"}
BOX, BLANK = "☐", "_" * 16


def story(sheet: Sheet, root: Node) -> Story:
    """The whole client copy, in reading order."""
    report = sheet.report
    flow: Story = [*_letterhead(sheet, root), *unprintable_note(sheet, root)]
    flow.append(banner(sheet, root, FACES[report.face.kind], report.face.heading, [report.face.first]))
    flow += _visit(sheet, root)
    flow += _cards(sheet, root, "client.noticed", report.findings)
    flow += _cards(sheet, root, "client.open", report.open)
    if report.tasks:
        section = root.add("Sect")
        flow += heading(sheet, section, sheet.say("client.list"))
        flow.append(listed(sheet, section, list(_due(report.tasks))))
    if report.timeline:
        section = root.add("Sect")
        flow += heading(sheet, section, sheet.say("client.timeline"))
        flow.append(listed(sheet, section, [(entry.label, entry.when, entry.texts) for entry in report.timeline]))
    if report.advice:
        section = root.add("Sect")
        flow += heading(sheet, section, sheet.say("client.advice"))
        flow += paragraphs(section, sheet.styles.body, [markup(each.text) for each in report.advice])
    flow += [*_contact(sheet, root), *signature(sheet, root)]
    for letter in report.letters:
        flow += [PageBreak(), *letter_page(sheet, root, letter)]
    return flow


def _due(tasks: tuple[Task, ...]) -> Iterator[tuple[str, str, list[str]]]:
    """Each task in a row, beside the first of those that are due together when that is."""
    for when, some in groupby(tasks, key=lambda task: task.when):
        for place, task in enumerate(some):
            yield "" if place else when, "", [task.text]


def _letterhead(sheet: Sheet, root: Node) -> Story:
    report = sheet.report
    made = markup(sheet.language.short_date(report.made_at.date()))
    left = P(strong(report.clinic.name), sheet.styles.body, root.add("P"))
    right = P(f"{sheet.say('client.for', name=report.person.name)} · {made}", sheet.styles.small, root.add("P"))
    picture: Story = [logo(report.clinic.logo), Spacer(1, 4)] if report.clinic.logo else []
    unchecked = paragraphs(root, sheet.styles.small, [markup(each) for each in report.unchecked])
    return [*picture, left, right, *unchecked, Spacer(1, 9)]


def _visit(sheet: Sheet, root: Node) -> Story:
    visit = sheet.report.visit
    said = [strong(visit.line) if visit.line else "", markup(visit.standing)]
    return paragraphs(root, sheet.styles.body, [GAP.join(each for each in said if each)])


def _cards(sheet: Sheet, root: Node, title: str, findings: tuple[Finding, ...]) -> Story:
    if not findings:
        return []
    section = root.add("Sect")
    head, boxes = heading(sheet, section, sheet.say(title)), []
    for each in findings:
        why = f"<b>{sheet.say('client.why')}</b> {markup(each.why)}" if each.why else ""
        do = f"<b>{sheet.say('client.do')}</b> {markup(each.do)}" if each.do else ""
        content = finding(sheet, section.add("Sect"), each, [why, do])
        boxes.append(box(sheet, each.meaning, content, tint=WASH))
    return cards(sheet, head, boxes)


def _contact(sheet: Sheet, root: Node) -> Story:
    clinic = sheet.report.clinic
    section = root.add("Sect")
    phone = sheet.say("client.call", phone=clinic.phone) if clinic.phone else ""
    emergency = sheet.say("client.emergency", number=clinic.emergency) if clinic.emergency else ""
    said = [" · ".join(each for each in (phone, emergency) if each), markup(clinic.address)]
    head = heading(sheet, section, sheet.say("client.contact"))
    return [KeepTogether([*head, *paragraphs(section, sheet.styles.body, said)])]


def letter_page(sheet: Sheet, root: Node, letter: Letter) -> Story:
    """A letter to somebody outside the clinic: what we ask, boxes to tick, a place to sign."""
    report, styles, section = sheet.report, sheet.styles, root.add("Sect")
    clinic = " · ".join(each for each in (report.clinic.name, report.clinic.address, report.clinic.phone) if each)
    title = P(sheet.say("letter.title", about=letter.about), styles.title, section.add("H2"))
    born = sheet.language.say("reports.letter.born", date=report.person.birth_date) if report.person.birth_date else ""
    head = [
        (sheet.language.say("reports.letter.to"), "", [letter.to]),
        (sheet.language.say("reports.letter.about"), "", list(filter(None, (report.person.name, born)))),
        (sheet.language.say("reports.letter.date"), "", [sheet.language.short_date(report.made_at.date())]),
    ]
    flow: Story = [P(markup(clinic), styles.small, section.add("P")), Spacer(1, 8), title, Spacer(1, 6)]
    flow += [listed(sheet, section, head, 0.12), Spacer(1, 8)]
    for text in letter.paragraphs:
        flow += [P(markup(text), styles.body, section.add("P")), Spacer(1, 5)]
    flow += [P(f"<b>{sheet.say('letter.no_change')}</b>", styles.body, section.add("P")), Spacer(1, 10)]
    flow += [KeepTogether(_consent(sheet, section))]
    flow.append(P(sheet.say("letter.answer"), styles.heading, section.add("H3")))
    if letter.medicines:
        asked = [sheet.language.say(f"reports.letter.medicine.{key}", blank=BLANK) for key in ("why", "since", "dose")]
        rows = [(name, "", ["   ".join(asked)]) for name in letter.medicines]
        flow += [listed(sheet, section, rows, 0.22), Spacer(1, 2)]
    flow += [_facts(sheet, section, letter), Spacer(1, 10), KeepTogether(_signature(sheet, section))]
    return flow


def _consent(sheet: Sheet, section: Node) -> Story:
    """The client's word that whoever reads the letter may answer it."""
    agreed = sheet.say("letter.consent", clinic=sheet.report.clinic.name)
    line = sheet.say("letter.consent_signed", blank=BLANK * 2, short=BLANK).replace(" _", "&nbsp;_")
    return paragraphs(section, sheet.styles.body, [f"{BOX} {agreed}", line])


def _facts(sheet: Sheet, section: Node, letter: Letter) -> T:
    node = section.add("L", "List", ListNumbering="None")
    rows = []
    for fact in letter.facts:
        body = node.add("LI").add("LBody")
        boxes = "&nbsp;&nbsp;&nbsp; ".join(f"{BOX}&nbsp;{markup(each).replace(' ', '&nbsp;')}" for each in fact.boxes)
        question = P(markup(fact.text), sheet.styles.body, body.add("P"))
        rows.append([[question], [P(boxes, sheet.styles.body, body.add("P"))]])
    style = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
    return T(rows, colWidths=[sheet.width * 0.56, sheet.width * 0.44], style=style, mirrored=sheet.mirrored)


def _signature(sheet: Sheet, section: Node) -> Story:
    """Room for a note, then four ruled fields, each named below its line."""

    def field(key: str) -> P:
        return P(sheet.say(f"letter.{key}"), sheet.styles.small, section.add("P"))

    half = sheet.width / 2 - 8
    ruled = [("LINEABOVE", (column, row), (column, row), 0.6, HexColor(MUTED)) for column in (0, 2) for row in (0, 1)]
    style = [*ruled, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    fields = T(
        [[field("name"), "", field("phone")], [field("signature"), "", field("signed_on")]],
        colWidths=[half, 16, half],
        rowHeights=[42, 18],
        style=style,
        mirrored=sheet.mirrored,
    )
    more, back = field("more"), sheet.say("letter.return", clinic=sheet.report.clinic.name)
    note = P(back, sheet.styles.small, section.add("P"))
    return [more, Ruled(sheet.width, 3), Spacer(1, 34), fields, Spacer(1, 8), note]
