"""Somebody who was invited finds the form as far as the clinic could fill it in; all of it can be put right."""

from datetime import datetime
from typing import Any

from intake.clinic import Clinic
from records import Store
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
