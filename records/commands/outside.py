"""What a command takes from outside, and how it ends when something is wrong: one plain line and exit 1."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

import typer

from intake.clinic import Clinic, load_clinic
from intake.content import ContentError
from records.errors import RecordsError
from records.place import Place
from records.ref import Ref, parse_ref
from records.store import Store


class Outside(NamedTuple):
    """The environment, and the moment at which the command was given."""

    environment: Mapping[str, str]
    now: datetime

    @property
    def place(self) -> Place:
        return Place.of(self.environment)

    @property
    def clinic(self) -> Clinic:
        """The settings that SMP_CLINIC names. Raises ContentError."""
        named = self.environment.get("SMP_CLINIC")
        return load_clinic(Path(named) if named else None)


def outside(context: typer.Context) -> Outside:
    """What __main__ handed to every command."""
    found = context.obj
    assert isinstance(found, Outside)
    return found


@contextmanager
def opened(given: Outside) -> Iterator[Store]:
    """The store; what is wrong with it, with the settings or with a file ends the command."""
    with plainly(), Store.open(*given.place) as store:
        yield store


@contextmanager
def plainly() -> Iterator[None]:
    """What is wrong with the store, with the settings or with a file ends the command."""
    try:
        yield
    except RecordsError as error:
        fail(str(error))
    except ContentError as error:
        fail(*error.faults)
    except FileExistsError as error:
        fail(f"{error.filename} is there already; give another name, or move it away first.")
    except OSError as error:
        fail(f"{error.filename or 'The file'}: {error.strerror}")


def typed(ref: str) -> Ref:
    """The reference that somebody typed; any other text ends the command."""
    try:
        return parse_ref(ref)
    except ValueError:
        fail(f"{ref}: this is not the reference of a record; it looks like SMP-7K3M-9QXA")


def fail(*lines: str) -> NoReturn:
    """Say what is wrong, a line each, and end with exit 1."""
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)
