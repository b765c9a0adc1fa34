"""Deciding and signing at the foot of a record. What was signed is locked; an amendment says why and keeps it."""

from datetime import datetime
from typing import NamedTuple, get_args

import streamlit as st

from records import Decision, RecordsError, Review
from reports.room import missing
from reports.signing import SigningError, sign
from reports.weighing import SigningFault, faults
from screens.desk.agreeing import OVERRIDE, Said, agreeing
from screens.desk.held import Held
from screens.desk.look import timeline
from screens.desk.moments import HalfMomentError, ask_moment, earliest, offer_moment
from screens.desk.opened import Opened
from screens.desk.signature import confirmed, signature
from screens.text import listed, plain, show, tag

_DECISIONS: tuple[Decision, ...] = get_args(Decision)
_SIGNED = "signed now"


class _Draft(NamedTuple):
    """What was chosen and typed so far. `half` says that a day stands without its time or the other way round."""

    decision: Decision | None
    move_to: datetime | None
    half: bool
    said: list[Said]
    note: str
    reason: str


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
    draft = _draft(opened, held)
    signed = signature(opened, _in_words(opened, draft))
    if signed.pressed:
        wrong, review = _review(opened, draft)
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


def _draft(opened: Opened, held: Held) -> _Draft:
    desk, say = opened.desk, opened.desk.language.say
    chosen = st.radio(
        plain(say("decide.decision")), _DECISIONS, index=None, key=held.key("decision"), horizontal=True,
        width="stretch", format_func=lambda one: plain(say(f"decide.choice.{one}")),
    )  # fmt: skip
    decision = held.keep("decision", chosen)
    move_to, half = None, False
    if decision == "move":
        first = earliest(opened.made.assessment, desk.now, desk.clinic.clock)
        told = say("decide.earliest", moment=desk.language.moment(first)) if first else say("decide.no_earliest")
        show(tag("p", told, "smp-help"))
        offer_moment(held, "move", first, desk.clinic.clock)
        try:
            move_to = ask_moment(desk, held, "move")
        except HalfMomentError:
            half = True
    said = agreeing(opened, held)
    note = st.text_area(plain(say("decide.note")), max_chars=4000, key=held.key("note"), height=100)
    held.keep("note", note)
    reason = ""
    if opened.signed:
        reason = st.text_input(plain(say("decide.reason")), max_chars=2000, key=held.key("reason"), autocomplete="off")
        held.keep("reason", reason)
    return _Draft(decision, move_to, half, said, note, reason)


def _in_words(opened: Opened, draft: _Draft) -> str:
    """What would be signed now."""
    say = opened.desk.language.say
    if draft.decision is None:
        return say("decide.nothing_yet")
    moment = opened.desk.language.moment(draft.move_to) if draft.move_to else say("decide.no_moment")
    return say(f"reports.signed.{draft.decision}", moment=moment)


def _review(opened: Opened, draft: _Draft) -> tuple[list[str], Review | None]:
    """What is missing, in sentences, or the review that can be signed."""
    desk, say = opened.desk, opened.desk.language.say
    wrong: list[str] = []
    if draft.decision is None:
        wrong.append(say("decide.wrong.decision"))
    if draft.decision == "move" and (draft.half or draft.move_to is None):
        wrong.append(say("decide.wrong.moment"))
    elif draft.move_to and draft.move_to <= desk.now:
        wrong.append(say("decide.wrong.past"))
    if opened.signed and not draft.reason.strip():
        wrong.append(say("decide.wrong.reason"))
    empty = [one for one in draft.said if one.choice == OVERRIDE and not one.reason.strip()]
    wrong += [say("decide.wrong.because", found=one.point.text) for one in empty]
    if wrong or draft.decision is None:
        return wrong, None
    review = Review(
        by=desk.account.name, role=desk.say(f"role.{desk.account.role}"), decision=draft.decision,
        move_to=draft.move_to, overrides=tuple(each for one in draft.said for each in one.overrides),
        note=draft.note.strip(), reason=draft.reason.strip(),
    )  # fmt: skip
    found = faults(review, opened.made.assessment, opened.made.kept.chart)
    return _sentences(opened, draft.said, found), review


def _sentences(opened: Opened, said: list[Said], found: tuple[SigningFault, ...]) -> list[str]:
    """The faults in the words of the page, each once."""
    texts = {rule: one.point.text for one in said for rule in one.point.rules}
    return list(
        dict.fromkeys(
            opened.desk.language.say(f"decide.wrong.{fault.kind}", found=texts.get(fault.rule, fault.rule))
            for fault in found
        )
    )


def _sign(opened: Opened, held: Held, review: Review) -> None:
    """Keep it, unless somebody else came first; then what was typed stays."""
    desk = opened.desk
    try:
        sign(
            opened.record, desk.store, review, desk.wiring.now(), desk.language.code,
            actor=desk.account.id, seen=opened.seen,
        )  # fmt: skip
    except SigningError as error:  # somebody noted something in this very moment
        desk.refuse("\n".join(_sentences(opened, [], error.faults)))
    except RecordsError as error:
        desk.refuse(str(error))
    else:
        held.clear()
        opened.look_again()
        st.session_state[_SIGNED] = str(opened.record.ref)
        st.rerun()
