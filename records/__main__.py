"""`python -m records`: looking after what is kept."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from records.audit import COMMAND
from records.commands import invite, keys, life, looking, saving, takeout
from records.commands.outside import Outside, outside, plainly
from records.commands.users import users
from records.store import Store

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(users, name="user")


@app.callback()
def main(context: typer.Context) -> None:
    """Look after what is kept. Reads SMP_DATA, DATABASE_URL, SMP_KEY_FILE, SMP_CLINIC and SMP_URL."""
    context.obj = context.obj or Outside(os.environ, datetime.now(UTC))


for command in (
    looking.doctor, looking.verify, saving.backup, saving.restore, life.erase, life.purge, keys.rotate_key,
    takeout.export, takeout.table, invite.invite,
):  # fmt: skip
    app.command()(command)


@app.command()
def columns(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The Parquet file to write.")],
) -> None:
    """Write all answers as columns for `python -m rules rescreen` and `simulate`; keep the file as you keep records."""
    # Arrow and the rulebook are heavy, and the other commands do without.
    from records.columns import write_columns
    from rules.content import load_screening

    given = outside(context)
    with plainly():
        screening = load_screening(given.clinic)
        with Store.open(*given.place) as store:
            count = write_columns(store.records, screening, target)
            store.audit.note(given.now, COMMAND, "columns.exported", count=count)
    typer.echo(f"Records: {count}.")


if __name__ == "__main__":
    app(prog_name="python -m records")
