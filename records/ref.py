"""References people read out over the phone: SMP-7K3M-9QXA.

Eight signs of Crockford's base 32 (no I, L, O or U): 40 random bits, too many to guess one of a clinic's records.
"""

import re
import secrets
from typing import NewType

Ref = NewType("Ref", str)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS = 8
_MISREAD = str.maketrans("OIL", "011")


def new_ref() -> Ref:
    """A random reference."""
    return _written(new_signs(_SIGNS))


def parse_ref(text: str) -> Ref:
    """The reference somebody typed: any case, spaces or dashes, O for 0, I or L for 1. Raises ValueError."""
    signs = read_signs(text)
    # Only the full length tells the prefix from signs: SMP are signs of the alphabet too.
    if len(signs) > _SIGNS:
        signs = signs.removeprefix("SMP")
    if len(signs) != _SIGNS or not set(signs) <= set(ALPHABET):
        raise ValueError("A reference looks like SMP-7K3M-9QXA.")
    return _written(signs)


def new_signs(count: int) -> str:
    """So many random signs of the alphabet."""
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def read_signs(text: str) -> str:
    """The signs somebody meant: any case, spaces or dashes, O for 0, I or L for 1. Others are left as they are."""
    return re.sub(r"[\s-]", "", text.upper()).translate(_MISREAD)


def _written(signs: str) -> Ref:
    return Ref(f"SMP-{signs[:4]}-{signs[4:]}")
