"""What is told follows from answers and assessment, to each reader in their own words."""

import re
from typing import Any

import page
import pytest

from intake.answers import read_intake
from intake.clinic import load_clinic
from intake.language import load_language
from reports import layout, timeline
from reports.build import build
from reports.case import Case
from reports.model import Reader
from reports.pdf import render
from rules.content import load_screening
from tests.reports.cases import APIXABAN, CLINIC, IBUPROFEN, document, told
from tests.reports.pages import words
from tests.reports.test_client import NEVER

BOTH: dict[str, Any] = {
    "medicines_any": "yes",
    "named_thinners": ["apixaban", "ibuprofen"],
    "medicines": [APIXABAN, IBUPROFEN],
}


def test_a_healthy_client_is_all_set_with_nothing_on_the_list() -> None:
    report = told("client")
    assert report.face.kind == "all_set"
    assert (report.findings, report.open, report.tasks, report.letters, report.urgent) == ((), (), (), (), ())
    assert report.visit.standing == "Your visit is not cancelled."


def test_a_healthy_client_may_start() -> None:
    report = told("specialist")
    assert report.status is not None
    assert (report.status.word, report.waits, report.asks) == ("READY", (), ())


def test_an_advised_thinner_needs_a_letter_and_is_kept() -> None:
    report = told("client", medicines_any="yes", medicines=[APIXABAN], bleeding_with_medicine=[])
    assert report.face.kind == "talk_first"
    assert "You told us you take Apixaban. Please keep taking it" in report.findings[0].noticed
    assert [letter.about for letter in report.letters] == ["Apixaban"]
    assert "we asked them to keep taking it just as they do now" in " ".join(report.letters[0].paragraphs)


def test_no_moment_is_ever_told_for_an_advised_thinner() -> None:
    for reader in ("client", "specialist"):
        report = told(reader, medicines_any="yes", medicines=[APIXABAN], bleeding_with_medicine=[])
        about = [
            *(each.do for each in report.findings),
            *(wait.text for wait in report.waits if wait.meaning == "wait"),
        ]
        assert not any("Dec" in text for text in about)


def test_a_letter_never_says_that_the_clients_own_painkiller_is_to_be_kept() -> None:
    report = told("specialist", **BOTH, bleeding_with_medicine=[])
    letter = next(wait for wait in report.waits if wait.meaning == "letter")
    assert "Apixaban (keep taking)" in letter.text
    assert "Ibuprofen" not in letter.text
    assert [each.about for each in told("client", **BOTH, bleeding_with_medicine=[]).letters] == ["Apixaban"]


def test_what_is_urgent_comes_first_and_says_when_it_was_told() -> None:
    client, specialist = told("client", **BOTH), told("specialist", **BOTH)
    assert client.face.kind == "today"
    assert client.tasks[0].when == "Today"
    assert client.urgent[0].word == specialist.urgent[0].word == "TODAY"
    assert (client.urgent[0].told, specialist.urgent[0].told) == ("", "told Tue 1 Dec, 10:00")


def test_somebody_who_stopped_a_thinner_reads_the_whole_message_before_anything_else() -> None:
    stopped = {"name": "Warfarin", "advised": "regular", "still": "no", "ended_by": "self"}
    report = told("client", medicines_any="yes", medicines=[stopped], bleeding_with_medicine=[])
    (message,) = report.urgent
    noticed, why = message.before
    assert noticed.startswith("You told us you no longer take Warfarin")
    assert "The person who prescribes it" in why
    assert message.text.startswith("Please phone them, or a pharmacist, today")
    assert not any("no longer take Warfarin" in each.noticed for each in report.findings)
    assert "keep taking it just as they do" not in " ".join(text for each in report.letters for text in each.paragraphs)


