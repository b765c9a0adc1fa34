"""python -m rules assess FILE | - [--explain];  python -m rules check | book"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from intake.answers import IntakeError, read_intake
from intake.clinic import load_clinic
from intake.content import ContentError
from intake.language import load_language
from rules.content import load_screening
from rules.examples import run
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
    except (json.JSONDecodeError, RecursionError):
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
    """Load all content strictly and run every example; say what is wrong, with file and line."""
    start = time.perf_counter()
    screening = _screening()
    ran = list(run(screening))
    failed = [one.line for one in ran if not one.passed]
    for line in failed:
        print(line, file=sys.stderr)
    rules: tuple[Rule, ...] = screening.rulebook.rules
    locked = sum(rule.locked for rule in rules)
    spent = time.perf_counter() - start
    print(f"{len(rules)} rules ({locked} locked), {len(ran) - len(failed)} of {len(ran)} examples hold, {spent:.1f} s")
    if failed:
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
def book() -> None:
    """Print every rule as people read it."""
    for line in printed(_screening().rulebook):
        print(line)


if __name__ == "__main__":
    app()
