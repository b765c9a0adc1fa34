"""Which failures of a database pass by themselves: it is away, full or busy; nothing is wrong with what was asked."""

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,  # a disk that failed is mounted again to be read only
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
"""sqlite3 raises the same OperationalError for a table that does not exist, which waiting does not mend."""


def passing_cause(error: SQLAlchemyError) -> str | None:
    """What the database calls a failure that passes ("SQLITE_FULL", "57P01"); None for any other failure."""
    if isinstance(error, NoneFree):
        return "no connection is free"
    if not isinstance(error, DBAPIError):
        return None
    match error.orig:
        case sqlite3.Error() as orig:
            code: int = getattr(orig, "sqlite_errorcode", sqlite3.SQLITE_OK)
            return str(orig.sqlite_errorname) if code & 0xFF in _SQLITE else None
        case psycopg.OperationalError() | psycopg.InterfaceError() as orig:
            return orig.sqlstate or "no connection"
        case _:
            return None