def test_what_to_do_is_read_first_and_then_what_was_noticed_and_why() -> None:
    (message,) = told("client", heart_blood=["clot"], heart_symptoms=["swollen_leg"], bleeding_now=[]).urgent
    assert message.text.startswith("Please speak to a doctor today.")
    assert message.text.endswith("Keep taking your medicines as usual.")
    noticed, why = message.after
    assert noticed == "You told us that one leg is swollen, hot or painful."
    assert why.startswith("A doctor should look at it soon")
    assert message.before == ()


def test_what_was_noticed_is_read_first_where_what_to_do_speaks_of_it() -> None:
    (message,) = told("client", **BOTH).urgent
    noticed, why = message.before
    assert noticed.startswith("You told us you take a medicine against clots")
    assert why == "Together they can cause bleeding inside the body."
    assert message.text.startswith("Please ask a pharmacist or doctor today whether you may take that painkiller.")
    assert "Keep taking the medicine against clots just as you do now." in message.text


def test_what_speaks_of_what_was_noticed_is_not_read_before_it() -> None:
    listed = set(layout.load().refers_back)
    urgent = [rule for rule in load_screening(CLINIC).rulebook.rules if rule.urgency in ("today", "emergency")]
    backwards = {rule.id for rule in urgent if re.search(r"\b(them|it|that)\b", rule.told.do.partition(". ")[0])}
    assert backwards <= listed <= {rule.id for rule in urgent}


@pytest.mark.parametrize(
    ("code", "about"),
    [
        ("en", "“A heart attack” and “High blood pressure”"),
        ("de", "„Ein Herzinfarkt“ und „Hoher Blutdruck“"),
    ],
)
def test_what_was_ticked_is_quoted_within_a_sentence(code: str, about: str) -> None:
    screening = load_screening(CLINIC)
    intake = read_intake(document(heart_blood=["heart_attack", "high_pressure"]), screening.questionnaire, CLINIC)
    case = Case(screening, intake, screening.assess(intake), load_language(code))
    ticked = case.options("heart_blood")
    assert case.in_a_sentence([ticked["heart_attack"], ticked["high_pressure"]]) == about
    assert case.in_a_sentence([]) == ""


def test_a_medicine_that_nobody_knows_is_asked_about_by_its_name() -> None:
    changed: dict[str, Any] = {"medicines_any": "yes", "medicines": [{**APIXABAN, "name": "Xyzpril"}]}
    assert "Send us a photo of the box of Xyzpril, or bring it." in [
        task.text for task in told("client", **changed).tasks
    ]
    assert any(ask.startswith("Xyzpril: which medicine is it") for ask in told("specialist", **changed).asks)


@pytest.mark.parametrize("reader", ["client", "specialist"])
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A], ids=str)
def test_a_built_report_passes_pdf_ua_1_and_pdf_a_2a(reader: Reader, profile: page.ValidationProfile) -> None:
    made = render(told(reader, **BOTH, allergies=["latex"], drinks_most_days={"state": "in_person"}))
    assert [each.rule_id for each in page.validate_pdf_bytes(made, profile=profile).failures] == []


def test_a_habit_of_ones_own_has_a_moment_from_which_to_leave_it_out() -> None:
    report = told("client", medicines_any="yes", medicines=[IBUPROFEN])
    assert ("From Sat 12 Dec, 14:00", "Leave out Ibuprofen, if nobody advised it.") in [
        (task.when, task.text) for task in report.tasks
    ]


def test_a_habit_without_a_date_is_told_in_hours_before_the_session() -> None:
    report = told("client", {"kind": "first_session", "at": None}, medicines_any="yes", medicines=[IBUPROFEN])
    assert "48 hours before your session" in [task.when for task in report.tasks]
    assert all(entry.when == "" for entry in report.timeline)


def test_not_sure_about_a_thinner_is_open_and_never_all_set() -> None:
    client, specialist = (
        told("client", named_thinners={"state": "not_sure"}),
        told("specialist", named_thinners={"state": "not_sure"}),
    )
    assert client.face.kind == "talk_first"
    assert client.open[0].noticed.startswith("You were not sure")
    assert specialist.status is not None
    assert specialist.status.word == "DO NOT START YET"


