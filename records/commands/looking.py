"""Looking at what is there: whether it is in order, and whether it is what was written."""

from pathlib import Path
from typing import Annotated

import typer

from records.commands.outside import fail, outside, plainly
from records.doctor import examine, examine_store
from records.place import backup_folder, data_folder
from records.place_checks import Around
from records.store import Store


def doctor(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--backups", metavar="FOLDER", help="Where backups are, if not in SMP_DATA/backups.")
    ] = None,
) -> None:
    """Say what is missing or unsafe, and what to do, one line a check; exit 1 when something is."""
    given = outside(context)
    around = Around(
        given.place.key_file,
        data_folder(given.environment),
        folder or backup_folder(given.environment),
        given.environment.get("SMP_URL", ""),
        given.now,
    )
    bad = 0
    for check in examine(given.place, around):
        bad += not check.good
        typer.echo(f"{'ok ' if check.good else 'BAD'} {check.name}: {check.says}")
    if bad:
        raise typer.Exit(1)


def verify(context: typer.Context) -> None:
    """Check every record, review, file, content and audit entry against its hash; exit 1 when one does not fit."""
    given = outside(context)
    bad = [f"BAD {check.name}: {check.says}" for check in examine_store(given.place) if not check.good]
    if bad:
        fail(*bad)
    with plainly(), Store.open(*given.place) as store:
        found = store.verify()
    counted = f"Records: {found.records}, contents: {found.contents}, audit entries: {found.audit}"
    if found.faults:
        fail(*map(str, found.faults), f"{counted}; {len(found.faults)} do not fit.")
    typer.echo(f"{counted}; all fit their hashes.")
