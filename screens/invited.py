"""Somebody who was invited finds the form as far as the clinic could fill it in; all of it can be put right."""

from datetime import UTC, datetime
from typing import Any

from intake.clinic import Clinic
from records import Ref, Store, Visit
from records.invitations import PROOF_LIFE
from screens.asked_again import is_asked_again, sent_last
from screens.client.submit import BIRTH_DATE, FULL_NAME
from screens.draft import DraftInHand
from screens.returning import await_birth_date

EXPECTED = "expected"
"""The part of a draft that holds the visit as the clinic had it when it was filled in last."""


def fill_in_what_is_known(draft: DraftInHand, store: Store, clinic: Clinic, now: datetime, account: str = "") -> bool:
    """Put the visit, the name and the birth date into a draft in which nothing was given yet.

    Whoever sent a form before gives the birth date themselves, which opens what they told then; not where somebody of
    the desk (`account`) fills the form in. It is kept with the first step, not before. A form that was sent already is
    not begun again by looking at it, unless its visit is so near that it asks some things again. Into a form that was
    begun goes the visit alone, where the clinic has moved it since: was it so? Then save it.
    """
    known = draft.content.get(EXPECTED)
    if draft.begun and (known is None or draft.waiting):  # nobody was invited to most drafts
        return False
    visit = store.visits.of_draft(draft.token)
    if visit is None:
        return False
    sent = store.records.latest_of(draft.token) is not None
    if sent and not draft.begun and (account or not is_asked_again(store, visit, now)):
        return False
    expected = {"kind": visit.kind, "at": visit.at.astimezone(UTC).isoformat() if visit.at else None}
    if known == expected:
        return False
    draft.content[EXPECTED] = expected
    draft.content["visit"] = _coming(visit, clinic, now)
    if draft.begun:
        return True
    record = sent_last(store, visit) if sent else None
    draft.answers[FULL_NAME] = str(record.identity[FULL_NAME]) if record else visit.name
    if not account and (record or store.returning.expected(visit)):
        await_birth_date(draft, sent=record is not None)
    else:
        draft.answers[BIRTH_DATE] = visit.birth_date.isoformat()
    return False


def _coming(visit: Visit, clinic: Clinic, now: datetime) -> dict[str, Any]:
    """The visit as the form asks for it; a moment that is over is none."""
    coming: dict[str, Any] = {"kind": visit.kind}
    if visit.at and visit.at > now:
        at = visit.at.astimezone(clinic.clock)
        coming |= {"day": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}"}
    return coming


def result_within_reach(store: Store, token: str, now: datetime) -> Ref | None:
    """The record that this browser sent last, if it may still be shown to whoever holds the browser.

    An invitation may have been opened by somebody else before it was sent, whose browser knows the draft too. So for
    invited people the browser alone is enough for half an hour; then the link asks for the birth date.
    """
    ref = store.records.latest_of(token)
    visit = store.visits.of_draft(token) if ref else None
    if visit is None:
        return ref
    sent_at = store.invitations.sent_at(visit)
    return ref if sent_at and now - sent_at <= PROOF_LIFE else None
