"""One Report: everything that a screen or a page tells one reader, as finished texts in that reader's language.

Nothing here is computed or looked up any more: whoever draws a Report decides where a text stands and how it looks,
never what it says. Texts are plain; "\\n" begins a new line.
"""

from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator

Reader = Literal["client", "specialist"]
Meaning = Literal["urgent", "wait", "letter", "care", "ask", "all_set"]  # word, shape and colour: visual language
FaceKind = Literal["all_set", "talk_first", "today"]
AnswerMark = Literal["answered", "not_sure", "in_person", "unanswered", "not_asked", "too_old"]
Strokes = tuple[tuple[tuple[int, int], ...], ...]  # of a signature: points on its sheet (intake/drawing.py)


class Piece(BaseModel):
    """A part of a Report; it never changes once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Letterhead(Piece):
    """Who the report comes from and how to reach them."""

    name: str
    address: str = ""
    phone: str = ""
    emergency: str = ""
    logo: str = ""
    colour: str = "#0F5C5C"


class Person(Piece):
    """Who the report is about."""

    name: str
    age: str = ""
    birth_date: str = ""
    reach: str = ""
    support: str = ""  # helper, interpreter, other needs


class Visit(Piece):
    """What is planned, and its moment on the clinic's clock."""

    line: str
    at: AwareDatetime | None = None
    standing: str = ""  # "Your visit is not cancelled." wherever one stands


class Face(Piece):
    """How the client is greeted: one of three."""

    kind: FaceKind
    heading: str
    first: str


class Urgent(Piece):
    """Something to do now or today, when the client was told, and which numbers its text says to call: "emergency",
    "phone". What the client reads before it or after it: what we noticed, and why it matters; for the specialist, after
    it, what the client reads."""

    word: str
    text: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    told: str = ""
    numbers: tuple[str, ...] = ()


class Status(Piece):
    """What the specialist may do, in one line: "DO NOT START YET", "1 letter awaited, 2 questions. About 25 Dec"."""

    meaning: Meaning
    word: str
    text: str = ""


class Wait(Piece):
    """One thing that is waited for: what, from whom, since when, until when."""

    meaning: Literal["wait", "letter"]
    text: str


class Change(Piece):
    """An answer that is another one than the last time, both in words."""

    question: str
    before: str
    now: str


class Happened(Piece):
    """Something that was noted at the clinic after the form was sent: when, by whom, what."""

    when: str
    who: str
    what: str


class Source(Piece):
    """Where a rule comes from."""

    text: str
    url: str = ""


class Finding(Piece):
    """A rule that holds, or one that could not be decided: what we noticed, why it matters, what to do.

    From `check` on only the specialist reads it.
    """

    meaning: Meaning
    word: str = ""
    noticed: str
    why: str = ""
    do: str = ""
    check: str = ""
    because: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    rule: str = ""
    ids: tuple[str, ...] = ()  # of the rules that `rule` names
    reviewed: str = ""


class Task(Piece):
    """One thing for the client to do, and by when or from when."""

    text: str
    when: str = ""


class Fact(Piece):
    """What a letter asks: a question and the boxes to tick."""

    text: str
    boxes: tuple[str, ...]


class Letter(Piece):
    """A letter that the client takes to somebody."""

    to: str
    about: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...]
    medicines: tuple[str, ...] = ()  # for each is asked why, since when and how much


class Moment(Piece):
    """One entry of the timeline: "The day before", "Monday 7 December", what to do."""

    label: str
    when: str = ""
    texts: tuple[str, ...]


class Answer(Piece):
    """A question as it was asked and what was answered; where that was noted at the clinic, by whom (`noted`), and what
    the client had answered (`was`); where it was confirmed as told before, when (`as_before`)."""

    question: str
    answer: str
    mark: AnswerMark = "answered"
    was: str = ""
    noted: str = ""
    as_before: str = ""


class Medicine(Piece):
    """One medicine: as it was typed, what it is known as, and what was said of it."""

    name: str
    known_as: str
    thins: str
    advised: str = ""
    still: str = ""
    last: str = ""


