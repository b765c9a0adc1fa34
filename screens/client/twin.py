"""The client copy as HTML, from the same Report as its PDF: so screen, link and paper never say different things."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from intake.language import Language
from reports.model import FaceKind, Finding, Letter, Report, Task, Urgent
from screens.text import Html, joined, linked, listed, tag

_LOOKS: dict[FaceKind, str] = {"all_set": "ok", "talk_first": "ask", "today": "urgent"}


def face(report: Report, level: str, standing: str = "") -> Html:
    """How the client is greeted, and that their visit stands; `level` is the element of the heading."""
    stands = tag("p", standing, "smp-strong") if standing else Html("")
    greeting = joined(tag(level, report.face.heading, "smp-title"), tag("p", report.face.first), stands)
    return tag("section", greeting, f"smp-box smp-{_LOOKS[report.face.kind]}")


def visit(report: Report) -> Html:
    """What is planned."""
    return tag("p", report.visit.line, "smp-help") if report.visit.line else Html("")


def urgents(messages: Sequence[Urgent], numbers: Mapping[str, str]) -> Html:
    """Each message in a red box; the last one says whom to call too, as far as none has said it."""
    said = {name for one in messages for name in one.numbers}
    calls = [tag("p", line, "smp-strong") for name, line in numbers.items() if name not in said]
    boxes = []
    for place, one in enumerate(messages, 1):
        before, after = ([tag("p", text) for text in some] for some in (one.before, one.after))
        do = [tag("p", one.text, "smp-strong"), *(calls if place == len(messages) else [])]
        boxes.append(tag("section", joined(tag("h2", one.word), *before, *do, *after), "smp-box smp-urgent"))
    return joined(*boxes)


def numbers(language: Language, emergency: str, phone: str) -> dict[str, str]:
    """Whom to call, in words, by the names under which a message says it (reports/model.py)."""
    called = {"emergency": language.say("screens.emergency", number=emergency)}
    return {**called, "phone": language.say("screens.phone", phone=phone)} if phone else called


def findings(language: Language, title: str, found: Sequence[Finding]) -> Html:
    """What was noticed, why it matters and what to do, a card each."""
    cards = (tag("section", joined(*_told(one)), "smp-card") for one in found)
    return joined(_part(language, title), *cards) if found else Html("")


def _told(one: Finding) -> Iterator[Html]:
    yield tag("p", one.noticed, "smp-strong")
    if one.why:
        yield tag("p", one.why)
    if one.do:
        yield tag("p", one.do, "smp-do")


def tasks(language: Language, title: str, found: Sequence[Task]) -> Html:
    """Things to do, under when they are due."""
    due = groupby(found, key=lambda task: task.when)
    return _listing(language, title, [(when, "", [task.text for task in some]) for when, some in due])


def letters(language: Language, found: Sequence[Letter]) -> Html:
    """Each letter that is to be given to somebody, folded: what it says and asks. To tick and sign it is on paper."""
    told = tag("p", language.say("screens.result_letters_help"), "smp-help")
    return joined(_part(language, "letters"), told, *(_letter(language, one) for one in found)) if found else Html("")


def _letter(language: Language, one: Letter) -> Html:
    title = language.say("reports.letter.title", about=one.about)
    parts = [language.say(f"reports.letter.medicine.{part}", blank="…") for part in ("why", "since", "dose")]
    medicines = (f"{name}: {', '.join(parts)}" for name in one.medicines)
    asked = listed([*medicines, *(fact.text for fact in one.facts)])
    said = joined(*(tag("p", text) for text in one.paragraphs), tag("p", language.say("reports.letter.no_change")))
    return tag("details", joined(tag("summary", joined(title, " · ", one.to)), said, asked), "smp-letter")


def timeline(language: Language, report: Report) -> Html:
    """Getting ready, the day, and after."""
    return _listing(language, "timeline", [(one.label, one.when, one.texts) for one in report.timeline])


def advice(language: Language, report: Report) -> Html:
    """What is good to know."""
    return _listing(language, "advice", [("", "", (task.text,)) for task in report.advice])


def _listing(language: Language, title: str, items: Sequence[tuple[str, str, Sequence[str]]]) -> Html:
    """A part whose items have a heading, a day and texts; "" leaves out the heading or the day."""
    if not items:
        return Html("")
    rows = (
        tag("li", joined(*_headed(heading, "smp-when"), *_headed(day, "smp-help"), *(tag("p", one) for one in texts)))
        for heading, day, texts in items
    )
    return joined(_part(language, title), tag("ul", joined(*rows), "smp-list"))


def _headed(text: str, style: str) -> list[Html]:
    return [tag("p", text, style)] if text else []


def _part(language: Language, title: str) -> Html:
    return tag("h2", language.say(f"screens.result_{title}"), "smp-part")


def first(report: Report, language: Language) -> Html:
    """What comes before all else on a page with a heading of its own: the greeting, then what cannot wait."""
    calls = numbers(language, report.clinic.emergency, report.clinic.phone)
    return linked(joined(face(report, "h2"), urgents(report.urgent, calls)), _whom(report))


def rest(report: Report, language: Language) -> Html:
    """All that follows it."""
    told = joined(
        findings(language, "noticed", report.findings),
        findings(language, "open", report.open),
        tasks(language, "list", report.tasks),
        letters(language, report.letters),
        timeline(language, report),
        advice(language, report),
    )
    return linked(told, _whom(report))


def _whom(report: Report) -> tuple[str, str]:
    return report.clinic.emergency, report.clinic.phone
