"""Reports to draw: a healthy client, a delicate one, and one with everything that is long or awkward."""

from datetime import UTC, datetime

from reports.model import (
    Answer,
    AnswerSection,
    Consent,
    Face,
    Fact,
    Finding,
    Letter,
    Letterhead,
    Moment,
    Person,
    Provenance,
    Reader,
    Report,
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
    Moment(
        label="Your session",
        when="Sun 13 Dec, 14:00",
        texts=("We draw the outline together first. The session takes two to four hours.",),
    ),
    Moment(
        label="The first 3 days",
        when="until Wed 16 Dec",
        texts=("Keep your scalp dry. No sweat, no scratching, no direct sun.", "A little redness for a day or two is normal."),
    ),
    Moment(label="10 days more", when="until Sat 26 Dec", texts=("Short, lukewarm showers only.",)),
    Moment(
        label="From then on", texts=("A sulphate-free shampoo, a fresh pillowcase, moisturiser, sunscreen on the area.",)
    ),
)
ANSWERS = (
    AnswerSection(
        title="Your hair loss",
        answers=(
            Answer(question="What is it, as far as you know?", answer="A slow pattern"),
            Answer(question="How has it changed in the last 6 months?", answer="About the same"),
            Answer(question="How is your scalp now?", answer="None of these"),
        ),
    ),
    AnswerSection(
        title="Blood and heart",
        answers=(
            Answer(question="Do any of these apply to you?", answer="", mark="not_sure"),
            Answer(question="Do you drink alcohol on most days?", answer="", mark="in_person"),
            Answer(question="Have you had any bleeding lately?", answer="", mark="not_asked"),
        ),
    ),
)
CONSENTS = (
    Consent(text="What I have told you is true and complete, as far as I know.", given="Agreed 4 Dec 2026, 09:11"),
    Consent(text="My answers may be used to plan my visit and to keep it safe.", given="Agreed 4 Dec 2026, 09:11"),
)
PROVENANCE = (
    Provenance(label="Record", value="SMP-7KQ4M · sha256 6f1e0c52a9b14d7e8a37f2c19d"),
    Provenance(label="Questionnaire", value="a41c77d0"),
    Provenance(label="Rulebook", value="c9e1b2aa, not yet reviewed by a clinician"),
    Provenance(label="Clinic settings", value="0d5b7f13"),
)
SESSION = Visit(line="First session, Sunday 13 December 2026 at 14:00", standing="Your visit is not cancelled.")


def healthy(reader: Reader) -> Report:
    """Nobody has anything to do."""
    theirs = {} if reader == "client" else {
        "status": Status(meaning="all_set", word="READY", text="nothing is awaited"),
        "wants": "hairline and crown; soft hairline, very short hair; no date",
        "decisions": DECISIONS, "answers": ANSWERS[:1], "consents": CONSENTS,
        "allergies": "none (asked 4 Dec 2026): numbing cream, pigment, latex, plasters, metal, antibiotic, antiseptic",
    }  # fmt: skip
    return Report(
        reader=reader, language="en", ref="SMP-2M9XA", made_at=MADE, clinic=CLINIC,
        person=Person(name="Daniel Okafor", age="34", birth_date="27 March 1992", reach="07700 900123"),
        visit=SESSION,
        face=Face(kind="all_set", heading="You are all set", first="Nothing you told us stands in the way. We look forward to seeing you."),
        timeline=TIMELINE, provenance=PROVENANCE, zones=("hairline", "crown"), **theirs,
    )  # fmt: skip


APIXABAN = Finding(
    meaning="letter",
    title="You take apixaban",
    noticed="You told us you take apixaban. Please keep taking it just as you do now.",
    why="It protects you from clots. It also makes small bleeds last longer, so we need some facts before we start.",
    do="Do not skip or delay a dose for us. Take the letter below to the person who prescribes it.",
)
IBUPROFEN = Finding(
    meaning="urgent",
    title="You also take ibuprofen of your own",
    noticed="You told us you took ibuprofen on Tuesday at 2 pm, and that nobody advised it.",
    why="Together with apixaban it can cause bleeding inside the body.",
    do="Ask a pharmacist or doctor today whether you may take ibuprofen with apixaban. Keep taking apixaban.",
)


