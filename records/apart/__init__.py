"""Uploads are made anew in a process of their own, which may fail, hang or swell without taking anything along.

Decoders of pictures and documents are large programs in C that read what a stranger made. The process has limits of
memory and time and none of our settings in its environment; it gets bytes and gives bytes.
"""

import subprocess
import sys
from pathlib import Path

from records.errors import NotTaken
from records.remade import Remade

MEMORY = 1_500_000_000
"""Bytes of address space; 50 million pixels and twenty pages fit, and little more."""
SECONDS = 20
"""Of computing, and by the clock twice as many: a document can keep its reader busy for as long as it likes."""
_HOME = Path(__file__).parents[2]


def remade_apart(data: bytes, memory: int = MEMORY, seconds: int = SECONDS) -> Remade:
    """What uploads.py makes of `data`. Raises NotTaken, "unreadable" also where the process did not survive it."""
    command = [sys.executable, "-m", "records.apart", str(memory), str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; nothing that was sent is part of the command
            command, input=data, capture_output=True, timeout=2 * seconds, cwd=_HOME, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotTaken("unreadable") from None
    # The first line says what it is, or "refused" and why.
    said, _, body = done.stdout.partition(b"\n")
    if done.returncode or not body:
        raise NotTaken("unreadable")
    if said == b"refused":
        raise NotTaken(body.decode("ascii"))
    return Remade(said.decode("ascii"), body)
