"""What the audit trail says of files, beside what is there: a file that was taken away around the program is missed."""

import json
from typing import Any

from sqlalchemy import Connection, select

from records.tables import AUDIT, FILES, VISITS

ADDED, REMOVED, MERGED = "file.added", "file.removed", "visit.merged"


def missing(connection: Connection) -> tuple[str, ...]:
    """The ids of files that were added to a visit that is still there, and are gone without having been removed.

    Asked for in this order, so that what is added or removed meanwhile is never missed by mistake.
    """
    added = {str(detail["file"]): _visit(subject) for subject, detail in _entries(connection, ADDED)}
    there = set(connection.scalars(select(FILES.c.id)))
    removed = {detail["file"] for _, detail in _entries(connection, REMOVED)}
    into = {str(detail["merged"]): _visit(subject) for subject, detail in _entries(connection, MERGED)}
    visits = set(connection.scalars(select(VISITS.c.id)))
    gone = added.keys() - there - removed
    return tuple(sorted(one for one in gone if _last(added[one], into) in visits))


def _entries(connection: Connection, action: str) -> list[tuple[str, dict[str, Any]]]:
    query = select(AUDIT.c.subject, AUDIT.c.detail).where(AUDIT.c.action == action)
    return [(subject, json.loads(detail)) for subject, detail in connection.execute(query)]


def _visit(subject: str) -> str:
    return subject.partition(":")[2]


def _last(visit: str, into: dict[str, str]) -> str:
    """The visit that it became part of, at last; each is merged once, as it is gone then."""
    while visit in into:
        visit = into[visit]
    return visit
