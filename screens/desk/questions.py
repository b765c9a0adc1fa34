"""What is open about a record, as questions with a place for the answer; and any other answer, to be put right."""

from collections.abc import Iterator
from typing import Any, get_args

import streamlit as st

from intake.answers import IntakeError, read_answer
from records import Answered, SaidBy
from rules.searching import topic
from screens.desk.opened import Opened
from screens.desk.slip import Slip
from screens.field import ask
from screens.text import joined, plain, show, tag

_SAID_BY: tuple[SaidBy, ...] = get_args(SaidBy)


def questions(opened: Opened) -> None:
    """Each open question; the one that is being answered with its field. What is noted is judged at once."""
    slip = Slip.of(opened)
    found = dict(_open(opened))
    if found:
        show(tag("h2", opened.say("questions"), "smp-part"))
    opened.tell_noted("questions")
    _aged(opened)
    for about, (text, why) in found.items():
        with st.container(border=True, key=opened.key(f"question-card-{'.'.join(about)}")):
            with st.container(horizontal=True, vertical_alignment="center"):
                show(tag("p", text, "smp-strong"), tag("p", why, "smp-help"))
                writing = slip is not None and slip.about == about
                key = opened.key(f"answer.{'.'.join(about)}")
                if not writing and st.button(plain(opened.say("answer")), key=key):
                    Slip.begin(opened, about, change=False)
                    st.rerun()
            if slip and writing:
                _write(opened, slip)
    with st.expander(plain(opened.say("change")), expanded=bool(slip and slip.about not in found)):
        if slip and slip.about not in found:
            _write(opened, slip)
        else:
            _choose(opened)


def _aged(opened: Opened) -> None:
    """Answers that are too old for this visit, to be gone through with the client: those that stand are one note."""
    case, desk = opened.case, opened.desk
    standing = {name: raw for name in case.reading.expired if (raw := _readable(opened, name)) is not None}
    if not standing:
        return
    with st.container(border=True, key=opened.key("question-card-aged")):
        count = opened.say("aged", count=len(standing))
        show(tag("p", count, "smp-strong"), tag("p", opened.say("aged_help"), "smp-help"), opened.for_whom())
        with st.expander(plain(opened.say("aged_which"))):
            rows = (joined(tag("dt", case.asked(name)), tag("dd", case.answered(name) or "–")) for name in standing)
            show(tag("dl", joined(*(tag("div", row) for row in rows)), "smp-answers"))
        if st.button(plain(opened.say("aged_stand")), key=opened.key("aged")):
            note = Answered(answers=standing, said_by="client", words=desk.language.say("record.aged_words"))
            if opened.note(note):
                opened.noted_in("questions")


def _readable(opened: Opened, name: str) -> Any:
    """An answer as it was written, where it can be given again: what is asked of the last days is always asked anew,
    and so is a day that is over."""
    question, answer = opened.case.question(name), opened.made.intake.answers[name]
    if question.asked_within or question.type in ("consent", "signature"):
        return None
    try:
        read_answer(question, answer.raw, opened.desk.now, opened.desk.clinic.clock)
    except IntakeError:
        return None
    return answer.raw


def _open(opened: Opened) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """The questions that belong together, with their words and what waits for them; the gravest first."""
    case, waiting = opened.case, dict[tuple[str, ...], list[str]]()
    for point in case.open:
        together = case.rule(point.rule) is None  # a contradiction is settled by looking at all its questions
        for about in [point.questions] if together else [(name,) for name in point.questions]:
            waiting.setdefault(about, []).append(point.rule)
    for about, rules in waiting.items():
        yield about, ("\n".join(_worded(opened, name) for name in about), _waits_for(opened, rules))


def _waits_for(opened: Opened, names: list[str]) -> str:
    """How many rules, and about what; the findings in full name each of them."""
    rules = [rule for name in names if (rule := opened.case.rule(name))]
    if not rules:
        return opened.say("contradiction")
    topics = " · ".join(dict.fromkeys(topic(rule, opened.desk.language) for rule in rules))
    return opened.say("waits_for", count=len(rules), topics=topics)


def _worded(opened: Opened, name: str) -> str:
    """A question with how it stands; a private one is named by its step only, for whoever looks over a shoulder."""
    case, say = opened.case, opened.desk.language.say
    section = case.section_title(name)
    private = case.question(name).private
    text = section if private else say("reports.ask.question", section=section, question=case.asked(name))
    return say("reports.ask.state", question=text, state=_stands(opened, name))


def _stands(opened: Opened, name: str) -> str:
    """What stands there now: of medicines only those that leave something open."""
    entries = opened.case.open_entries(name)
    return opened.desk.language.listed(entries) if entries else opened.case.state(name)


def _choose(opened: Opened) -> None:
    """Any answer may be put right; what the client wrote stays beside it."""
    case = opened.case
    asked = [
        question.id
        for question in case.screening.questionnaire.questions.values()
        if case.reading.visible(question.id).possible & 1 and question.type not in ("consent", "signature")
    ]
    chosen = st.selectbox(
        plain(opened.say("change_which")), asked, index=None, key=opened.key("change.which"),
        placeholder=opened.say("change_hint"),
        format_func=lambda name: f"{case.section_title(name)}: {case.asked(name)}",
    )  # fmt: skip
    if chosen and st.button(plain(opened.say("change_this")), key=opened.key("change")):
        Slip.begin(opened, (chosen,), change=True)
        st.rerun()


def _write(opened: Opened, slip: Slip) -> None:
    """The fields, who said it, and a line of words."""
    show(opened.for_whom())
    heads = [(question, ask(slip, question)) for question in slip.questions()]
    said_by = st.radio(
        plain(opened.say("said_by")), _SAID_BY, key=slip.key("said_by"), horizontal=True, width="stretch",
        format_func=lambda one: plain(opened.say(f"said_by.{one}")),
    )  # fmt: skip
    words = st.text_input(plain(opened.say("words")), max_chars=2000, key=slip.key("words"), autocomplete="off")
    with st.container(horizontal=True):
        go_on = st.button(plain(opened.say("note_answer")), key=slip.key("note"))
        if st.button(plain(opened.say("cancel")), key=slip.key("cancel"), type="tertiary"):
            slip.end()
            st.rerun()
    if not go_on:
        return
    faults = [(head, fault) for question, head in heads if (fault := slip.fault(question))]
    for head, fault in faults:
        head.wrong(fault.plain(opened.desk.language))
    written = slip.written()
    if faults or not written:
        opened.desk.refuse(opened.say("look_again" if faults else "nothing_written"))
    elif opened.note(Answered(answers=written, said_by=said_by, words=words.strip())):
        slip.end()
        opened.noted_in("questions")
