"""python -m reports render FILE | --record REF  -o OUT.pdf --for client|specialist [--size a4|letter] [--lang en]
python -m reports calendar --record REF  -o OUT.ics [--lang en]
python -m reports sheets DAY  -o OUT.pdf [--size a4|letter] [--lang en]
python -m reports sign --record REF --by NAME --role ROLE --decision start [--override RULE=REASON] -o OUT.pdf
python -m reports signed --record REF [--number 1] -o OUT.pdf
python -m reports match TEXT | FILE.pdf
python -m reports blank  -o OUT.pdf [--size a4|letter] [--lang en]
python -m reports texts [--update]"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn, get_args

import typer
from pydantic import ValidationError

from intake.answers import IntakeError, read_intake
from intake.clinic import load_clinic
from intake.content import ContentError
from intake.journey import ended
from intake.language import ENGLISH, known_codes, load_language
from records import Decision, Override, Place, Record, RecordsError, Review, Store
from records.audit import COMMAND
from records.ref import parse_ref
from reports import layout, letters, timeline, translating
from reports.build import build
from reports.day import sheets
from reports.kept import calendar_of, reopened
from reports.matching import MatchError, match_file, match_text
from reports.model import Reader, Report
from reports.pdf import Size, render, render_sheets
from reports.photos import paper_of
from reports.signing import SigningError, sign
from reports.texts import every_text
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
    _write(output, render(report, size))


@app.command("calendar")
def calendar_file(
    record: Annotated[str, typer.Option("--record", help="The reference of a record.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The calendar file (.ics) to write.")],
    lang: Annotated[str | None, typer.Option("--lang", help="The language; the client's if left out.")] = None,
) -> None:
    """Write the appointment and each step of preparation and aftercare as entries of a calendar."""
    with _opened() as store:
        made = calendar_of(_read(store, record), store, lang)
    if made is None:
        _wrong(f"{record}: the visit has no moment yet")
    _write(output, made)


@app.command("sign")
def sign_record(
    record: Annotated[str, typer.Option("--record", help="The reference of a record.")],
    by: Annotated[str, typer.Option("--by", help="Who signs.")],
    role: Annotated[str, typer.Option("--role", help="What they are.")],
    decision: Annotated[str, typer.Option("--decision", help=f"One of: {', '.join(get_args(Decision))}.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The signed PDF to write.")],
    move_to: Annotated[datetime | None, typer.Option("--move-to", help="The new moment, as 2026-12-21T10:00.")] = None,
    override: Annotated[
        list[str] | None, typer.Option("--override", help="RULE=REASON: a finding that is not followed, and why.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Anything else.")] = "",
    amends: Annotated[str, typer.Option("--amends", help="Why what was signed before is amended.")] = "",
    size: Annotated[Size, typer.Option("--size", help="The paper.")] = "a4",
    lang: Annotated[str, typer.Option("--lang", help="The specialist's language.")] = "en",
) -> None:
    """Sign what was decided about a record, or amend it; the PDF is kept byte for byte."""
    with _opened() as store:
        kept = _read(store, record)
        zone = reopened(kept, store).screening.clinic.clock
        pairs = [one.partition("=") for one in override or ()]
        try:
            review = Review(
                by=by,
                role=role,
                decision=decision,
                move_to=move_to.replace(tzinfo=zone) if move_to else None,
                overrides=tuple(Override(rule=rule, reason=reason) for rule, _, reason in pairs),
                note=note,
                reason=amends,
            )
            paper = sign(kept, store, review, datetime.now(UTC), lang, size)
        except ValidationError as error:
            _wrong(*(f"{'.'.join(map(str, one['loc'])) or 'review'}: {one['msg']}" for one in error.errors()))
        except SigningError as error:
            _wrong(*error.lines)
    _write(output, paper)


@app.command("signed")
def signed_papers(
    record: Annotated[str, typer.Option("--record", help="The reference of a record.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The PDF to write.")],
    number: Annotated[int, typer.Option("--number", min=1, help="1 is the sign-off, 2 the first amendment.")] = 1,
) -> None:
    """Write a PDF that was signed, byte for byte as it was."""
    with _opened() as store:
        papers = store.reviews.papers(_read(store, record).ref)
    if number > len(papers):
        _wrong(f"{record}: signed {len(papers)} times, so there is no number {number}")
    _write(output, papers[number - 1])


@app.command("match")
def match_copy(
    copy: Annotated[str, typer.Argument(help="What stands at the foot of a page (scanned or typed), or a PDF file.")],
) -> None:
    """Say whether a paper copy or a PDF is of a record that is kept; exit 1 where it is not."""
    with _opened() as store:
        try:
            file = Path(copy)
            ref = match_file(file.read_bytes(), store) if file.suffix == ".pdf" else match_text(copy, store)
        except MatchError as error:
            _wrong(str(error))
        except OSError as error:
            _wrong(f"{copy}: {error.strerror}")
    print(f"{ref}: this copy is of the record as it was sent.")


@app.command("sheets")
def sheets_of_a_day(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The day, as 2026-12-03.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The PDF to write.")],
    size: Annotated[Size, typer.Option("--size", help="The paper.")] = "a4",
    lang: Annotated[str, typer.Option("--lang", help="The specialists' language.")] = "en",
) -> None:
    """Write page one of every visit of a day, in order of time, as one PDF."""
    settings = os.environ.get("SMP_CLINIC")
    with _opened() as store:
        found = sheets(store, day.date(), load_clinic(Path(settings) if settings else None).clock, lang)
        store.audit.note(datetime.now(UTC), COMMAND, "sheets.exported", count=len(found))
    said = load_language(lang).date(day.date())
    if not found:
        _wrong(f"No visit is on {said}.")
    _write(output, render_sheets(found, said, size))


@app.command("blank")
def blank_form(
    output: Annotated[Path, typer.Option("-o", "--output", help="The PDF to write.")],
    size: Annotated[Size, typer.Option("--size", help="The paper.")] = "a4",
    lang: Annotated[str, typer.Option("--lang", help="The client's language.")] = "en",
) -> None:
    """Write the questionnaire as a form to fill in with a pen."""
    from reports.blank import render_blank

    settings = os.environ.get("SMP_CLINIC")
    try:
        screening = load_screening(load_clinic(Path(settings) if settings else None))
        language = load_language(lang)
    except ContentError as error:
        _wrong(*error.faults)
    _write(output, render_blank(screening, language, datetime.now(UTC), size))


@app.command("texts")
def texts_of_languages(
    update: Annotated[bool, typer.Option("--update", help="Bring the catalogues to the texts as they stand.")] = False,
) -> None:
    """Say how far each language is translated and checked (docs/languages.md)."""
    try:
        texts = every_text()
        for code in known_codes() if update else ():
            if code != ENGLISH:
                translating.update(code, texts)
        print("\n".join(translating.told(texts)))
    except ContentError as error:
        _wrong(*error.faults)


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        _wrong(f"{output}: {error.strerror}")


@contextmanager
def _opened() -> Iterator[Store]:
    """The store of the environment; what is wrong with it, or with a record, is one line each."""
    try:
        with Store.open(*Place.of(os.environ)) as store:
            yield store
    except RecordsError as error:
        _wrong(str(error))
    except ContentError as error:
        _wrong(*error.faults)


def _read(store: Store, ref: str) -> Record:
    """A record that is about to be written to a file; the audit trail says so."""
    try:
        record = store.records.read(parse_ref(ref))
    except ValueError:
        _wrong(f"{ref}: this is not the reference of a record; it looks like SMP-7K3M-9QXA")
    store.audit.note(datetime.now(UTC), COMMAND, "record.exported", store.records.subject(record.ref))
    return record


def _of_record(ref: str, reader: Reader, lang: str | None) -> Report:
    with _opened() as store:
        return paper_of(_read(store, ref), store, reader, lang)


def _of_file(file: Path, reader: Reader, lang: str) -> Report:
    settings = os.environ.get("SMP_CLINIC")
    try:
        clinic = load_clinic(Path(settings) if settings else None)
        screening, language = load_screening(clinic), load_language(lang)
        layout.load().check(screening.questionnaire, screening.rulebook.by_id)
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
    except (ValueError, RecursionError):  # a number of thousands of digits is refused as a ValueError
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
