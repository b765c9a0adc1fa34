"""What somebody who comes again told the last time, in this run: only for whoever gave the birth date in this tab.

The answers themselves stay in their record. A draft holds its reference, and what became of each of them here:
`before` {ref, born, sent}: whose record, the birth date that opened it, and whether it was sent from this very form;
`as_before` {question: moment}: confirmed, and when it had been told; `changing` {question: touched}: said to be no
longer true.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import streamlit as st

from intake.answers import IntakeError
from intake.carried import Earlier, carried
from intake.clinic import Clinic
from intake.content import ContentError
from intake.questionnaire import Questionnaire
from records import RecordsError, Ref, Store
from records.earlier import BIRTH_DATE, is_person
from records.names import FULL_NAME
from reports.kept import told
from screens.draft import DraftInHand

_RECOGNISED = "recognised"
BEFORE, AS_BEFORE, CHANGING = "before", "as_before", "changing"


def await_birth_date(draft: DraftInHand, *, sent: bool) -> None:
    """Let this form ask for the birth date first: its client was here before, or it was `sent` already."""
    draft.content[BEFORE] = {"ref": "", "sent": sent}


def awaited(draft: DraftInHand) -> bool:
    """Is the birth date still to be given in this tab? A draft that was begun elsewhere opens nothing by itself."""
    held = draft.content.get(BEFORE)
    return held is not None and not held.get("declined") and not _recognised(draft)


def open_before(draft: DraftInHand, ref: Ref, birth_date: str) -> None:
    """The birth date was given: the form may start from this record."""
    draft.part(BEFORE).update(ref=str(ref), born=birth_date)
    st.session_state[_RECOGNISED] = (draft.token, str(ref))


def begin_anew(draft: DraftInHand) -> None:
    """Nothing of before is shown in this form."""
    draft.content[BEFORE] = {"ref": "", "declined": True}


def _recognised(draft: DraftInHand) -> bool:
    held = draft.content.get(BEFORE) or {}
    return bool(held.get("ref")) and st.session_state.get(_RECOGNISED) == (draft.token, held["ref"])


def told_before(
    draft: DraftInHand, store: Store, questionnaire: Questionnaire, clinic: Clinic, now: datetime
) -> dict[str, Earlier]:
    """The earlier answers that this form may show now, by question; none where anything does not fit."""
    held: Mapping[str, Any] = draft.content.get(BEFORE) or {}
    name, born = str(draft.answers.get(FULL_NAME, "")), draft.answers.get(BIRTH_DATE)
    if not _recognised(draft) or draft.waiting or born != held.get("born"):
        return {}
    try:
        record = store.records.read(held["ref"])
        if not is_person(record.identity, name, str(born)):
            return {}
        before, screening = told(record, store)
    except (RecordsError, ContentError, IntakeError):  # erased since, or not what was sent, which `verify` names
        return {}
    return carried(before, screening.questionnaire, questionnaire, now, clinic.clock)
