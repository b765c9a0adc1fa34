"""`python -m records invite`: expect somebody and print the link to send them."""

from datetime import date, datetime, tzinfo
from typing import Annotated

import typer
from pydantic import ValidationError

from records.audit import COMMAND
from records.commands.outside import outside, plainly
from records.invitations import LIFE
from records.store import Store
from records.visits import KINDS, Expected, Kind

HERE = "http://127.0.0.1:8501"
"""Where the form is served while SMP_URL does not say otherwise."""


def invite(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="Who is expected, as in the passport.")],
    birth_date: Annotated[str, typer.Option(help="For example 1988-03-27.")],
    kind: Annotated[str, typer.Option(help=", ".join(KINDS))],
    at: Annotated[str, typer.Option(help="On the clinic's clock, for example 2026-12-03T14:00.")] = "",
    phone: str = "",
    email: str = "",
    language: Annotated[str, typer.Option(help="One of the clinic's; its first when left out.")] = "",
) -> None:
    """Expect somebody, and print the link to their form; the same again prints another link to the same visit."""
    given = outside(context)
    with plainly():
        try:
            expected = Expected(
                kind=_kind(kind),
                at=_moment(at, given.clinic.clock, given.now),
                name=name,
                birth_date=_day(birth_date, given.now),
                phone=phone,
                email=email,
                language=_language(language, given.clinic.languages),
            )
        except ValidationError as error:
            fields = ", ".join(str(one["loc"][0]) for one in error.errors(include_input=False))
            raise typer.BadParameter(f"{fields}: at most 200 signs, and a name has at least one.") from None
        with Store.open(*given.place) as store:
            visit = store.visits.like(expected, given.now - LIFE) or store.visits.add(expected, given.now, COMMAND)
            token = store.invitations.make(visit.id, given.now, COMMAND)
    typer.echo(f"{(given.environment.get('SMP_URL') or HERE).rstrip('/')}/i/{token}")


def _kind(text: str) -> Kind:
    found = next((kind for kind in KINDS if kind == text), None)
    if found is None:
        raise typer.BadParameter(f"--kind: allowed: {', '.join(KINDS)}")
    return found


def _day(text: str, moment: datetime) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("--birth-date: there is no such day; write it like 1988-03-27.") from None
    if day >= moment.date():
        raise typer.BadParameter("--birth-date: this day is not over yet; write the year first, like 1988-03-27.")
    return day


def _moment(text: str, clock: tzinfo, moment: datetime) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text if "T" in text else "")  # a day alone would mean midnight
    except ValueError:
        raise typer.BadParameter("--at: this is no moment; write it like 2026-12-03T14:00.") from None
    at = at if at.tzinfo else at.replace(tzinfo=clock)
    if at <= moment:
        raise typer.BadParameter("--at: this moment is over; give one that is still to come.")
    return at


def _language(text: str, spoken: tuple[str, ...]) -> str:
    if text and text not in spoken:
        raise typer.BadParameter(f"--language: the clinic has no form in it; allowed: {', '.join(spoken)}")
    return text or spoken[0]
