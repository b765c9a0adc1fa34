"""`python -m records`: looking after what is kept."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from records.doctor import examine
from records.errors import RecordsError
from records.invite import add_invite
from records.place import Place
from records.store import Store

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Look after what is kept. Reads SMP_DATA, DATABASE_URL and SMP_KEY_FILE."""


@app.command()
def doctor() -> None:
    """Say whether database, key and guards are in order, one line each; exit 1 when something is not."""
    if not _in_order(quiet=False):
        raise typer.Exit(1)


@app.command()
def verify() -> None:
    """Check every record, review, content and audit entry against its hash; exit 1 when one does not fit."""
    if not _in_order(quiet=True):
        raise typer.Exit(1)
    place = Place.of(os.environ)
    try:
        with Store.open(place.url, place.key_file) as store:
            records = list(store.records.verify())
            reviews = list(store.reviews.verify())
            contents = list(store.contents.verify())
            audit = list(store.audit.verify())
    except RecordsError as error:
        _fail(str(error))
    faults = [fault for _, fault in (*records, *reviews, *contents, *audit) if fault is not None]
    for fault in faults:
        typer.echo(str(fault), err=True)
    counted = f"Records: {len(records)}, contents: {len(contents)}, audit entries: {len(audit)}"
    if faults:
        _fail(f"{counted}; {len(faults)} do not fit.")
    typer.echo(f"{counted}; all fit their hashes.")


@app.command()
def columns(
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The Parquet file to write.")],
) -> None:
    """Write all answers as columns for `python -m rules rescreen` and `simulate`; keep the file as you keep records."""
    # Arrow and the rulebook are heavy, and the other commands do without.
    from intake.clinic import load_clinic
    from intake.content import ContentError
    from records.columns import write_columns
    from rules.content import load_screening

    place = Place.of(os.environ)
    settings = os.environ.get("SMP_CLINIC")
    try:
        screening = load_screening(load_clinic(Path(settings) if settings else None))
        with Store.open(place.url, place.key_file) as store:
            count = write_columns(store.records, screening, target)
    except ContentError as error:
        _fail("\n".join(error.faults))
    except RecordsError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}")
    typer.echo(f"Records: {count}.")


add_invite(app, os.environ, lambda: datetime.now(UTC))


def _in_order(*, quiet: bool) -> bool:
    """Examine the store; print each check, or with `quiet` only a bad one (on stderr)."""
    place = Place.of(os.environ)
    good = True
    for check in examine(place.url, place.key_file):
        good = check.good
        if not (quiet and good):
            typer.echo(f"{'ok ' if good else 'BAD'} {check.name}: {check.says}", err=quiet)
    return good


def _fail(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app(prog_name="python -m records")
