"""When two names that somebody typed are the same."""

import unicodedata


def same(one: str, other: str) -> bool:
    """Small letters, spaces and the way in which an accent is written make no difference."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
