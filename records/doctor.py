"""Is what is kept in good order, and safe? Looks only; makes and mends nothing."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from records import place_checks, store_checks
from records.database import Database
from records.errors import CannotOpen, RecordsError
from records.place import Place
from records.place_checks import Around


class Check(NamedTuple):
    """One thing looked at: its name, whether it is in order, and what was seen, or what is wrong and what to do."""

    name: str
    good: bool
    says: str


Look = Callable[[Database, Path], str]
_FIRST: dict[str, Look] = {
    "database": store_checks.reached,
    "migrated": store_checks.migrated,
    "key": store_checks.key_fits,
}
"""Where one of these is bad, nothing can be said about what comes after it."""
_KEPT: dict[str, Look] = {"integrity": store_checks.integrity, "append-only": store_checks.append_only}
_AROUND: dict[str, Callable[[Around], str]] = {
    "key file": place_checks.key_private,
    "https": place_checks.https,
    "backup": place_checks.backup,
    "disk": place_checks.disk,
    "clock": place_checks.clock,
}


def examine(place: Place, around: Around) -> Iterator[Check]:
    """All checks: the database, what is kept in it, and what is around it."""
    yield from examine_store(
        place,
        {"audit trail": store_checks.trail_ends, "newest entry": partial(store_checks.newest, now=around.now)},
    )
    for name, look in _AROUND.items():
        yield _looked(name, partial(look, around))


def examine_store(place: Place, more: dict[str, Look] | None = None) -> Iterator[Check]:
    """The checks without which nothing that is read can be trusted, and `more` of the database."""
    try:
        database = Database(place.url)
    except CannotOpen as error:
        yield Check("database", False, str(error))
        return
    try:
        for name, look in {**_FIRST, **_KEPT, **(more or {})}.items():
            with_database = partial(look, database, place.key_file)
            check = _looked(name, partial(_reached, database, with_database))
            yield check
            if name in _FIRST and not check.good:
                return
    finally:
        database.close()


def _reached(database: Database, look: Callable[[], str]) -> str:
    with database.reached():
        return look()


def _looked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except RecordsError as error:
        return Check(name, False, str(error))
    except OSError as error:
        return Check(name, False, f"{error.filename}: {error.strerror}")
