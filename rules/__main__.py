"""python -m rules assess FILE | - [--explain] | check | mutants | book | columns | rescreen | simulate"""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from intake.answers import IntakeError, read_intake
from intake.clinic import load_clinic
from intake.content import ContentError
from intake.language import load_language
from rules.content import load_screening, other
from rules.examples import run
from rules.lint import changed, lint, load_unread, load_versions, write_versions
from rules.mutation import ENOUGH
from rules.mutation import mutants as made
from rules.printed import printed
from rules.reasons import reasons
from rules.rule import Rule
from rules.rulebook import rule_ids
from rules.screening import Screening

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


def _screening() -> Screening:
    settings = os.environ.get("SMP_CLINIC")
    try:
        return load_screening(load_clinic(Path(settings) if settings else None))
    except ContentError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        raise typer.Exit(1) from None


@app.command()
def assess(
    file: Annotated[str, typer.Argument(help="Answers as JSON, or - for one intake a line on standard input.")],
    explain: Annotated[
        bool, typer.Option("--explain", help="Say in words why each rule holds, is open or is clear.")
    ] = False,
) -> None:
    """Say what answers mean: one assessment as JSON."""
    screening = _screening()
    if file != "-":
        try:
            text = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{file}: {getattr(error, 'strerror', None) or 'this is not text in UTF-8'}", file=sys.stderr)
            raise typer.Exit(1) from None
        outcome, wrong = _assessed(text, screening, explain)
        if wrong:
            for line in wrong:
                print(line, file=sys.stderr)
            raise typer.Exit(1)
        print(json.dumps(outcome, ensure_ascii=False, indent=2))
        return
    failed = False
    for line in sys.stdin:
        if line.strip():
            outcome, wrong = _assessed(line, screening, explain)
            failed = failed or bool(wrong)
            print(json.dumps({"error": "; ".join(wrong)} if wrong else outcome, ensure_ascii=False))
    if failed:
        raise typer.Exit(1)


def _assessed(text: str, screening: Screening, explain: bool) -> tuple[dict[str, Any], list[str]]:
    try:
        intake = read_intake(json.loads(text), screening.questionnaire, screening.clinic)
    except (ValueError, RecursionError):  # a number of thousands of digits is refused as a ValueError
        return {}, ["this is not JSON"]
    except IntakeError as error:
        language = load_language("en")
        return {}, [f"{fault.question}: {fault.plain(language)}" for fault in error.faults]
    reading = screening.read(intake)
    for name in intake.answers:
        if not reading.visible(name).possible:
            print(f"{name}: does not apply here, so its answer was not read", file=sys.stderr)
    outcome = screening.assess(intake).model_dump(mode="json", by_alias=True)
    if explain:
        every = reasons(screening, intake, load_language("en"))
        outcome["explanation"] = [reason.model_dump(mode="json", exclude_none=True) for reason in every]
    return outcome, []


@app.command()
def check() -> None:
    """Load all content strictly, run every example, lint, and prove what holds of every rule; say what is wrong."""
    start = time.perf_counter()
    screening = _screening()
    ran = list(run(screening))
    wrong = [one.line for one in ran if not one.passed]
    wrong += lint(screening, load_unread(), load_versions(), datetime.now(UTC).date())
    try:
        from rules.needless import needless
        from rules.proof import Prover
    except ImportError:
        proofs = "proofs left out (pip install -r tests/requirements.txt brings z3)"
    else:
        wrong += Prover(screening).faults()
        wrong += needless(screening)
        proofs = "all proved"
    for line in wrong:
        print(line, file=sys.stderr)
    rules: tuple[Rule, ...] = screening.rulebook.rules
    held, locked = sum(one.passed for one in ran), sum(rule.locked for rule in rules)
    counted = f"{len(rules)} rules ({locked} locked), {held} of {len(ran)} examples hold"
    print(f"{counted}, {f'{len(wrong)} faults' if wrong else proofs}, {time.perf_counter() - start:.1f} s")
    if wrong:
        raise typer.Exit(1)


