"""Changing the master key."""

from pathlib import Path
from typing import Annotated

import typer

from records.audit import COMMAND
from records.commands.outside import opened, outside


def rotate_key(
    context: typer.Context,
    new_key: Annotated[Path, typer.Option("--new-key", help="The key file to make.")],
) -> None:
    """Change the master key, for example when somebody has left who could read it. Stop the program first."""
    given = outside(context)
    with opened(given) as store:
        count = store.keys.rotate(new_key, given.now, COMMAND)
    typer.echo(
        f"Changed; data keys wrapped: {count}. Now set SMP_KEY_FILE={new_key.absolute()} and start the program.\n"
        f"Keep {given.place.key_file} for as long as you keep backups made before now: only it opens them."
    )
