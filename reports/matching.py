"""Does a paper copy, or a PDF, say what its record says?"""

import re
from itertools import product
from typing import get_args

from records import Store, UnknownRecord
from records.ref import parse_ref
from reports.model import Reader
from reports.pdf import Size, render
from reports.photos import paper_of
from reports.seal import read_seal

_TITLE = re.compile(rb"SMP-[0-9A-Z]{4}-[0-9A-Z]{4}")


class MatchError(Exception):
    """A copy that is not of the record that it names, or names none. The message is for people."""


def match_text(text: str, store: Store) -> str:
    """What was scanned or typed from the foot of a page, against the store: the reference. Raises MatchError."""
    try:
        ref, digits = read_seal(text)
        record = store.records.read(ref)
    except (ValueError, UnknownRecord) as error:
        raise MatchError(str(error)) from None
    if not record.hash.startswith(digits):
        raise MatchError(f"{ref} has other digits: this paper was not printed from that record, or it was changed.")
    return str(ref)


def match_file(data: bytes, store: Store) -> str:
    """A PDF, against what was signed about its record and what this program prints of it today: the reference.

    Raises MatchError."""
    named = _TITLE.search(data)
    if named is None:
        raise MatchError("This file names no record.")
    try:
        record = store.records.read(parse_ref(named[0].decode()))
    except UnknownRecord as error:
        raise MatchError(str(error)) from None
    if data in store.reviews.papers(record.ref):
        return str(record.ref)
    for reader, size in product(get_args(Reader), get_args(Size)):
        if render(paper_of(record, store, reader), size) == data:
            return str(record.ref)
    raise MatchError(
        f"This file is not, byte for byte, what was signed about {record.ref} or what it prints today: it was changed, "
        "or another version of the program or another language made it. Match the digits at the foot of its pages."
    )
