"""Deciding and signing at the foot of a record. What was signed is locked; an amendment says why and keeps it."""

import streamlit as st

from records import RecordsError, Review
from reports.room import missing
from reports.signing import SigningError, sign
from screens.desk.held import Held
from screens.desk.look import timeline
from screens.desk.opened import Opened
from screens.desk.reviewing import ask_decision, in_words, review_of, sentences
from screens.desk.signature import confirmed, signature
from screens.text import listed, plain, show, tag

_SIGNED = "signed now"


def decide(opened: Opened) -> None:
    """What was signed, or the form to sign; a record that is signed offers only to amend it."""
    held, desk = Held(str(opened.record.ref), "decide"), opened.desk
    show(tag("h2", desk.language.say("decide.title"), "smp-part"))
    if opened.signed:
        _signed(opened)
        if not held.get("amending"):
            if st.button(plain(desk.language.say("decide.amend")), key=opened.key("amend")):
                held.keep("amending", True)
                st.rerun()
            return
    show(opened.for_whom())
    _checklist(opened)
    draft = ask_decision(opened, held)
    signed = signature(opened, in_words(opened, draft))
    if signed.pressed:
        wrong, review = review_of(opened, draft)
        if wrong or review is None:
            desk.refuse("\n".join(wrong))
        elif confirmed(opened, signed):
            _sign(opened, held, review)


def _signed(opened: Opened) -> None:
    """Every sign-off and amendment, the first one first, and whether the last one stands for the record as it is."""
    desk, report = opened.desk, opened.report
    if st.session_state.pop(_SIGNED, None) == str(opened.record.ref):
        desk.done(desk.language.say("decide.signed"))
    if report.outdated:
        show('<div class="smp-notice" role="alert">', tag("p", report.outdated), "</div>")
    said = desk.language.say
    happened = []
    for each in report.decided:
        lines = [f"{each.title}: {each.decision}", each.note]
        lines += [f"{said('reports.signed.why')}: {each.reason}"] if each.reason else []
        lines += [said("reports.signed.override", found=found, reason=why) for found, why in each.overridden]
        happened.append((each.at, each.by, "\n".join(filter(None, lines))))
    show(timeline(happened), tag("p", said("decide.locked"), "smp-help"))


def _checklist(opened: Opened) -> None:
    """What has not been seen to yet. It is a reminder; only a refused procedure stands in the way."""
    made, say = opened.made, opened.desk.language.say
    lacks = missing(made.screening, made.assessment, made.kept.chart)
    if lacks:
        show(tag("p", say("decide.before_start"), "smp-help"), listed([say(f"decide.lacks.{one}") for one in lacks]))


def _sign(opened: Opened, held: Held, review: Review) -> None:
    """Keep it, unless somebody else came first; then what was typed stays."""
    desk = opened.desk
    try:
        sign(
            opened.record, desk.store, review, desk.wiring.now(), desk.language.code,
            actor=desk.account.id, seen=opened.seen,
        )  # fmt: skip
    except SigningError as error:  # somebody noted something in this very moment
        desk.refuse("\n".join(sentences(opened, [], error.faults)))
    except RecordsError as error:
        desk.refuse(str(error))
    else:
        held.clear()
        opened.look_again()
        st.session_state[_SIGNED] = str(opened.record.ref)
        st.rerun()
