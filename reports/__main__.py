"""python -m reports render FILE | --record REF  -o OUT.pdf --for client|specialist [--size a4|letter] [--lang en]"""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from intake.answers import IntakeError, read_intake
from intake.clinic import load_clinic
from intake.content import ContentError
from intake.journey import ended
from intake.language import load_language
from records import Place, RecordsError, Store
from records.ref import parse_ref
from reports import layout, letters, timeline
from reports.build import build
from reports.kept import report_of
from reports.model import Reader, Report
from reports.pdf import Size, render
from rules.content import load_screening

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def reports() -> None:
    """What is told, as PDF."""


@app.command("render")
def render_one(
    output: Annotated[Path, typer.Option("-o", "--output", help="The PDF to write.")],
    reader: Annotated[Reader, typer.Option("--for", help="Who reads it.")],
    file: Annotated[
        Path | None, typer.Argument(help="Answers as JSON, as `python -m rules assess` takes them.")
    ] = None,
    record: Annotated[str | None, typer.Option("--record", help="The reference of a record.")] = None,
    size: Annotated[Size, typer.Option("--size", help="The paper.")] = "a4",
    lang: Annotated[str | None, typer.Option("--lang", help="The reader's language; the client's if left out.")] = None,
) -> None:
    """Write the client copy or the consultation report of a file of answers, or of a record."""
    if (file is None) == (record is None):
        raise typer.BadParameter("give either a file of answers or --record")
    report = _of_file(file, reader, lang or "en") if file else _of_record(str(record), reader, lang)
    try:
        output.write_bytes(render(report, size))
    except OSError as error:
        _wrong(f"{output}: {error.strerror}")


def _of_record(ref: str, reader: Reader, lang: str | None) -> Report:
    try:
        with Store.open(*Place.of(os.environ)) as store:
            return report_of(store.records.read(parse_ref(ref)), store, reader, lang)
    except ValueError:
        _wrong(f"{ref}: this is not the reference of a record; it looks like SMP-7K3M-9QXA")
    except RecordsError as error:
        _wrong(str(error))
    except ContentError as error:
        _wrong(*error.faults)


def _of_file(file: Path, reader: Reader, lang: str) -> Report:
    settings = os.environ.get("SMP_CLINIC")
    try:
        clinic = load_clinic(Path(settings) if settings else None)
        screening, language = load_screening(clinic), load_language(lang)
        layout.load().check(screening.questionnaire)
        timeline.check(timeline.load(), screening)
        letters.load()
        intake = read_intake(json.loads(file.read_text(encoding="utf-8")), screening.questionnaire, clinic)
    except ContentError as error:
        _wrong(*error.faults)
    except IntakeError as error:
        _wrong(*(f"{fault.question}: {fault.plain(load_language('en'))}" for fault in error.faults))
    except OSError as error:
        _wrong(f"{file}: {error.strerror}")
    except UnicodeDecodeError:
        _wrong(f"{file}: this is not text in UTF-8")
    except (json.JSONDecodeError, RecursionError):
        _wrong(f"{file}: this is not JSON")
    end = ended(screening.read(intake))
    if end:
        _wrong(f"the form ends here and nothing is kept or printed: {end.id}")
    return build(reader, screening, intake, screening.assess(intake), language)


def _wrong(*faults: str) -> NoReturn:
    for fault in faults:
        print(fault, file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
