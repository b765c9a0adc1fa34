"""What holds for all tests: none is timed, since the machine may be busy, and uploads are made anew where they run."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from records import files
from records.apart import remade_apart
from records.uploads import remade

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _uploads_made_here() -> Iterator[None]:
    """The same is made of an upload, as test_apart.py shows; to start a process for each costs most of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "remade_apart", remade)
        yield


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads are made anew as the program does it, in a process of their own."""
    monkeypatch.setattr(files, "remade_apart", remade_apart)
