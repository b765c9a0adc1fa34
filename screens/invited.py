"""Somebody who was invited finds the form as far as the clinic could fill it in; all of it can be put right."""

from datetime import datetime
from typing import Any

from intake.clinic import Clinic
from records import Ref, Store
from records.invitations import PROOF_LIFE
from screens.client.submit import BIRTH_DATE, FULL_NAME
from screens.draft import DraftInHand


def fill_in_what_is_known(draft: DraftInHand, store: Store, clinic: Clinic, now: datetime) -> None:
    """Put the visit, the name and the birth date into a draft in which nothing was given yet.

    It is kept with the first step, not before; a form that was sent already is not begun again by looking at it.
    """
    if draft.begun:
        return
    visit = store.visits.of_draft(draft.token)
    if visit is None or store.records.latest_of(draft.token) is not None:
        return
    coming: dict[str, Any] = {"kind": visit.kind}
    if visit.at and visit.at > now:
        at = visit.at.astimezone(clinic.clock)
        coming |= {"day": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}"}
    draft.part("visit").update(coming)
    draft.answers.update({FULL_NAME: visit.name, BIRTH_DATE: visit.birth_date.isoformat()})


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
