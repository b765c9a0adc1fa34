"""What leaves the store on purpose: everything about one person for that person, and a table about nobody."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Literal

import typer

from records.audit import COMMAND
from records.commands.outside import fail, opened, outside, typed
from records.outfile import new_file

Form = Literal["csv", "parquet"]
FORMS: dict[str, Form] = {".csv": "csv", ".parquet": "parquet"}
SUFFIXES = {"image/jpeg": ".jpg", "application/pdf": ".pdf"}


def export(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="The reference of the record.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    form: Annotated[Literal["json", "fhir"], typer.Option("--format", help="For reading, or FHIR R4B.")] = "json",
) -> None:
    """Write everything that is kept of one record, for the person it is about; its photos and letters beside it."""
    from records.export import as_fhir, as_json, files_of  # the other commands do without questionnaires

    given, named = outside(context), typed(ref)
    # All of them or none: whatever fails takes away those that were written.
    with opened(given) as store, ExitStack() as written_files:
        told = (as_json if form == "json" else as_fhir)(store, named)
        files = files_of(store, named) if form == "json" else ()
        out = written_files.enter_context(new_file(output))
        for number, file in enumerate(files, 1):
            beside = output.with_name(f"{output.stem}-{number}{SUFFIXES[file.media_type]}")
            written_files.enter_context(new_file(beside)).write(store.files.read(file.id))
        store.records.note_export(named, given.now, COMMAND, form)
        out.write(json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n")
    more = f", with {len(files)} photos and letters beside it" if files else ""
    typer.echo(f"{named} is in {output}{more}. Hand it to nobody but the person it is about.")


def table(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write, .parquet or .csv.")],
    min_count: Annotated[int, typer.Option("--min-count", min=2, help="So many people share whatever is shown.")] = 5,
) -> None:
    """Write a table of all records in which nobody is named (docs/data.md says what it cannot promise)."""
    form = FORMS.get(target.suffix)
    if form is None:
        raise typer.BadParameter(f"{target.name} is neither .parquet nor .csv")
    from records.crowding import TooFewError  # pandas is heavy, and the other commands do without
    from records.table import table as table_of
    from records.table import written

    given = outside(context)
    with opened(given) as store:
        try:
            made = table_of(store, min_count)
        except TooFewError as error:
            fail(str(error))
        with new_file(target) as out:
            store.audit.note(given.now, COMMAND, "table.exported", rows=len(made), least=min_count, format=form)
            out.write(written(made, form))
    typer.echo(f"Rows: {len(made)}.")
