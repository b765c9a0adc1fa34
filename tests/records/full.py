"""Taking the room away that a database needs, and giving it back."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FEW = 1000
"""Bytes."""


@contextmanager
def no_room(folder: Path) -> Iterator[None]:
    """The disk of `folder` has no free byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as sink:
        try:
            while sink.write(bytes(4096)):
                pass
        except OSError:
            os.fsync(sink.fileno())
    yield
    filler.unlink()


@contextmanager
def no_long_file(_folder: Path | None = None) -> Iterator[None]:
    """Nothing can be written but the first few bytes of a file: a full disk for whoever may not make a small one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FEW, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