def test_a_private_matter_is_named_by_its_step_only_above_the_fold_and_not_in_the_clients_list() -> None:
    private: dict[str, Any] = {"drinks_most_days": {"state": "in_person"}}
    assert "Blood and heart (rather in person)" in told("specialist", **private).asks
    assert not any("alcohol" in task.text for task in told("client", **private).tasks)


def test_answers_that_contradict_each_other_are_asked_about() -> None:
    changed: dict[str, Any] = {"hair_loss_kind": [], "hair_loss_change": "slowly"}
    assert any("Which is right?" in each.noticed for each in told("client", **changed).open)
    assert any("Which is right?" in ask for ask in told("specialist", **changed).asks)


def test_allergies_are_told_also_when_there_are_none() -> None:
    assert told("specialist").allergies == "none (asked 1 Dec 2026)"
    assert told("specialist", allergies={"state": "not_sure"}).allergies == "not sure"
    ticked = told("specialist", allergies=["latex"], allergy_reaction="rash").allergies
    assert ticked.startswith("Latex or rubber; A rash, itching or redness | no: Numbing cream")


def test_what_was_not_asked_because_the_session_is_far_away_says_so() -> None:
    marks = [answer.mark for section in told("specialist").answers for answer in section.answers]
    assert "not_asked" in marks


def test_age_is_told_at_the_visit() -> None:
    assert told("client", birth_date="1990-12-14").person.age == "36 years"
    assert told("client", birth_date="1990-12-15").person.age == "35 years"


@pytest.mark.parametrize("reader", ["client", "specialist"])
def test_no_brace_is_left_in_any_text(reader: Reader) -> None:
    report = told(reader, **BOTH, bleeding_with_medicine=[])
    assert "{" not in words(render(report))


def test_no_word_of_refusal_reaches_a_client() -> None:
    printed = words(render(told("client", **BOTH))).lower()
    assert [word for word in NEVER if word in printed] == []


def test_every_text_of_ours_can_be_translated() -> None:
    """In the pseudo-language only what a person typed or a date stands outside the brackets."""
    report = told("client", language="xx", **BOTH, bleeding_with_medicine=[])
    texts = [report.face.heading, report.face.first, report.visit.standing]
    texts += [text for each in report.findings for text in (each.noticed, each.why)]
    texts += [text for entry in report.timeline for text in (entry.label, *entry.texts)]
    texts += [text for each in report.letters for text in (each.to, *each.paragraphs)]
    texts += [task.text for task in report.tasks]
    assert [text for text in texts if text and not (text.startswith("⟦") and text.endswith("⟧"))] == []


def test_layout_and_timeline_name_only_what_is_asked() -> None:
    screening = load_screening(CLINIC)
    layout.load().check(screening.questionnaire, screening.rulebook.by_id)
    timeline.check(timeline.load(), screening)


def test_an_answer_that_is_too_coarse_to_decide_is_asked_about_as_it_was_given() -> None:
    report = told("specialist", scalp_past=["transplant"], transplant_kind="fue", transplant_date="2026-06")
    assert any("Jun 2026" in ask for ask in report.asks)


def test_not_sure_about_one_of_a_list_is_asked_about_as_that() -> None:
    report = told("specialist", skin_ever=["not_sure"])
    assert any("not sure about one of these" in ask for ask in report.asks)


def test_a_note_is_read_by_the_specialist_alone() -> None:
    notes = {rule.id for rule in load_screening(CLINIC).rulebook.rules if rule.client is None}
    report = told("specialist", hair_loss_kind=["pattern_slow"])
    assert any(name in line for line in report.notes for name in notes)
    assert told("client", hair_loss_kind=["pattern_slow"]).notes == ()


def test_the_checklist_ends_with_what_the_law_asks() -> None:
    clinic = load_clinic(None)
    screening = load_screening(clinic)
    intake = read_intake(document(), screening.questionnaire, clinic)
    report = build("specialist", screening, intake, screening.assess(intake), load_language("en"))
    assert "under 18" in report.checklist[-1]
