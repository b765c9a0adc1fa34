"""One record on one page: whom it is about, what decides, what is asked and awaited, then everything behind it."""

import streamlit as st

from records import RecordsError, Ref
from screens.desk.decide import decide
from screens.desk.desk import Desk
from screens.desk.files import files
from screens.desk.letters import letters
from screens.desk.look import badge, person_bar
from screens.desk.moving import move
from screens.desk.opened import Opened
from screens.desk.page_one import page_one
from screens.desk.papers import papers
from screens.desk.questions import questions
from screens.desk.reading import answers, findings, medicines, provenance
from screens.desk.room import room
from screens.desk.words import words
from screens.text import joined, plain, show, tag


def record_page(desk: Desk) -> None:
    """The record that was chosen in this tab. Nothing can be done to it before what others did meanwhile was seen."""
    ref = st.session_state.get("record")
    if ref is None:
        desk.go("queue")
        return
    try:
        opened = _opened(desk, Ref(ref))
    except RecordsError as error:
        desk.refuse(str(error))
        return
    _strip(opened)
    if opened.newer:
        _meanwhile(opened)
    page_one(opened)
    if not opened.newer:
        words(opened)
        questions(opened)
        letters(opened)
    findings(opened)
    medicines(opened)
    files(opened)
    answers(opened)
    provenance(opened)
    papers(opened)
    if not opened.newer:
        room(opened)
        move(opened)
        decide(opened)
    if st.button(plain(desk.say("records_back")), type="tertiary", key="back"):
        desk.go("queue")


def _opened(desk: Desk, ref: Ref) -> Opened:
    """Read it; the first look is kept with the record, each look is in the trail. Raises RecordsError."""
    desk.looked("record.viewed", desk.store.records.subject(ref))
    queued = desk.store.queue.of(ref)
    if queued and queued.opened_at is None and desk.store.queue.opened(ref, desk.now, desk.account.id):
        st.rerun()  # what stands above the page counted it among those that nobody has opened
    return Opened.read(desk, ref)


def _strip(opened: Opened) -> None:
    """Stays in sight at every place of the page, and so does what is urgent until somebody has signed."""
    report = opened.report
    person, line = report.person, tag("span", report.visit.line)
    if report.status:
        line = joined(badge(report.status.meaning, report.status.word), " ", line)
    if report.urgent and not opened.signed:
        badges = (badge("urgent", word) for word in dict.fromkeys(one.word for one in report.urgent))
        line = joined(*badges, " ", line)
    show(person_bar(person.name, person.birth_date, person.age, report.ref, line, title=True))


def _meanwhile(opened: Opened) -> None:
    """What others did since this person looked."""
    lines = [opened.say("meanwhile_noted", when=one.when, who=one.who, what=one.what) for one in opened.others_noted]
    lines += [opened.say("meanwhile_signed", who=one.by, when=one.at) for one in opened.others_signed]
    show('<div class="smp-notice" role="alert">', tag("h2", opened.say("meanwhile")), *(tag("p", one) for one in lines))
    show(tag("p", opened.say("meanwhile_do")), "</div>")
    if st.button(plain(opened.say("meanwhile_seen")), key=opened.key("seen")):
        opened.look_again()
        st.rerun()
