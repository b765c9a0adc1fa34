"""One record on one page: what decides stands first, what is open is answered there, and nobody overwrites anybody."""

from datetime import timedelta
from typing import Any

import pytest

from records import Answered, Override, Ref, Remark, Review, Store
from reports.charting import chart
from reports.kept import reopened
from reports.signing import sign
from reports.weighing import urgent_rules
from tests.screens.colleague import Colleague, hire, sent
from tests.screens.conftest import NOW
from tests.screens.desk.desk import CLIENT, Clock, Sit, actions

BORN = "12 Apr 1989"
OWN: dict[str, Any] = {"medicine_stopped": "i_stopped", "medicine_stopped_which": "warfarin"}
PILL = {"name": "little white pill", "advised": "regular", "still": "yes"}
THYROXINE = {"name": "Levothyroxine", "advised": "regular", "still": "yes"}
PILLS: dict[str, Any] = {"medicines_any": "yes", "medicines": [THYROXINE, PILL]}
SEEN = "I have seen it"


@pytest.fixture
def ana(store: Store, sit: Sit) -> Colleague:
    return sit(hire(store, "ana", "specialist"))


@pytest.fixture
def ben(store: Store, sit: Sit) -> Colleague:
    return sit(hire(store, "ben", "specialist"))


def strip(colleague: Colleague) -> str:
    """What stays in sight at every place of the page."""
    return colleague.said.partition('<div class="smp-person">')[2].partition("</div>")[0]


def outcome(store: Store, ref: Ref) -> str:
    return reopened(store.records.read(ref), store).assessment.outcome


def test_page_one_stands_in_its_order(store: Store, ana: Colleague) -> None:
    ana.read(sent(store, CLIENT, **OWN, allergies=["latex"], shedding={"state": "not_sure"}))
    told = ana.said.partition('class="smp-page-one"')[2]
    order = [
        *(">TODAY<", "Opened by Ana,", "DO NOT START YET", ">WAIT<"),
        *("NUMBING / ALLERGIES", ">ASK<", "WANTS", "To be asked"),
    ]
    places = [told.index(text) for text in order]
    assert places == sorted(places)


def test_what_is_urgent_stays_in_sight_until_somebody_has_signed(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT, **OWN)
    ana.read(ref)
    assert all(text in strip(ana) for text in (CLIENT, BORN, str(ref), "TODAY"))
    record = store.records.read(ref)
    done = [Override(rule=rule, reason="Phoned.") for rule in urgent_rules(reopened(record, store).assessment)]
    review = Review(by="Ana", role="Specialist", decision="letter", overrides=tuple(done))
    sign(record, store, review, NOW, "en")
    ana.read(ref)
    ana.press(SEEN)
    assert "TODAY" not in strip(ana)
    assert ">TODAY<" in ana.said


def test_what_is_urgent_is_said_once_in_a_specialists_words_with_what_the_client_reads(
    store: Store, ana: Colleague
) -> None:
    ana.read(sent(store, CLIENT, **OWN))
    told = ana.said.partition('class="smp-page-one"')[2].partition("</section>")[0]
    theirs = "The client reads: Please phone them, or a pharmacist, today"
    for text in ("Stopped by the client, not by a professional.", theirs, "Call 999 now"):
        assert text in told
        assert ana.said.partition("smp-finding")[0].count(text) == 1
    assert "You told us" not in told


def test_what_is_urgent_names_the_medicine_and_that_something_is_not_known(store: Store, ana: Colleague) -> None:
    stopped = {"name": "Warfarin", "advised": "regular", "still": "no", "ended_by": "self"}
    ana.read(sent(store, CLIENT, medicines_any="yes", medicines=[stopped], medicine_stopped={"state": "not_sure"}))
    told = ana.said.partition('class="smp-page-one"')[2]
    assert "<p>Warfarin. An advised medicine that is left out" in told
    assert "<p>Not known whether this is so. Stopped by the client" in told


