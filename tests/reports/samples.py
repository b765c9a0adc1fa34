"""Reports to draw: a healthy client, a delicate one, and one with everything that is long or awkward."""

from datetime import UTC, datetime
from typing import Any

from reports.model import (
    Answer,
    AnswerSection,
    Change,
    Consent,
    Face,
    Fact,
    Finding,
    Happened,
    Letter,
    Letterhead,
    Moment,
    Person,
    Provenance,
    Reader,
    Report,
    Signed,
    Source,
    Status,
    Task,
    Urgent,
    Visit,
    Wait,
)

MADE = datetime(2026, 12, 4, 9, 12, tzinfo=UTC)
CLINIC = Letterhead(
    name="Northgate Scalp Clinic", address="12 Northgate, York YO1 7LX", phone="01904 555 0142", emergency="999"
)
SESSION = Visit(line="First session, Sunday 13 December 2026 at 14:00", standing="Your visit is not cancelled.")
DECISIONS = ("start", "with care", "move to ________", "letter", "refer", "no")
TIMELINE = (
    Moment(
        label="48 hours before",
        when="from Fri 11 Dec, 14:00",
        texts=(
            "Leave out alcohol and anything of your own that can thin the blood.",
            "Keep taking every medicine that a professional advised, just as you do now.",
        ),
    ),
    Moment(label="The day before", when="Sat 12 Dec", texts=("Gently exfoliate your scalp. Drink plenty of water.",)),
    Moment(label="The session", when="Sun 13 Dec, 14:00", texts=("We draw the outline together first.",)),
    Moment(
        label="The first 3 days",
        when="until Wed 16 Dec",
        texts=("Keep your scalp dry. No sweat, no scratching, no direct sun.", "A little redness is normal."),
    ),
    Moment(label="From then on", texts=("A sulphate-free shampoo, a fresh pillowcase, moisturiser, sunscreen.",)),
)
ANSWERS = (
    AnswerSection(
        title="Your hair loss",
        answers=(
            Answer(question="What is it, as far as you know?", answer="A slow pattern"),
            Answer(question="How is your scalp now?", answer="None of these"),
        ),
    ),
    AnswerSection(
        title="Blood and heart",
        answers=(
            Answer(question="Do any of these apply to you?", answer="", mark="not_sure"),
            Answer(question="Do you drink alcohol on most days?", answer="", mark="in_person"),
            Answer(question="Have you had any bleeding lately?", answer="", mark="not_asked"),
            Answer(question="Has a doctor measured your blood pressure?", answer="", mark="unanswered"),
        ),
    ),
)
NOTED_ANSWER = Answer(
    question="How is your scalp now?",
    answer="Sunburn",
    was="None of these",
    noted="noted by Ana Ruiz, Sun 6 Dec, 10:00, said by a helper",
)
NOTED = (
    Happened(when="Sat 5 Dec, 10:00", who="Ana Ruiz", what="Letter, the cardiologist: chased 5 Dec 2026"),
    Happened(when="Sun 6 Dec, 10:00", who="Ana Ruiz", what="How is your scalp now? Sunburn · said by a helper"),
)
CONSENTS = (
    Consent(text="What I have told you is true and complete.", given="Agreed 4 Dec 2026, 09:11"),
    Consent(text="My answers may be used to plan my visit.", given="Agreed 4 Dec 2026, 09:11"),
)
DRAWN = Signed(
    line="Signed by hand: Daniel Okafor, Fri 4 Dec, 09:11",
    helped="Ama Okafor, sister helped with the form. Daniel Okafor signed it.",
    strokes=(((90, 200), (200, 40), (260, 360), (400, 120)), ((520, 240), (640, 120), (910, 200))),
    alt="The signature of Daniel Okafor, drawn by hand",
)
PROVENANCE = (
    Provenance(label="Record", value="SMP-7KQ4M · sha256 6f1e0c52a9b14d7e8a37f2c19d"),
    Provenance(label="Rulebook", value="c9e1b2aa, not yet reviewed by a clinician"),
)


