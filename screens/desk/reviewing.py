"""What was chosen and typed for a decision so far, and the review that comes of it or what is missing to it."""

from datetime import datetime
from typing import NamedTuple, get_args

import streamlit as st

from records import Decision, Review
from reports.weighing import SigningFault, faults
from screens.desk.agreeing import OVERRIDE, Said, agreeing
from screens.desk.held import Held
from screens.desk.moments import HalfMomentError, ask_moment, earliest, offer_moment
from screens.desk.opened import Opened
from screens.text import plain, show, tag

_DECISIONS: tuple[Decision, ...] = get_args(Decision)


class Draft(NamedTuple):
    """What was chosen and typed so far. `half` says that a day stands without its time or the other way round."""

    decision: Decision | None
    move_to: datetime | None
    half: bool
    said: list[Said]
    note: str
    reason: str


def ask_decision(opened: Opened, held: Held) -> Draft:
    """Draw the decision, the points and the words."""
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
            move_to = ask_moment(desk, held, "move", "decide")
        except HalfMomentError:
            half = True
    said = agreeing(opened, held)
    note = st.text_area(plain(say("decide.note")), max_chars=4000, key=held.key("note"), height=100)
    held.keep("note", note)
    reason = ""
    if opened.signed:
        reason = st.text_input(plain(say("decide.reason")), max_chars=2000, key=held.key("reason"), autocomplete="off")
        held.keep("reason", reason)
    return Draft(decision, move_to, half, said, note, reason)


def in_words(opened: Opened, draft: Draft) -> str:
    """What would be signed now."""
    say = opened.desk.language.say
    if draft.decision is None:
        return say("decide.nothing_yet")
    moment = opened.desk.language.moment(draft.move_to) if draft.move_to else say("decide.no_moment")
    return say(f"reports.signed.{draft.decision}", moment=moment)


def review_of(opened: Opened, draft: Draft) -> tuple[list[str], Review | None]:
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
    return sentences(opened, draft.said, found), review


def sentences(opened: Opened, said: list[Said], found: tuple[SigningFault, ...]) -> list[str]:
    """The faults in the words of the page, each once."""
    texts = {rule: one.point.text for one in said for rule in one.point.rules}
    return list(
        dict.fromkeys(
            opened.desk.language.say(f"decide.wrong.{fault.kind}", found=texts.get(fault.rule, fault.rule))
            for fault in found
        )
    )
