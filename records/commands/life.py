"""How long something is kept: erasing one record, and all that were kept long enough."""

from typing import Annotated

import typer

from records.audit import COMMAND
from records.commands.outside import fail, opened, outside, typed
from records.erasure import Reason
from records.errors import Tampered
from records.retention import purge as purge_store


def erase(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="The reference of the record.")],
    reason: Annotated[Reason, typer.Option("--reason", help="Why; it is noted in the audit trail.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a person's record for good. That it was there, and when it was erased, can still be proved."""
    given, named = outside(context), typed(ref)
    with opened(given) as store:
        try:
            store.records.read(named)
        except Tampered as error:
            typer.echo(f"{error} Erasing it takes away what might show why.", err=True)
        if not yes:
            again = typer.prompt(f"This cannot be undone. Type {named} again to erase it")
            if typed(again) != named:
                fail("That is another reference; nothing was erased.")
        store.records.erase(named, given.now, COMMAND, reason)
    typer.echo(f"{named} is erased. Backups made before still hold it until they are deleted.")


def purge(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many there are.")] = False,
) -> None:
    """Erase what was kept as long as the settings say (`retention`); the program does the same when it starts."""
    given = outside(context)
    with opened(given) as store:
        done = purge_store(store, given.clinic.retention, given.now, actor=COMMAND, dry_run=dry_run)
    begins = "Would be erased" if dry_run else "Erased"
    typer.echo(
        f"{begins}: drafts {done.drafts}, visits {done.visits}, enquirers {done.enquirers}, treated {done.treated}."
    )
    if done.faulty:
        fail(f"Left, because they do not verify: {done.faulty}. Run: python -m records verify")
