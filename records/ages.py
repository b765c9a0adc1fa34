"""How long ago each record was last of use, and whether its client was treated: what its retention depends on."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, func, select

from records.database import Database
from records.erasure import NOT_ERASED
from records.errors import Tampered
from records.record import told_moment
from records.ref import Ref
from records.review import GOES_ON
from records.tables import CHART, RECORD_KEYS, RECORDS, REVIEWS, VISITS
from records.vault import Vault


class Age(NamedTuple):
    """`last` is when the record was sent, last noted about, signed or expected for a visit, whichever is latest.

    `treated` is whether the last that was signed says that treatment goes on.
    """

    ref: Ref
    last: datetime
    treated: bool


_LAST_NOTE = select(func.max(CHART.c.noted_at)).where(CHART.c.record_id == RECORDS.c.id).scalar_subquery()


class Ages:
    """The ages of the records of one store."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault

    def sent_before(self, moment: datetime) -> Iterator[Age]:
        """The records that were sent before `moment` and are not erased; the younger ones are not even opened.

        Nothing is checked here: a record that does not open counts from when its row says that it was sent.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_sent_before(moment)).all()
        for row in rows:
            try:
                review, told = self._opened(row)
            except Tampered:
                review, told = {}, None
            moved = review.get("move_to")
            moments = [row.submitted_at, row.signed_at, row.noted_at, row.expected_at, told]
            moments += [datetime.fromisoformat(moved)] if moved else []
            yield Age(Ref(row.ref), max(filter(None, moments)), review.get("decision") in GOES_ON)

    def _opened(self, row: Row[*tuple[Any, ...]]) -> tuple[dict[str, Any], datetime | None]:
        """The last review, empty when nothing was signed, and the moment of the visit as the answers name it."""
        box = self._vault.box(row.wrapped_key, f"records/{row.id}")
        answers = json.loads(box.open(row.body, f"records/{row.id}/body"))["answers"]
        review = json.loads(box.open(row.review, f"reviews/{row.review_id}/body")) if row.review_id else {}
        return review, told_moment(answers)


def _sent_before(moment: datetime) -> Select[*tuple[Any, ...]]:
    numbers = REVIEWS.alias()
    last = select(func.max(numbers.c.number)).where(numbers.c.record_id == RECORDS.c.id).scalar_subquery()
    # Without the signed papers, which are most of what is kept.
    return (
        select(
            *(RECORDS.c.id, RECORDS.c.ref, RECORDS.c.submitted_at, RECORDS.c.body, RECORD_KEYS.c.wrapped_key),
            *(REVIEWS.c.id.label("review_id"), REVIEWS.c.signed_at, REVIEWS.c.body.label("review")),
            VISITS.c.at.label("expected_at"),
            _LAST_NOTE.label("noted_at"),
        )
        .select_from(RECORDS)
        .join(RECORD_KEYS)
        .outerjoin(REVIEWS, and_(REVIEWS.c.record_id == RECORDS.c.id, REVIEWS.c.number == last))
        .outerjoin(VISITS, VISITS.c.draft_id == RECORDS.c.draft_id)
        .where(RECORDS.c.submitted_at < moment, NOT_ERASED)
        .order_by(RECORDS.c.submitted_at)
    )
