"""How long something is kept: erasing one record, and all that were kept long enough."""

from typing import Annotated

import typer

from records.audit import COMMAND
from records.commands.outside import fail, opened, outside, typed
from records.erasure import Reason


def erase(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="The reference of the record.")],
    reason: Annotated[Reason, typer.Option("--reason", help="Why; it is noted in the audit trail.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a person's record for good. That it was there, and when it was erased, can still be proved."""
    given, named = outside(context), typed(ref)
    with opened(given) as store:
        store.records.read(named)
        if not yes:
            again = typer.prompt(f"This cannot be undone. Type {named} again to erase it")
            if typed(again) != named:
                fail("That is another reference; nothing was erased.")
        store.records.erase(named, given.now, COMMAND, reason)
    typer.echo(f"{named} is erased. Backups made before still hold it until they are deleted.")