def both(reader: Reader) -> Report:
    """Apixaban from a cardiologist, and the client's own ibuprofen: a letter, a wait, and a message for today."""
    findings = [IBUPROFEN, APIXABAN]
    theirs: dict[str, object] = {}
    if reader == "specialist":
        findings = [
            IBUPROFEN.model_copy(update={
                "word": "WAIT", "meaning": "wait", "check": "Which painkiller, how often, since when; offer paracetamol.",
                "because": ("Medicines: ibuprofen, my own idea, last taken Tue 8 Dec, 14:00",), "rule": "bt-nsaid-with-anticoagulant, version 1",
                "reviewed": "not yet reviewed by a clinician",
                "sources": (Source(text="FDAAPX, grade A: bleeding rises with NSAIDs", url="https://www.accessdata.fda.gov/"),),
            }),
            APIXABAN.model_copy(update={
                "word": "LETTER", "check": "Indication, dose, kidney function; never ask for a pause.",
                "because": ("Medicines: apixaban 5 mg, told to take it regularly",), "rule": "bt-prescribed-anticoagulant, version 1",
                "reviewed": "not yet reviewed by a clinician",
                "sources": (Source(text="OT03, grade B: needed thinners are kept for minor skin work", url="https://example.org/ot03"), Source(text="clinic practice, no source")),
            }),
        ]  # fmt: skip
        theirs = {
            "status": Status(meaning="wait", word="DO NOT START YET", text="1 letter awaited, 2 questions. About 25 Dec, once the letter is here"),
            "waits": (Wait(meaning="letter", text="letter about apixaban 5 mg (keep taking), cardiologist: asked 4 Dec, chase 18 Dec"),
                      Wait(meaning="wait", text="ibuprofen of their own: not before Thu 10 Dec, 14:00")),
            "allergies": "lidocaine rash 2022 → no lidocaine, prilocaine | latex no | metals no (asked, none other)",
            "asks": ("photo of a box not read: which tablet?", "“rather in person” (health)"),
            "changed": "first visit",
            "wants": "crown and parting; soft hairline, keeps it long; ready by 14 Feb; nervous, breaks each hour",
            "decisions": DECISIONS, "answers": ANSWERS, "consents": CONSENTS,
        }  # fmt: skip
    return Report(
        reader=reader, language="en", ref="SMP-7KQ4M", made_at=MADE, clinic=CLINIC,
        person=Person(name="Zoë Ångström-Nguyễn Thị Ánh", age="61", birth_date="4 March 1965", reach="+44 7700 900456, messages welcome", support="helped by her son Émile"),
        visit=SESSION,
        face=Face(kind="today", heading="Please do this today", first="One thing cannot wait for your visit. After that, we need a letter before we can start."),
        urgent=(Urgent(word="TODAY", text="Ask a pharmacist or doctor today whether you may take ibuprofen with apixaban. Keep taking apixaban.",
                       told="" if reader == "client" else "told 4 Dec, 09:08; opened by nobody yet"),),
        findings=tuple(findings),
        tasks=(Task(when="Today", text="Ask a pharmacist about ibuprofen."), Task(when="Before your session", text="Take the letter to the person who prescribes apixaban."),
               Task(when="From Fri 11 Dec, 14:00", text="Leave out ibuprofen of your own. Paracetamol is fine.")),
        letters=(letter(),), timeline=TIMELINE, provenance=PROVENANCE, zones=("crown", "parting"), **theirs,
    )  # fmt: skip


def letter() -> Letter:
    """The letter to a prescriber."""
    return Letter(
        to="The person who prescribes apixaban",
        about="apixaban",
        paragraphs=(
            "Dear colleague, the person named above is thinking about scalp micropigmentation: small dots of pigment, about one millimetre deep, over two to four visits.",
            "They told us that they take apixaban. Before the first session we would like to know a few facts.",
        ),
        facts=(
            Fact(text="Does a small needle treatment of the skin seem acceptable while they keep taking it?", boxes=("yes", "yes, with care", "not now")),
            Fact(text="Is kidney or liver function reduced so far that bleeding may last longer?", boxes=("no", "yes", "not known")),
            Fact(text="Any stroke, clot, stent or heart attack in the last 12 months?", boxes=("no", "yes")),
        ),
    )  # fmt: skip


LONG_TEXT = "A long free text from a client who had much to say. " * 404


def awkward(reader: Reader) -> Report:
    """Long, hostile and unusual texts in every place that takes one."""
    base = both(reader)
    name = "O'Brien <b>&amp; José\u0301\nXu\N{MATHEMATICAL BOLD CAPITAL A} 🧑 " + "Wolfeschlegelsteinhausenbergerdorff" * 4
    change: dict[str, object] = {"person": base.person.model_copy(update={"name": name, "reach": "x" * 190, "support": "needs " * 40})}
    if reader == "specialist":
        change |= {
            "asks": tuple(f"question number {number} about something <i>odd</i> that takes rather more room than one line has to give" for number in range(1, 8)),
            "waits": tuple(Wait(meaning="letter", text=f"letter {number} about a medicine, from somebody far away: asked 4 Dec, chase 18 Dec") for number in range(1, 6)),
            "wants": LONG_TEXT,
            "answers": (AnswerSection(title="Other", answers=(Answer(question="Anything else?", answer=LONG_TEXT), Answer(question="x" * 400, answer="<para>&nbsp;</para>"))),),
        }  # fmt: skip
    else:
        change |= {"findings": (*base.findings, APIXABAN.model_copy(update={"why": LONG_TEXT})), "letters": base.letters * 2}
    return base.model_copy(update=change)


SAMPLES = {"healthy": healthy, "both": both, "awkward": awkward}
