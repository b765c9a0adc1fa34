"""What is kept of an upload."""

from typing import NamedTuple


class Remade(NamedTuple):
    """A file made anew: `media_type` is image/jpeg or application/pdf."""

    media_type: str
    body: bytes
