"""Catalogues of translations (gettext .po, read with Babel): one text a message, its dotted id as the context.

A text is a draft until a translator's comment beside it says `checked by NAME, YEAR-MONTH-DAY`. Where the English has
changed since, or the message is marked fuzzy, there is no translation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

from intake.content import ContentError

DRAFT = "draft"
UNKNOWN = "?"
"""Stands for the English of before where a message is marked as out of date and does not say it."""
_LINE = re.compile(r'\s*|#.*|\s*(?:msgctxt|msgid|msgstr)?\s*"(?:[^"\\]|\\.)*"\s*')
_CHECKED = re.compile(r"checked by (\S.*), (\d{4}-\d{2}-\d{2})")
_FEWER = (".zero", ".one", ".two")
"""Endings of the plural forms that may leave out the number: "in a minute"."""
_HEADER = """{about}
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


class Translation(NamedTuple):
    """What stands for one English text; `checked` is "NAME, DATE", or "" for a draft.

    `before` is the English that a text which is out of date was made from.
    """

    source: str
    text: str
    checked: str = ""
    before: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Is there a translation of the English as it stands?"""
        return bool(self.text) and not self.before


def read_catalogues(paths: Iterable[Path]) -> dict[str, Translation]:
    """Every message of these files by its id; raises ContentError with each fault, its file and line."""
    found: dict[str, Translation] = {}
    wrong: list[str] = []
    for path in paths:
        for message in _messages(path):
            key, place = str(message.context or ""), f"{path}:{message.lineno}"
            if not key or key in found:
                wrong.append(f"{place}: {key!r} stands twice" if key else f"{place}: msgctxt is missing")
                continue
            found[key] = _translation(message)
            wrong += [f"{place}: {key}: {fault}" for fault in faults(key, found[key])]
    if wrong:
        raise ContentError(wrong)
    return found


def _messages(path: Path) -> list[Message]:
    """The messages of a file; raises ContentError for a line that Babel would pass over or cut short."""
    try:
        body = path.read_bytes()
        for number, line in enumerate(body.decode().splitlines(), start=1):
            if not _LINE.fullmatch(line):
                raise ContentError([f"{path}:{number}: this line cannot be read; is a quotation mark missing?"])
        catalogue = read_po(BytesIO(body), abort_invalid=True, charset="utf-8")
    except PoFileError as error:
        raise ContentError([f"{path}:{error.lineno}: {error}; this is no catalogue that can be read"]) from None
    except UnicodeDecodeError:
        raise ContentError([f"{path}: this is not text in UTF-8"]) from None
    return [message for message in catalogue if message.id]


def _translation(message: Message) -> Translation:
    states = [line for line in message.user_comments if line == DRAFT or line.startswith("checked")]
    checked = states[0].removeprefix("checked by ") if states and states[0] != DRAFT else ""
    remarks = tuple(line for line in message.user_comments if line not in states and not line.startswith("|"))
    before = (_before(message.user_comments) or UNKNOWN) if message.fuzzy else ""
    return Translation(str(message.id), str(message.string), checked, before, remarks)


def _before(comments: Iterable[str]) -> str:
    """The English of before, from `#| msgid "..."`, which Babel writes and does not read."""
    quoted = [line.removeprefix("|").strip().removeprefix("msgid").strip() for line in comments if line.startswith("|")]
    return denormalize("\n".join(line for line in quoted if line.startswith('"'))) if quoted else ""


def faults(key: str, made: Translation) -> Iterator[str]:
    """What is wrong with one translation: its braces, or who has checked it."""
    if made.checked and not _CHECKED.fullmatch(f"checked by {made.checked}"):
        yield "write who has checked it like this: # checked by Maria Alba, 2026-12-01"
    if made.checked and not made.good:
        yield "nothing is translated here, so nobody can have checked it"
    if made.good and "{" in made.source + made.text:
        spare = {"count"} if key.endswith(_FEWER) else set()
        asked, given = placeholders(made.source), placeholders(made.text)
        if given is None or asked is None or asked - spare != given - spare:
            yield f"braces must be those of the English: {', '.join(sorted(asked or ())) or 'none'}"


def placeholders(text: str) -> set[str] | None:
    """The names in braces; None where the braces do not close."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def write_catalogue(path: Path, code: str, about: str, messages: Mapping[str, Translation]) -> None:
    """Write a file anew, in this order; the same messages give the same bytes. `about` is one line for translators."""
    catalogue = Catalog(fuzzy=False)
    for key, made in messages.items():
        state = [f"checked by {made.checked}" if made.checked else DRAFT] if made.text else []
        catalogue.add(
            made.source,
            made.text,
            context=key,
            user_comments=[*state, *made.remarks],
            flags=["fuzzy"] if made.before else [],
            previous_id=[made.before] if made.before not in ("", UNKNOWN) else [],
        )
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, include_previous=True)
    path.write_bytes(_HEADER.format(code=code, about=f"# {about}").encode() + body.getvalue())
