"""What `python -m records doctor` looks at in the database. Each look gives what it saw, or raises what is wrong.

They only look: nothing is made or mended.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text

from records.audit import Audit
from records.database import Database
from records.errors import CannotOpen
from records.migrate import require_current
from records.proof import check_key, read_vault
from records.tables import APPEND_ONLY, RECORDS


def reached(database: Database, _key_file: Path) -> str:
    database.require_file()
    with database.reading() as connection:
        connection.execute(text("SELECT 1"))
    return database.shown


def migrated(database: Database, _key_file: Path) -> str:
    with database.reading() as connection:
        return f"revision {require_current(connection)}"


def key_fits(database: Database, key_file: Path) -> str:
    check_key(database, key_file)
    return f"{key_file} is the one that this database was made with"


def integrity(database: Database, _key_file: Path) -> str:
    if database.sqlite_file is None:
        return "the PostgreSQL server looks after its own files"
    with database.reading() as connection:
        faults = [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    if faults or orphans:
        raise CannotOpen(f"SQLite finds {len(faults)} faults and {len(orphans)} broken references; restore a backup.")
    return "SQLite finds no fault"


def append_only(database: Database, _key_file: Path) -> str:
    catalogue = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if database.sqlite_file is None:
        catalogue = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with database.reading() as connection:
        guards = set(connection.scalars(text(catalogue)))
    wanted = {f"{table}_no_{change}" for table in APPEND_ONLY for change in ("update", "delete")}
    if not wanted <= guards:
        raise CannotOpen(
            f"These guards are gone: {', '.join(sorted(wanted - guards))}. Somebody took them away: "
            "ask who. A backup that is restored has them again."
        )
    return f"{', '.join(APPEND_ONLY)} refuse every change"


def trail_ends(database: Database, key_file: Path) -> str:
    entry, fault = Audit(database, read_vault(database, key_file)).last()
    if fault:
        raise CannotOpen(f"{fault} Run: python -m records verify, and compare with a backup.")
    return f"ends with entry {entry.number}" if entry else "nothing was noted yet"


def newest(database: Database, key_file: Path, now: datetime) -> str:
    """Whether something that is kept was written after `now`."""
    entry, _ = Audit(database, read_vault(database, key_file)).last()
    with database.reading() as connection:
        submitted = connection.scalar(select(func.max(RECORDS.c.submitted_at)))
    last = max((at for at in (entry and entry.at, submitted) if at), default=None)
    if last and last > now:
        raise CannotOpen(
            f"Something was written at {last:%Y-%m-%d %H:%M} UTC, but this machine says it is "
            f"{now:%Y-%m-%d %H:%M} UTC. Set its clock (timedatectl set-ntp true); waits and ages are counted from it."
        )
    return f"{last:%Y-%m-%d %H:%M} UTC" if last else "nothing was written yet"
