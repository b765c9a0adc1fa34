"""One exact byte form for a JSON value, so that a hash over it can be computed again years later."""

import hashlib
import json

from pydantic import JsonValue

from records.errors import NotKeepable


def canonical(value: JsonValue) -> bytes:
    """The JSON of `value`: keys sorted, no spaces, UTF-8. Raises NotKeepable for what JSON cannot say exactly."""
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode()
    except (TypeError, ValueError):
        # The cause would quote the value, which may be an answer; it is not passed on.
        raise NotKeepable("This value has no exact JSON form.") from None


def digest(content: bytes) -> str:
    """The sha256 of `content` as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
