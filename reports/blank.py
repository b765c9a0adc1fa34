"""The blank paper form: the same questionnaire as on the screen, to fill in with a pen.

Every question has a number and its options have letters, so that a follow-up can say for whom it is. Nobody reads
paper at once, so what cannot wait is said beside the boxes themselves.
"""

from datetime import datetime

from reportlab.platypus import KeepTogether, Spacer

from intake.clinic import Clinic
from intake.language import Language
from intake.questionnaire import VISIT_KINDS, Question, Section
from reports.blank_fields import Field, boxes, field
from reports.blocks import Page, Story, box, heading
from reports.document import About, Part, Size, drawn
from reports.foot import Foot
from reports.logo import logo
from reports.only_if import LETTERS, OnlyIf
from reports.paragraph import P
from reports.tagged import Node
from reports.text import markup, strong
from reports.theme import MARGIN, PAPER, styles
from reports.urgent_ticks import URGENCIES, Ticks, urgent_ticks
from rules.screening import Screening

_LINE = "_" * 34


def render_blank(screening: Screening, language: Language, made: datetime, size: Size = "a4") -> bytes:
    """The form of this clinic in one language, made at `made`."""
    clinic, root = screening.clinic, Node("Document")
    page = Page(language=language, styles=styles(clinic.primary_colour), width=PAPER[size][0] - 2 * MARGIN)
    title, version = language.say("reports.blank.title"), screening.questionnaire.fingerprint[:8]
    named = language.say("reports.blank.foot_name", line=_LINE)
    foot = Foot(
        (
            f"{clinic.name} · {title} · {language.say('reports.foot.questionnaire', version=version)}",
            named,
        )
    )
    about = About(
        title=title, subject=language.say("reports.blank.subject"), author=clinic.name, language=language.code,
        made_at=made, seed=f"{clinic.fingerprint}{screening.questionnaire.fingerprint}{language.code}",
    )  # fmt: skip
    return drawn([Part(page, foot, _Paper(screening, page).story(root))], root, size, about)


class _Paper:
    """Draws the form of one clinic."""

    def __init__(self, screening: Screening, page: Page) -> None:
        self.screening, self.page, self.language = screening, page, page.language
        self.urgent: Ticks = urgent_ticks(screening)
        self.numbers = {
            question.id: f"{place}.{number}"
            for place, section in enumerate(screening.questionnaire.sections, 1)
            for number, question in enumerate(section.questions, 1)
        }
        self.only_if = OnlyIf(screening.questionnaire, screening.clinic, self.language, self.numbers, self.option)

    @property
    def clinic(self) -> Clinic:
        return self.screening.clinic

    def say(self, key: str, **values: str) -> str:
        return self.language.say(f"reports.blank.{key}", **values)

    def words(self, question: Question, part: str) -> str:
        source = getattr(question, part)
        return self.language.content(f"questions.{question.id}.{part}", source) if source else ""

    def option(self, name: str, option: str) -> str:
        """The text of an option, or of "none of these"."""
        question = self.screening.questionnaire.questions[name]
        if option == "none":
            return self.words(question, "none")
        source = next(one.text for one in question.options if one.id == option)
        return self.language.content(f"questions.{name}.options.{option}", source)

    def story(self, root: Node) -> Story:
        flow = self._head(root)
        for place, section in enumerate(self.screening.questionnaire.sections, 1):
            flow += self._section(root.add("Sect"), section, place)
        return flow

    def _head(self, root: Node) -> Story:
        clinic, style = self.clinic, self.page.styles
        reach = " · ".join(filter(None, (clinic.address, clinic.phone, clinic.email)))
        flow: Story = [logo(clinic.logo), Spacer(1, 4)] if clinic.logo else []
        flow += [P(strong(clinic.name), style.body, root.add("P"))]
        flow += [P(markup(reach), style.small, root.add("P"))] if reach else []
        flow += [Spacer(1, 10), P(markup(self.say("title")), style.title, root.add("H1")), Spacer(1, 4)]
        for key in ("intro", "how", "adults"):
            flow += [P(markup(self.say(key, age=str(clinic.minimum_age))), style.body, root.add("P")), Spacer(1, 3)]
        unwell = self.say("unwell", emergency=clinic.emergency_number)
        flow += [Spacer(1, 4), box(self.page, "urgent", [P(strong(unwell), style.body, root.add("P"))])]
        return flow

    def _section(self, parent: Node, section: Section, place: int) -> Story:
        """Its heading stays with the first question."""
        title = self.language.content(f"sections.{section.id}.title", section.title)
        head = heading(self.page, parent, markup(f"{place}. {title}"))
        if section.intro:
            intro = self.language.content(f"sections.{section.id}.intro", section.intro)
            head += [P(markup(intro), self.page.styles.body, parent.add("P")), Spacer(1, 4)]
        first, *rest = [self._question(parent, question) for question in section.questions]
        flow: Story = [KeepTogether([*head, *first]), *map(KeepTogether, rest)]
        return [*flow, *(self._visit(parent) if place == 1 else [])]

    def _question(self, parent: Node, question: Question) -> Story:
        style = self.page.styles
        title = P(markup(f"{self.numbers[question.id]}  {self.words(question, 'text')}"), style.bold, parent.add("H3"))
        lines = [self.words(question, "help"), *self._conditions(question)]
        helps = [P(markup(line), style.small, parent.add("P")) for line in lines if line]
        asked = Field(question, self.words(question, "unit"), lambda option: self.option(question.id, option), self.say)
        answer = [*field(self.page, parent, asked), *self._urgent(parent, question)]
        return [title, *helps, Spacer(1, 2), *answer, Spacer(1, 7)]

    def _conditions(self, question: Question) -> list[str]:
        within = question.asked_within
        lines = [self.say("only_within", hours=str(within))] if within else []
        return lines + ([self.only_if.sentence(question.visible_when)] if question.visible_when else [])

    def _urgent(self, parent: Node, question: Question) -> Story:
        """What cannot wait, in the words and the shape of urgent messages."""
        ticked, known = self.urgent.get(question.id, {}), [option.id for option in question.options]
        lines: Story = []
        for urgency in URGENCIES:
            if urgency not in ticked:
                continue
            letters = [letter for letter, name in zip(LETTERS, known, strict=False) if name in ticked[urgency]]
            which = ", ".join(letters) or self.say(f"answer_{next(iter(ticked[urgency]))}")
            reach = self.clinic.phone or self.clinic.email or self.clinic.name
            said = self.say(urgency, ticks=which, emergency=self.clinic.emergency_number, phone=reach)
            lines.append(P(strong(said), self.page.styles.body, parent.add("P")))
        return [Spacer(1, 3), box(self.page, "urgent", lines, icon=11, room=4)] if lines else []

    def _visit(self, parent: Node) -> Story:
        """What the screen asks beside the first questions: what they come for and when."""
        style = self.page.styles
        title = P(markup(self.language.say("screens.visit")), style.bold, parent.add("H3"))
        kinds = [self.language.say(f"screens.visit_{kind}") for kind in VISIT_KINDS]
        when = P(markup(self.say("visit_when")), style.body, parent.add("P"))
        return [KeepTogether([title, Spacer(1, 3), boxes(self.page, parent, kinds), Spacer(1, 6), when, Spacer(1, 6)])]
