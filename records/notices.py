"""Which forms somebody is to be told of who is not at the desk: how many came, and how many urgent ones still wait.

Each is told of once when it came and, where it is urgent and nobody opens it in time, once more. What is told of stands
in its row of the queue: a moment would miss whoever sent theirs while the last notice was being written.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, false, or_, select, true, update

from records.audit import PROGRAM, Audit
from records.database import Database
from records.tables import QUEUE

LEASE = timedelta(minutes=2)
"""A notice that was begun and not said to be sent (the server refused it, the program ended) is begun again then."""
_NOTHING, _THAT_IT_CAME, _THAT_IT_WAITS = range(3)


class Notice(NamedTuple):
    """How many forms came, how many of those told of are urgent, and how many of these nobody opened in time.

    It was taken `at` this moment; what was sent at or before `before` should have been opened by then.
    """

    new: int
    urgent: int
    late: int
    at: datetime
    before: datetime


class Notices:
    """The notices of one store."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database, self._audit = database, audit

    def take(self, moment: datetime, patience: timedelta) -> Notice | None:
        """What is to be told at `moment`; None where nothing is. Urgent forms are to be opened within `patience`.

        Nobody else is given the same before LEASE has passed, in this process or another one.
        """
        at = moment.astimezone(UTC)
        due = _due(at, at - patience)
        with self._database.reading() as connection:  # nearly always there is nothing, and nobody is held up
            if connection.scalar(select(QUEUE.c.record_id).where(due).limit(1)) is None:
                return None
        taken = update(QUEUE).where(due).values(told_at=at)
        with self._database.writing() as connection:
            rows = connection.execute(taken.returning(QUEUE.c.urgent, QUEUE.c.told, QUEUE.c.submitted_at)).all()
        if not rows:  # another process was quicker
            return None
        return Notice(
            new=sum(row.told == _NOTHING for row in rows),
            urgent=sum(row.urgent for row in rows),
            late=sum(row.urgent and row.submitted_at <= at - patience for row in rows),
            at=at,
            before=at - patience,
        )

    def sent(self, notice: Notice, moment: datetime) -> None:
        """The notice reached whoever it is for."""
        told = case((_late(notice.before), _THAT_IT_WAITS), else_=_THAT_IT_CAME)
        with self._database.writing() as connection:
            connection.execute(update(QUEUE).where(QUEUE.c.told_at == notice.at).values(told=told))
            self._audit.add(
                connection, moment, PROGRAM, "notice.sent", new=notice.new, urgent=notice.urgent, late=notice.late
            )


def _late(before: datetime) -> ColumnElement[bool]:
    return and_(QUEUE.c.urgent == true(), QUEUE.c.submitted_at <= before)


def _due(at: datetime, before: datetime) -> ColumnElement[bool]:
    free = or_(QUEUE.c.told_at.is_(None), QUEUE.c.told_at <= at - LEASE)
    untold = or_(QUEUE.c.told == _NOTHING, and_(QUEUE.c.told == _THAT_IT_CAME, _late(before)))
    return and_(QUEUE.c.done == false(), QUEUE.c.opened_at.is_(None), untold, free)