@app.command()
def mutants(
    files: Annotated[list[str] | None, typer.Argument(help="Only the rules of these files of book/, by stem.")] = None,
) -> None:
    """Change one thing of the rulebook at a time, and say what no example notices."""
    screening = _screening()
    only = frozenset(rule for stem in files for rule in rule_ids(stem)) if files else None
    found = list(made(screening, only))
    for mutant in found:
        if not mutant.caught:
            print(mutant.line)
    caught = sum(mutant.caught for mutant in found)
    print(f"{caught} of {len(found)} changes are noticed by an example ({100 * caught / max(len(found), 1):.1f} %)")
    if caught < ENOUGH * len(found):
        raise typer.Exit(1)


@app.command()
def book(
    write: Annotated[Path | None, typer.Option(help="Write it to this file, and the versions of its rules.")] = None,
    stale: Annotated[
        Path | None, typer.Option("--check", help="Say whether this file is what would be written.")
    ] = None,
) -> None:
    """The rulebook as people read it, on the screen or in a file."""
    rulebook = _screening().rulebook
    text = "\n".join(printed(_screening())) + "\n"
    if stale:
        if not stale.is_file() or stale.read_text(encoding="utf-8") != text:
            print(f"{stale} is not the rulebook as it stands; run make rulebook", file=sys.stderr)
            raise typer.Exit(1)
    elif write:
        kept = [line for line in changed(rulebook, load_versions()) if "did not" in line]
        for line in kept:
            print(line, file=sys.stderr)
        if kept:
            raise typer.Exit(1)
        write_versions(rulebook)
        write.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


@app.command()
def columns(
    source: Annotated[Path, typer.Argument(help="One intake a line, as `assess` takes it, with an `id` of your own.")],
    target: Annotated[Path, typer.Argument(help="The Parquet file to write.")],
) -> None:
    """Write intakes as columns, which `rescreen` and `simulate` read; a line that is wrong is left out and said."""
    from rules.encoding import encode

    screening = _screening()
    try:
        with source.open(encoding="utf-8") as lines:
            wrong = encode(screening, lines, target, load_language("en"))
    except OSError as error:
        wrong = [f"{error.filename}: {error.strerror}"]
    except UnicodeDecodeError:
        wrong = [f"{source}: this is not text in UTF-8"]
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong:
        raise typer.Exit(1)


@app.command()
def rescreen(
    source: Annotated[Path, typer.Argument(metavar="IN", help="Columns as `columns` writes them (Parquet).")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The Parquet file to write.")],
) -> None:
    """Judge many intakes by the rulebook and settings of today, a row out for each row in."""
    from rules.rescreening import ColumnsError
    from rules.rescreening import rescreen as rescreened

    start = time.perf_counter()
    try:
        rows = rescreened(_screening(), source, target)
    except (ColumnsError, OSError) as error:
        print(f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else error, file=sys.stderr)
        raise typer.Exit(1) from None
    print(f"{rows} intakes in {time.perf_counter() - start:.1f} s", file=sys.stderr)


@app.command()
def simulate(
    folder: Annotated[
        Path, typer.Argument(metavar="BOOK", help="Another rulebook: a folder with book/, facts.yaml and the others.")
    ],
    source: Annotated[Path, typer.Argument(metavar="IN", help="Columns as `columns` writes them (Parquet).")],
) -> None:
    """Say what another rulebook would change for these people: outcomes, rules responsible, coming visits."""
    from rules.rescreening import ColumnsError, blocks
    from rules.simulation import simulate as simulated

    now = _screening()
    try:
        found = simulated(now, other(now, folder), blocks(source, now.questions), datetime.now(UTC))
    except (ContentError, ColumnsError) as error:
        for fault in error.faults if isinstance(error, ContentError) else [error]:
            print(fault, file=sys.stderr)
        raise typer.Exit(1) from None
    print(f"{found.people} people, {found.changed} come out differently")
    for (before, after), count in sorted(found.moved.items()):
        print(f"  {before} -> {after}: {count}" if before != after else f"  {before}: {count} as before")
    for rule, count in found.rules.most_common():
        print(f"  by {rule}: {count}")
    print(f"{len(found.warned)} with a visit to come would come out worse")
    for name in found.warned:
        print(f"  {name}")


if __name__ == "__main__":
    app()
