"""Nothing is kept longer than the clinic has settled: drafts, visits without a form, records of enquirers, and those of
treated clients."""

from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

from intake.clinic import Retention
from records.audit import PROGRAM
from records.errors import Erased, Tampered
from records.store import Store


class Purged(NamedTuple):
    """How many of each were erased, or would be; `faulty` ones are old too, but were left: they do not verify."""

    drafts: int
    visits: int
    enquirers: int
    treated: int
    faulty: int


def purge(
    store: Store, retention: Retention, moment: datetime, *, actor: str = PROGRAM, dry_run: bool = False
) -> Purged:
    """Erase what was kept long enough at `moment`, or with `dry_run` only count it."""
    drafts = store.drafts.older(retention.drafts, moment)
    if drafts and not dry_run:
        drafts = store.drafts.purge(retention.drafts, moment)
        store.audit.note(moment, actor, "drafts.purged", count=drafts)
    visits = store.visits.purge(retention.enquirers, moment, dry_run)
    if visits and not dry_run:
        store.audit.note(moment, actor, "visits.purged", count=visits)
    days = {True: retention.treated, False: retention.enquirers}
    found: Counter[str] = Counter()
    for age in list(store.ages.sent_before(moment - timedelta(days=min(days.values())))):
        if age.last >= moment - timedelta(days=days[age.treated]):
            continue
        try:
            # Whole and in order first: what was tampered with is evidence, and may only look so old.
            store.reviews.of(age.ref)
            if not dry_run:
                store.records.erase(age.ref, moment, actor, "retention")
        except Tampered:
            found["faulty"] += 1
        except Erased:  # by another program that started at the same moment
            continue
        else:
            found["treated" if age.treated else "enquirers"] += 1
    if not dry_run:
        store.attempts.purge(moment)
        store.sessions.purge(moment)
        store.resuming.purge(moment)
    return Purged(drafts, visits, found["enquirers"], found["treated"], found["faulty"])
