"""What leaves the store on purpose: everything about one person for that person, and a table about nobody."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from records.audit import COMMAND
from records.commands.outside import opened, outside, typed
from records.outfile import new_file


def export(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="The reference of the record.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    form: Annotated[Literal["json", "fhir"], typer.Option("--format", help="For reading, or FHIR R4B.")] = "json",
) -> None:
    """Write everything that is kept of one record, for the person it is about."""
    from records.export import as_fhir, as_json  # the other commands do without questionnaires

    given, named = outside(context), typed(ref)
    with opened(given) as store:
        told = (as_json if form == "json" else as_fhir)(store, named)
        with new_file(output) as out:
            store.records.note_export(named, given.now, COMMAND, form)
            out.write(json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n")
    typer.echo(f"{named} is in {output}. Hand it to nobody but the person it is about.")
