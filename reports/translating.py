"""Keeps the catalogues of translations at the texts as they stand, and counts how far each language is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from babel import Locale

from intake.catalogue import Translation, read_catalogues, write_catalogue
from intake.language import ENGLISH, LOCALES, known_codes
from intake.texts import Text

ABOUT = {
    "locked": "What clients read of the rules that keep them safe. Check these first: a language is offered by them.",
    "rules": "What clients read of the other rules.",
    "specialist": "What only the specialist reads of the rules, and the checklist before a session.",
    "sources": "What the sources of the rules say, in a few words; for the specialist.",
    "questionnaire": "What is asked.",
    "timeline": "Getting ready, the day, and after.",
    "letters": "What letters to doctors ask.",
    "screens": "What stands on the client's screens around the questions.",
    "web": "What stands on pages before and around the form.",
    "kiosk": "What stands on the clinic's shared tablet before and after the form.",
    "reports": "What stands on the client's copy and on the consultation report.",
    "intake": "Answers in words, and what is wrong with an answer.",
    "consents": "What clients agree to, or refuse, in the room and with a file that they send.",
    "desk": "What stands on the screens of the desk.",
    "record": "What stands on the page of one record.",
    "decide": "Deciding about a record, and signing.",
    "room": "What is noted in the room: identity, tests, consents.",
    "moving": "Moving a visit, and what the client reads about it.",
}
"""The catalogues, in the order in which they matter, with the line that stands on top of each."""
_MANY = range(200)
"""Numbers that people read here: each plural form that one of them takes is asked for."""


class Standing(NamedTuple):
    """How far one catalogue of a language is; `translated` are drafts and checked texts together."""

    texts: int
    translated: int
    checked: int

    @property
    def missing(self) -> int:
        return self.texts - self.translated


def wanted(code: str, texts: Iterable[Text]) -> tuple[Text, ...]:
    """What a language has to say: every text, with the plural forms of that language in place of the English ones."""
    every = tuple(texts)
    keys = {text.key for text in every}
    forms = tuple(dict.fromkeys(Locale.parse(code).plural_form(number) for number in _MANY))
    found: list[Text] = []
    for text in every:
        stem, _, form = text.key.rpartition(".")
        counted = form in ("one", "other") and {f"{stem}.one", f"{stem}.other"} <= keys
        if counted and form == "other":
            found += [text._replace(key=f"{stem}.{one}") for one in forms if one not in ("one", "other")]
        found.append(text)
    return tuple(found)


def updated(texts: Iterable[Text], made: Mapping[str, Translation]) -> dict[str, dict[str, Translation]]:
    """The catalogues as they should stand: what fits is kept, what is no longer said goes, what is new is empty.

    A translation of other English stays beside the new words, marked as out of date, for whoever translates them.
    """
    catalogues: dict[str, dict[str, Translation]] = {name: {} for name in ABOUT}
    for text in texts:
        one = made.get(text.key, Translation(text.source, ""))
        if one.source != text.source:
            before = one.before or one.source
            one = Translation(text.source, one.text, "", before if one.text else "", one.remarks)
        catalogues[text.catalogue][text.key] = one
    return catalogues


def read_language(code: str, folder: Path = LOCALES) -> dict[str, Translation]:
    """All that is written in a language, whichever file it stands in; raises ContentError."""
    return read_catalogues(sorted((folder / code).glob("*.po")))


def update(code: str, texts: Iterable[Text], folder: Path = LOCALES) -> None:
    """Write the catalogues of a language anew; its folder has to be there. Raises ContentError."""
    for name, messages in updated(wanted(code, texts), read_language(code, folder)).items():
        if messages:
            write_catalogue(folder / code / f"{name}.po", code, ABOUT[name], messages)
        else:
            (folder / code / f"{name}.po").unlink(missing_ok=True)


def standing(code: str, texts: Iterable[Text], folder: Path = LOCALES) -> dict[str, Standing]:
    """How far each catalogue of a language is."""
    made, found = read_language(code, folder), {}
    counts = {name: Counter[str]() for name in ABOUT}
    for text in wanted(code, texts):
        one, count = made.get(text.key), counts[text.catalogue]
        count["texts"] += 1
        if one and one.good and one.source == text.source:
            count["translated"] += 1
            count["checked"] += bool(one.checked)
    for name, count in counts.items():
        found[name] = Standing(count["texts"], count["translated"], count["checked"])
    return found


def unused(code: str, texts: Iterable[Text], folder: Path = LOCALES) -> list[str]:
    """The ids that are translated and that nothing says any more."""
    return sorted(set(read_language(code, folder)) - {text.key for text in wanted(code, texts)})


def told(texts: Iterable[Text], folder: Path = LOCALES) -> Iterator[str]:
    """The standing of every language in lines."""
    every = tuple(texts)
    for code in known_codes(folder):
        if code == ENGLISH:
            continue
        yield f"{code} ({Locale.parse(code).english_name})"
        yield f"  {'':14}{'texts':>7}{'missing':>9}{'draft':>7}{'checked':>9}"
        found = standing(code, every, folder)
        total = Standing(*(sum(column) for column in zip(*found.values(), strict=True)))
        for name, one in {**found, "all": total}.items():
            drafts = one.translated - one.checked
            yield f"  {name:14}{one.texts:>7}{one.missing:>9}{drafts:>7}{one.checked:>9}"
        locked = found["locked"]
        left = locked.texts - locked.checked
        yield f"  of locked rules {left} of {locked.texts} texts are not checked" if left else "  can be offered"