def test_the_first_specialist_to_open_a_record_is_named_to_the_next(
    store: Store, ana: Colleague, ben: Colleague
) -> None:
    ref = sent(store, CLIENT, **OWN)
    ana.read(ref)
    ben.read(ref)
    assert "Opened by Ana, Mon 23 Nov, 10:00." in ben.said


def test_a_finding_is_told_with_its_answer_reason_action_and_source(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT, skin_now=["sunburn"], sunburn_state="red_sore")
    ana.read(ref)
    card = ana.said.partition('smp-card smp-finding">')[2].partition("</section>")[0]
    for label in ("Because:", "Check:", "Why:", "The client reads:", "Source:"):
        assert label in card
    assert "not yet reviewed by a clinician" in card
    assert "Sunburn" in card
    (rule,) = {finding.rule for finding in reopened(store.records.read(ref), store).assessment.findings}
    ana.press(f"rule.0.{rule}")
    assert rule in ana.said
    assert ana.here == "rules"


def test_a_question_says_how_many_rules_wait_for_it_and_about_what(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT, heart_blood={"state": "not_sure"})
    ana.read(ref)
    told = ana.said.partition("Rules that wait for it (")[2].partition("</p>")[0]
    waiting = reopened(store.records.read(ref), store).assessment.open
    assert int(told.partition(")")[0]) == sum(point.level != "advice" for point in waiting)
    assert "Heart and vessels · Blood, thinners and painkillers" in told
    assert "ht-" not in told


def test_an_answer_given_in_the_room_is_judged_at_once_and_the_clients_words_stay_beside_it(
    store: Store, ana: Colleague
) -> None:
    ref = sent(store, CLIENT, skin_now=["not_sure"])
    before = outcome(store, ref)
    ana.read(ref)
    ana.press("answer.skin_now")
    ana.tick("skin_now.none below")
    ana.choose("said_by", "helper")
    ana.type(words="her son looked")
    ana.press(".note")
    assert "Noted, and judged again. READY" in ana.said
    assert (before, outcome(store, ref)) == ("defer", "suitable")
    assert "noted by Ana, Mon 23 Nov, 10:00, said by a helper: her son looked" in ana.said
    assert "the client wrote: not sure about one of these" in ana.said


def test_what_an_answer_brings_up_is_asked_too(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT, skin_now=["not_sure"])
    ana.read(ref)
    ana.press("answer.skin_now")
    asked = '<h2 class="smp-question" id="q-sunburn_state">How is the sunburn now?</h2>'
    assert asked not in ana.said
    ana.tick("skin_now.sunburn")
    assert asked in ana.said


def test_a_medicine_that_nobody_recognised_is_identified_and_the_rest_of_the_list_stays(
    store: Store, ana: Colleague
) -> None:
    ref = sent(store, CLIENT, **PILLS)
    ana.read(ref)
    assert "Medicines: Tell us about each one (little white pill)" in ana.said
    ana.press("answer.medicines")
    ana.choose("little white pill.item", "apixaban")
    ana.choose("said_by", "document")
    ana.press(".note")
    intake = reopened(store.records.read(ref), store).intake
    raw = intake.answers["medicines"].raw
    assert raw == [THYROXINE, {**PILL, "item": "apixaban", "confirmed": True}]
    assert outcome(store, ref) == "needs_medical_clearance"
    assert "letter about little white pill" in ana.said


def test_any_answer_can_be_put_right(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT, skin_now=["sunburn"], sunburn_state="red_sore")
    ana.read(ref)
    ana.choose("change.which", "skin_now")
    ana.run()
    ana.press(".change")
    ana.tick("skin_now.none below")
    ana.press(".note")
    assert outcome(store, ref) == "suitable"
    assert "the client wrote: Sunburn" in ana.said


