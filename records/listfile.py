"""The file of a list, as spreadsheets and booking programs write it: its letters, its separator, its columns."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Literal, get_args

Column = Literal["name", "birth_date", "date", "time", "kind", "phone", "email", "language"]
COLUMNS: tuple[Column, ...] = get_args(Column)
Row = Mapping[Column, str]
"""The cells of a line without the spaces around them; "" for a column that is not there."""
MOST_LINES, MOST_BYTES = 500, 500_000
NEEDED: tuple[Column, ...] = ("name", "birth_date")
_NAMES: Mapping[str, Column] = {
    **dict.fromkeys(("name", "fullname", "client", "clientname", "customer", "patient"), "name"),
    **dict.fromkeys(("birthdate", "dateofbirth", "dob", "birthday", "born", "geburtsdatum"), "birth_date"),
    **dict.fromkeys(("date", "day", "visit", "visitdate", "appointment", "appointmentdate", "datum"), "date"),
    **dict.fromkeys(("time", "at", "start", "starttime", "appointmenttime", "uhrzeit"), "time"),
    **dict.fromkeys(("kind", "type", "service", "visitkind", "visittype", "treatment", "art"), "kind"),
    **dict.fromkeys(("phone", "phonenumber", "mobile", "mobilenumber", "telephone", "tel", "cell", "telefon"), "phone"),
    **dict.fromkeys(("email", "emailaddress", "mail"), "email"),
    **dict.fromkeys(("language", "lang", "languagecode", "sprache"), "language"),
}  # fmt: skip
_SEPARATORS = (";", "\t", ",")


class ListRefused(Exception):  # noqa: N818 - a refusal, not a fault of ours
    """A file that holds no list; `why` is the key of the sentence that says so."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def rows(data: bytes) -> Iterator[tuple[int, Row]]:
    """Each line below the heading that says anything, with its number in the file. Raises ListRefused."""
    if len(data) > MOST_BYTES:
        raise ListRefused("large")
    text = _decoded(data)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        places = _places(next(lines, []))
        said = [(lines.line_num, line) for line in lines if any(cell.strip() for cell in line)]
    except csv.Error:
        raise ListRefused("shape") from None
    if not said:
        raise ListRefused("empty")
    if len(said) > MOST_LINES:
        raise ListRefused("long")
    for number, line in said:
        yield number, {name: _cell(line, places.get(name)) for name in COLUMNS}


def _decoded(data: bytes) -> str:
    """UTF-8, with or without its mark; else Windows-1252, in which older spreadsheets write."""
    if b"\0" in data:
        raise ListRefused("shape")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            raise ListRefused("shape") from None


def _separator(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(_SEPARATORS, key=heading.count)


def _places(heading: list[str]) -> dict[Column, int]:
    """In which place each column stands; a heading that means nothing here is passed over."""
    places: dict[Column, int] = {}
    for place, cell in enumerate(heading):
        column = _NAMES.get(re.sub(r"[^\w]|_", "", cell.casefold()))
        if column in places:
            raise ListRefused("twice")
        if column:
            places[column] = place
    if any(name not in places for name in NEEDED):
        raise ListRefused("columns")
    return places


def _cell(line: list[str], place: int | None) -> str:
    return line[place].strip() if place is not None and place < len(line) else ""