def healthy(reader: Reader) -> Report:
    """Nobody has anything to do."""
    theirs: dict[str, Any] = {}
    if reader == "specialist":
        theirs = {
            "status": Status(meaning="all_set", word="READY", text="nothing is awaited"),
            "allergies": "none (asked 4 Dec 2026): numbing cream, pigment, latex, plasters, metal, antibiotic",
            "wants": "hairline and crown; soft hairline, very short hair; no date",
            "decisions": DECISIONS,
            "answers": ANSWERS[:1],
            "consents": CONSENTS,
        }
    return Report(
        reader=reader,
        language="en",
        ref="SMP-2M9XA",
        made_at=MADE,
        clinic=CLINIC,
        signed=DRAWN,
        person=Person(name="Daniel Okafor", age="34 years", birth_date="27 March 1992", reach="07700 900123"),
        visit=SESSION,
        face=Face(kind="all_set", heading="You are all set", first="Nothing you told us stands in the way."),
        timeline=TIMELINE,
        provenance=PROVENANCE,
        zones=("hairline", "crown"),
        **theirs,
    )


def noted(reader: Reader) -> Report:
    """Somebody who came before, about whom something was noted at the clinic, and whose letter is here."""
    if reader == "client":
        return healthy(reader)
    changed = Change(question="Do you take anything regularly?", before="No", now="Yes")
    theirs: dict[str, Any] = {
        "changed": "since 4 Jun 2026: Do you take anything regularly? No → Yes",
        "changes": (changed,),
        "conditions": ("The cardiologist (Dr Osei), treatment may go on, good until 1 Mar 2027: INR below 3",),
        "noted": NOTED,
        "answers": (AnswerSection(title="Your hair loss", answers=(NOTED_ANSWER,)),),
    }
    return healthy(reader).model_copy(update=theirs)


APIXABAN = Finding(
    meaning="letter",
    noticed="You told us you take apixaban. Please keep taking it just as you do now.",
    why="It protects you from clots. It also makes small bleeds last longer, so we need some facts before we start.",
    do="Do not skip or delay a dose for us. Take the letter below to the person who prescribes it.",
)
IBUPROFEN = Finding(
    meaning="urgent",
    noticed="You told us you took ibuprofen on Tuesday at 2 pm, and that nobody advised it.",
    why="Together with apixaban it can cause bleeding inside the body.",
    do="Ask a pharmacist or doctor today whether you may take ibuprofen with apixaban. Keep taking apixaban.",
)
LETTER = Letter(
    to="The person who prescribes apixaban",
    about="apixaban",
    paragraphs=("They told us that they take apixaban. Before the first session we would like to know a few facts.",),
    facts=(
        Fact(text="Does a small needle treatment seem acceptable while they keep taking it?", boxes=("yes", "not now")),
        Fact(text="Any stroke, clot, stent or heart attack in the last 12 months?", boxes=("no", "yes", "not known")),
    ),
)