def test_nothing_is_noted_where_nothing_was_answered(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT, skin_now=["not_sure"])
    ana.read(ref)
    ana.press("answer.skin_now")
    ana.press(".note")
    assert "Nothing was answered yet" in ana.said
    assert store.chart.of(ref) == ()


def test_whom_it_is_about_stands_beside_the_answer(store: Store, ana: Colleague) -> None:
    ana.read(sent(store, CLIENT, skin_now=["not_sure"]))
    before = ana.said.count(f"for {CLIENT}, {BORN}")
    ana.press("answer.skin_now")
    assert ana.said.count(f"for {CLIENT}, {BORN}") == before + 1


def test_who_comes_second_sees_what_the_first_did_before_anything_can_be_done(
    store: Store, ana: Colleague, ben: Colleague
) -> None:
    ref = sent(store, CLIENT, skin_now=["not_sure"], other_health={"state": "in_person"})
    for one in (ana, ben):
        one.read(ref)
        one.press("answer.skin_now")
        one.tick("skin_now.none below")
    ana.press(".note")
    ben.press(".note")
    assert "Somebody else was here since you looked" in ben.said
    assert "Mon 23 Nov, 10:00, Ana: Does any of this fit your scalp now? None of these" in ben.said
    assert "Answer this" not in ben.said
    assert len(store.chart.of(ref)) == 1
    ben.press(SEEN)
    assert "Somebody else was here" not in ben.said
    assert "Answer this" in ben.said


def test_a_signature_by_somebody_else_is_seen_first_too(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT, skin_now=["not_sure"])
    ana.read(ref)
    sign(store.records.read(ref), store, Review(by="Ben", role="Specialist", decision="letter"), NOW, "en")
    ana.run()
    assert "Ben, Specialist signed." in ana.said
    ana.press(SEEN)
    assert "Answer this" in ana.said


def test_what_was_begun_for_one_person_is_never_noted_for_another(store: Store, ana: Colleague) -> None:
    first, second = (sent(store, name, skin_now=["not_sure"]) for name in (CLIENT, "Mirela Okonkwo"))
    ana.read(first)
    ana.press("answer.skin_now")
    ana.tick("skin_now.none below")
    ana.read(second)
    assert "Note this answer" not in ana.said
    assert store.chart.of(second) == ()


def test_what_somebody_answers_otherwise_than_the_last_time_is_told(store: Store, clock: Clock, sit: Sit) -> None:
    sent(store, CLIENT)
    clock.now += timedelta(days=100)
    ana = sit(hire(store, "ana", "specialist"))
    ana.read(sent(store, CLIENT, skin_now=["sunburn"]))
    assert "since 23 Nov 2026: Does any of this fit your scalp now? None of these → Sunburn" in ana.said


def test_every_note_stands_on_the_page_and_in_the_trail_without_its_words(store: Store, ana: Colleague) -> None:
    ref = sent(store, CLIENT)
    record = store.records.read(ref)
    ben = hire(store, "ben", "specialist")
    chart(record, store, Remark(words="quietly nervous"), ben, "Specialist", reopened(record, store).seen, NOW)
    ana.read(ref)
    assert "quietly nervous" in ana.said
    assert actions(store, ben)[-1] == "record.remark"
    assert not any("nervous" in str(entry) for entry in store.audit.entries())


def test_a_hostile_answer_is_shown_as_it_was_typed(store: Store, ana: Colleague) -> None:
    ref = sent(store, "<img src=x onerror=alert(1)>", contact="<script>alert(2)</script>")
    record, hostile = store.records.read(ref), "<b>bold</b> **bold**"
    note = Answered(answers={"skin_now": []}, words=hostile)
    chart(record, store, note, hire(store, "ben", "specialist"), "Specialist", reopened(record, store).seen, NOW)
    ana.read(ref)
    assert not any(text in ana.said for text in ("<img src=x", "<script", "<b>bold"))
    assert "&lt;b&gt;bold&lt;/b&gt; **bold**" in ana.said
