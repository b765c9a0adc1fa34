"""How far the forms of visits are: a whole list in one question to the database, and no answer in what it gives."""

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy import Connection, func, select

from records.tables import DRAFTS, INVITATIONS, RECORDS, VISITS

Progress = Literal["not_sent", "sent", "opened", "begun", "in"]
"""How far a visit's form is: no link yet, a link, a link that was opened, answers, sent."""
_AT_ONCE = 500
"""Ids in one question; a database takes only so many."""


def progress_of(connection: Connection, visit_ids: Sequence[str]) -> Mapping[str, Progress]:
    """How far the form of each of these visits is, by the visit's id."""
    links = (
        select(INVITATIONS.c.visit_id, func.count().label("made"), func.count(INVITATIONS.c.opened_at).label("opened"))
        .group_by(INVITATIONS.c.visit_id)
        .subquery()
    )
    columns = (
        VISITS.c.id,
        select(RECORDS.c.id).where(RECORDS.c.draft_id == VISITS.c.draft_id).exists().label("sent"),
        select(DRAFTS.c.id).where(DRAFTS.c.id == VISITS.c.draft_id).exists().label("begun"),
        func.coalesce(links.c.made, 0).label("made"),
        func.coalesce(links.c.opened, 0).label("opened"),
    )
    query = select(*columns).join(links, links.c.visit_id == VISITS.c.id, isouter=True)
    found: dict[str, Progress] = {}
    for start in range(0, len(visit_ids), _AT_ONCE):
        some = connection.execute(query.where(VISITS.c.id.in_(visit_ids[start : start + _AT_ONCE])))
        found |= {row.id: _progress(row.sent, row.begun, row.made, row.opened) for row in some}
    return found


def _progress(sent: bool, begun: bool, made: int, opened: int) -> Progress:
    if sent:
        return "in"
    if begun:
        return "begun"
    return "opened" if opened else "sent" if made else "not_sent"