class AnswerSection(Piece):
    """The answers of one step."""

    title: str
    answers: tuple[Answer, ...]


class Consent(Piece):
    """What was agreed to, word for word, and when; the strokes of a drawn signature under it, with what they show."""

    text: str
    given: str
    strokes: Strokes = ()
    alt: str = ""


class Signed(Piece):
    """The signature under the answers: in words, and the strokes of one that was drawn (intake/drawing.py), with what
    they show in words. `helped` says who filled the form in with the client."""

    line: str
    helped: str = ""
    strokes: Strokes = ()
    alt: str = ""


class Photo(Piece):
    """A picture that the client wants to see in the report: what it is, that they wished it, and a JPEG as base64."""

    title: str
    wish: str
    data: str


class Decided(Piece):
    """What was signed: the decision, by whom and when; of an amendment also why. `overridden` pairs what was found
    with the reason not to follow it."""

    title: str
    decision: str
    by: str
    at: str
    reason: str = ""
    note: str = ""
    overridden: tuple[tuple[str, str], ...] = ()


class Provenance(Piece):
    """A line about where the report comes from: "Rulebook", "3f9a…"."""

    label: str
    value: str


class Report(Piece):
    """What one reader is told about one record."""

    reader: Reader
    language: str
    ref: str
    seal: str = ""  # what the code at the foot of each page holds; "" where no record is
    foot: tuple[str, ...] = ()  # the lines that stand there below the reference
    made_at: AwareDatetime
    unchecked: tuple[str, ...] = ()  # said where no translator has checked the translation, also in English
    clinic: Letterhead
    person: Person
    visit: Visit
    face: Face
    urgent: tuple[Urgent, ...] = ()
    findings: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    advice: tuple[Task, ...] = ()
    tasks: tuple[Task, ...] = ()
    letters: tuple[Letter, ...] = ()
    timeline: tuple[Moment, ...] = ()
    plan: tuple[Moment, ...] = ()  # of the sessions
    signed: Signed | None = None
    provenance: tuple[Provenance, ...] = ()
    # the specialist's
    status: Status | None = None
    waits: tuple[Wait, ...] = ()
    conditions: tuple[str, ...] = ()  # of letters that came
    allergies: str = ""
    asks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()
    changed: str = ""  # in one line
    changes: tuple[Change, ...] = ()
    wants: str = ""
    zones: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    decided: tuple[Decided, ...] = ()  # the sign-off, then each amendment
    outdated: str = ""  # that something was noted since the last of these
    id_seen: str = ""  # which document, by whom, when
    no_photos: str = ""  # the badge of somebody who refused them
    room: tuple[str, ...] = ()  # the patch test and the consents of the room as they stand
    medicines: tuple[Medicine, ...] = ()
    denied: tuple[Answer, ...] = ()
    comfort: tuple[Answer, ...] = ()
    pattern: str = ""
    answers: tuple[AnswerSection, ...] = ()
    noted: tuple[Happened, ...] = ()
    consents: tuple[Consent, ...] = ()
    photos: tuple[Photo, ...] = ()  # on paper only (reports/photos.py)

    @model_validator(mode="after")
    def _client_reads_only_their_own(self) -> Self:
        if self.reader == "specialist":
            if self.status is None:
                raise ValueError("a specialist's report needs a status")
            return self
        theirs: list[object] = [self.status, self.waits, self.conditions, self.asks, self.notes, self.checklist]
        theirs += [
            self.changed,
            self.changes,
            self.noted,
            self.photos,
            self.decisions,
            self.decided,
            self.outdated,
            self.id_seen,
            self.no_photos,
            self.room,
            self.medicines,
            self.denied,
            self.comfort,
            self.pattern,
            self.answers,
        ]
        for each in self.findings + self.open:
            theirs += [each.word, each.check, each.sources, each.rule, each.ids, each.because]
        if any(theirs):
            raise ValueError("a client's report holds nothing that is the specialist's")
        return self
