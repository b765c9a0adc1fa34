"""What lets a paper copy be matched with its record: the reference and the first digits of the record's hash.

Both are printed at the foot of every page, in words and as a code to scan. Neither says anything about anybody.
"""

import re
from functools import lru_cache

import segno

from records import Ref
from records.ref import parse_ref

DIGITS = 24
"""Of the 64 that a hash has; too many for two records to share, or for anybody to make up."""
_SEAL = re.compile(r"(.+?)[\s:]+([0-9A-Fa-f\s]+)", re.DOTALL)


def sealed(ref: str, record_hash: str) -> str:
    """What the code holds: "SMP-7K3M-9QXA:3F9A0C…". Capitals only, so that the code stays small."""
    return f"{ref}:{record_hash[:DIGITS]}".upper()


def read_seal(text: str) -> tuple[Ref, str]:
    """The reference and the digits of what was scanned or typed from paper. Raises ValueError."""
    parts = _SEAL.fullmatch(text.strip())
    digits = "".join(parts[2].split()).lower() if parts else ""
    if parts is None or len(digits) != DIGITS:
        raise ValueError(f"type what stands at the foot of the page: SMP-7K3M-9QXA and {DIGITS} digits")
    return parse_ref(parts[1]), digits


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[bytes, ...]:
    """The rows of the code, a byte 1 for each dark square. The mask is fixed: trying all costs more than the rest."""
    code = segno.make_qr(text, error="m", boost_error=False, mask=0)
    return tuple(bytes(row) for row in code.matrix)
