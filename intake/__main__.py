"""python -m intake questionnaire [--json | --fhir];  python -m intake medicines"""

import json
import sys
from typing import Annotated

import typer

from intake import fhir
from intake import questionnaire as asked
from intake.content import ContentError
from intake.medicines import load as load_catalogue

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def questionnaire(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    as_fhir: Annotated[bool, typer.Option("--fhir", help="As a FHIR R4B Questionnaire.")] = False,
) -> None:
    """Print everything that is asked, in order."""
    if as_json and as_fhir:
        raise typer.BadParameter("give either --json or --fhir")
    try:
        whole = asked.load()
    except ContentError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from None
    if as_fhir:
        print(json.dumps(fhir.questionnaire(whole), ensure_ascii=False, indent=2))
        return
    if as_json:
        print(json.dumps(whole.model_dump(mode="json", by_alias=True, exclude_none=True), ensure_ascii=False, indent=2))
        return
    for number, section in enumerate(whole.sections, start=1):
        print(f"{number}. {section.title}")
        for question in section.questions:
            shown = "  -> " if question.visible_when else "  "
            print(f"{shown}{question.text}  [{question.id}: {question.type}]")
            for option in question.options:
                print(f"       - {option.text}  [{option.id}]")
            if question.none is not None:
                print(f"       - {question.none}")


@app.command()
def medicines() -> None:
    """Read one text a line; print what was understood, one JSON object a line."""
    known = load_catalogue()
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        sys.stdout.buffer.write(json.dumps(known.answer_line(text), ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    app()
