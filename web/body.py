"""Forms as they arrive: counted while they stream in, so that nobody makes us hold more than we ask for."""

from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import NamedTuple

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

FIELDS = 4_000
"""Bytes of a form without a file."""
WORDS = 16_000
"""Bytes of one with a text of 1,000 signs, each of which may take twelve on the way."""
FILE = 10_000_000
AROUND = 4_000
"""Bytes that a browser sends around a file: boundaries, names, the other fields."""
DISCARDED = 50_000_000


class TooLarge(Exception):  # noqa: N818 - a state of affairs, not a fault
    """More came than is taken; nothing of it is kept."""


class Sent(NamedTuple):
    """A form: its fields by name, and its file, empty where there was none. A file's name and type are not read."""

    fields: dict[str, str]
    file: bytes = b""


class _InMemory(MultiPartParser):
    """Never spools to the disk, where what was sent would lie unsealed."""

    spool_max_size = FILE + AROUND


async def read_form(request: Request, file: bool = False, most: int = FIELDS) -> Sent:
    """A form of the page of at most `most` bytes; `file`, whether it may bring one. What is no form is as one in which
    nothing was filled in.

    Raises TooLarge as soon as it is.
    """
    stream = _metered(request, FILE + AROUND if file else most)
    kind = request.headers.get("content-type", "")
    parser: FormParser | MultiPartParser
    if file and kind.startswith("multipart/form-data"):
        parser = _InMemory(request.headers, stream, max_files=1, max_fields=4, max_part_size=FIELDS)
    else:
        parser = FormParser(request.headers, stream)
    try:
        form = await parser.parse()
    except MultiPartException:
        return Sent({})
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    files = [await value.read() for value in form.values() if isinstance(value, UploadFile)]
    await form.close()
    if sum(map(len, files)) > FILE:
        raise TooLarge
    return Sent(fields, b"".join(files))


async def discard(request: Request) -> None:
    """Take what still comes and forget it: a browser that is cut off while it sends does not read the answer.

    Whoever goes on and on is cut off all the same.
    """
    with suppress(TooLarge, RuntimeError):  # the latter is Starlette's word for a form that has ended
        async for _ in _metered(request, DISCARDED):
            pass


async def _metered(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > most:
            raise TooLarge
        yield chunk
