"""Backups: making, checking and restoring them."""

from pathlib import Path
from typing import Annotated

import typer

from records.backup import Saved, back_up
from records.backup import check as check_backup
from records.commands.outside import fail, outside, plainly
from records.database import Database
from records.keyfile import read_key
from records.place import backup_folder
from records.restore import restore as restore_backup


def backup(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("-o", metavar="FOLDER", help="Where to, if not into SMP_DATA/backups.")
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE", help="Make none: read this one whole and say what it holds."),
    ] = None,
) -> None:
    """Save all that is kept, sealed with the master key, while the program runs; the oldest backups are deleted."""
    given = outside(context)
    with plainly():
        if check:
            _say(check, check_backup(check, read_key(given.place.key_file)))
            return
        target = folder or backup_folder(given.environment)
        days = given.clinic.retention.backups
        made, saved, old = back_up(given.place, target, given.now, days)
    _say(made.file, saved)
    if old:
        typer.echo(f"Deleted, being older than {days} days: {len(old)}.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The backup.")],
    into: Annotated[
        str, typer.Option("--into", metavar="URL", help="The address of an empty database, if not of the usual one.")
    ] = "",
) -> None:
    """Bring back what a backup holds, into an empty place, and check all of it; nothing is ever overwritten."""
    given = outside(context)
    place = given.place._replace(url=into) if into else given.place
    with plainly():
        saved, faults = restore_backup(file, place, given.now)
        shown = Database(place.url).shown
    _say(file, saved)
    if faults:
        fail(*map(str, faults), f"Restored into {shown}, but {len(faults)} do not fit their hashes.")
    typer.echo(f"Restored into {shown}; all fit their hashes. Everybody signs in anew.")


def _say(file: Path, saved: Saved) -> None:
    rows = ", ".join(f"{table} {count}" for table, count in saved.rows.items())
    typer.echo(f"{file} ({file.stat().st_size / 1e6:.1f} MB), of {saved.head.made_at:%Y-%m-%d %H:%M} UTC, reads whole.")
    typer.echo(f"Rows: {rows}.")
