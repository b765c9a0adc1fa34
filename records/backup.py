"""Backups: all that is kept at one moment, in one sealed file that is worthless without the master key.

A backup is made while the program runs, and has its name only once it was read back whole.
"""

import errno
import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from records.audit import COMMAND
from records.database import Database
from records.dump import FORMAT, Head, dump, read_dump
from records.events import event
from records.migrate import require_current, revision
from records.place import Place
from records.proof import check_key
from records.sealed_file import seal, unseal
from records.store import Store

_NAME = "smp-backup-%Y%m%dT%H%M%SZ.smpb"
_UNFINISHED = ".part"


class Backup(NamedTuple):
    """A file in a folder of backups, by its name, and the moment that the name tells."""

    file: Path
    made_at: datetime


class Saved(NamedTuple):
    """What a backup holds: its head, and how many rows of each table."""

    head: Head
    rows: dict[str, int]


def back_up(place: Place, folder: Path, moment: datetime, days: int) -> tuple[Backup, Saved, list[Backup]]:
    """Make a backup of a running clinic, note it in the audit trail, and delete those made over `days` days ago.

    Gives the new one, what it holds, and those that were deleted. Raises CannotOpen, WrongKey, BadBackup when what was
    written cannot be read back, and OSError.
    """
    database = Database(place.url)
    try:
        database.require_file()
        with database.reached():
            with database.reading() as connection:
                require_current(connection)
            made, saved = write_backup(database, check_key(database, place.key_file), folder, moment)
    finally:
        database.close()
    with Store.open(*place) as store:
        store.audit.note(moment, COMMAND, "backup.made", file=made.file.name, rows=sum(saved.rows.values()))
        old = [one for one in backups(folder) if one.made_at < moment - timedelta(days=days) and one != made]
        for one in old:
            one.file.unlink()
            store.audit.note(moment, COMMAND, "backup.deleted", file=one.file.name)
    event("backup.made", rows=sum(saved.rows.values()))
    return made, saved, old


def write_backup(database: Database, master: bytes, folder: Path, moment: datetime) -> tuple[Backup, Saved]:
    """Write a backup into `folder`, which is made for its owner only, and read it back whole. Raises like `back_up`.

    The database may be of an earlier version. FileExistsError when there is a backup of this second.
    """
    at = moment.astimezone(UTC).replace(microsecond=0)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / at.strftime(_NAME)
    if file.exists():
        raise FileExistsError(errno.EEXIST, "there is a backup of this second", str(file))
    draft = file.with_name(f".{file.name}{_UNFINISHED}")
    _sweep(folder, at)
    try:
        with database.snapshot() as connection:
            head = Head(format=FORMAT, made_at=moment, revision=revision(connection) or "")
            _write(draft, seal(dump(connection, head), master))
        saved = check(draft, master)
        draft.rename(file)
        _settle(folder)
    finally:
        draft.unlink(missing_ok=True)
    return Backup(file, at), saved


def check(file: Path, master: bytes) -> Saved:
    """Read a backup whole: every chunk, every row. Raises BadBackup, WrongKey or OSError.

    Whether a record fits its hash is asked of the database: one that does not must not keep the others from being
    saved.
    """
    head, rows = read_dump(unseal(file, master), str(file))
    return Saved(head, dict(Counter(table for table, _ in rows)))


def backups(folder: Path) -> list[Backup]:
    """The backups in `folder`, the oldest first; none when there is no such folder."""
    if not folder.is_dir():
        return []
    named = ((file, _told_by(file.name)) for file in folder.iterdir())
    return sorted((Backup(file, at) for file, at in named if at), key=lambda one: one.made_at)


def _told_by(name: str) -> datetime | None:
    try:
        at = datetime.strptime(name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if at.strftime(_NAME) == name else None


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for piece in pieces:
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:  # a full disk is told without the file's name
        raise OSError(error.errno, error.strerror, str(file)) from None


def _settle(folder: Path) -> None:
    """Have the new name itself outlive a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _sweep(folder: Path, moment: datetime) -> None:
    """Delete what backups left that were killed; one that is still being written is not a day old."""
    for file in folder.glob(f".smp-backup-*{_UNFINISHED}"):
        if datetime.fromtimestamp(file.stat().st_mtime, UTC) < moment - timedelta(days=1):
            file.unlink(missing_ok=True)