def both(reader: Reader) -> Report:
    """Apixaban from a cardiologist, and the client's own ibuprofen: a letter, a wait, and a message for today."""
    findings, told, theirs = [IBUPROFEN, APIXABAN], "", {}
    if reader == "specialist":
        told = "told 4 Dec, 09:08; opened by nobody yet"
        findings = [
            _checked(IBUPROFEN, "WAIT", "wait", "bt-nsaid-with-anticoagulant", "Which painkiller, how often?"),
            _checked(APIXABAN, "LETTER", "letter", "bt-prescribed-anticoagulant", "Indication, dose, kidney function."),
        ]
        theirs = {
            "status": Status(
                meaning="wait",
                word="DO NOT START YET",
                text="1 letter awaited, 2 questions. About 25 Dec, once the letter is here",
            ),
            "waits": (
                Wait(
                    meaning="letter",
                    text="letter about apixaban 5 mg (keep taking), cardiologist: asked 4 Dec, chase 18 Dec",
                ),
                Wait(meaning="wait", text="ibuprofen of their own: not before Thu 10 Dec, 14:00"),
            ),
            "allergies": "lidocaine rash 2022 → no lidocaine, prilocaine | latex no | metals no (asked, none other)",
            "asks": ("photo of a box not read: which tablet?", "“rather in person” (health)"),
            "changed": "first visit",
            "wants": "crown and parting; soft hairline, keeps it long; ready by 14 Feb; nervous, breaks each hour",
            "decisions": DECISIONS,
            "answers": ANSWERS,
            "consents": CONSENTS,
        }
    return Report(
        reader=reader,
        language="en",
        ref="SMP-7KQ4M",
        made_at=MADE,
        clinic=CLINIC,
        person=Person(
            name="Zoë Ångström-Nguyễn Thị Ánh",
            age="61 years",
            birth_date="4 March 1965",
            reach="+44 7700 900456, messages welcome",
            support="helped by her son Émile",
        ),
        visit=SESSION,
        face=Face(kind="today", heading="Please do this today", first="One thing cannot wait for your visit."),
        urgent=(
            Urgent(
                word="TODAY",
                text="Ask a pharmacist or doctor today whether you may take ibuprofen with apixaban. "
                "Keep taking apixaban.",
                told=told,
            ),
        ),
        findings=tuple(findings),
        tasks=(
            Task(when="Today", text="Ask a pharmacist about ibuprofen."),
            Task(when="From Fri 11 Dec, 14:00", text="Leave out ibuprofen of your own. Paracetamol is fine."),
        ),
        letters=(LETTER,),
        timeline=TIMELINE,
        provenance=PROVENANCE,
        zones=("crown", "parting"),
        **theirs,
    )


def _checked(finding: Finding, word: str, meaning: str, rule: str, check: str) -> Finding:
    """The same finding as the specialist reads it."""
    more = {
        "word": word,
        "meaning": meaning,
        "check": check,
        "because": ("Medicines: as listed",),
        "rule": f"{rule}, version 1",
        "reviewed": "not yet reviewed by a clinician",
        "sources": (
            Source(text="OT03, grade B: needed thinners are kept", url="https://example.org/ot03"),
            Source(text="clinic practice, no source"),
        ),
    }
    return finding.model_copy(update=more)


PHRASE = "A long free text from a client who had much to say. "
LONG_TEXT = PHRASE * 404  # 21,000 characters


def awkward(reader: Reader) -> Report:
    """Long, hostile and unusual texts in every place that takes one."""
    base = both(reader)
    name = "O'Brien <b>&amp; Jose\u0301 Xu\U0001d400 🧑 " + "Wolfeschlegelsteinhausenbergerdorff" * 4
    change: dict[str, Any] = {
        "person": base.person.model_copy(update={"name": name, "reach": "x" * 190, "support": "needs " * 40})
    }
    if reader == "client":
        change["findings"] = (*base.findings, APIXABAN.model_copy(update={"why": LONG_TEXT}))
        change["letters"] = base.letters * 2
    else:
        ask = "question number {} about something <i>odd</i> that takes rather more room than one line has to give"
        wait = "letter {} about a medicine, from somebody far away: asked 4 Dec, chase 18 Dec"
        other = (
            Answer(question="Anything else?", answer=LONG_TEXT),
            Answer(question="x" * 400, answer="<para>&nbsp;</para>"),
        )
        change |= {
            "asks": tuple(ask.format(number) for number in range(1, 8)),
            "waits": tuple(Wait(meaning="letter", text=wait.format(number)) for number in range(1, 6)),
            "wants": LONG_TEXT,
            "answers": (AnswerSection(title="Other", answers=other),),
        }
    return base.model_copy(update=change)


SAMPLES = {"healthy": healthy, "noted": noted, "both": both, "awkward": awkward}
