"""The database of every released version opens in this one, and what it holds still verifies."""

import shutil
from pathlib import Path

import pytest

from records import Store
from tests.records.examples import ANSWERS, NAME, NOW
from tests.records.fixtures.make import FOLDER, TOKEN, make

VERSIONS = sorted(file.stem for file in FOLDER.glob("v*.sqlite"))


@pytest.fixture(params=VERSIONS)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A copy of one version's database, opened by this version."""
    for suffix in ("sqlite", "key"):
        shutil.copy(FOLDER / f"{request.param}.{suffix}", tmp_path / f"smp.{suffix}")
    store = Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key")
    request.addfinalizer(store.close)
    return store


def test_there_is_a_fixture_to_try() -> None:
    assert "v0.1.0" in VERSIONS


def test_its_record_verifies_and_reads_as_it_was_submitted(opened: Store) -> None:
    assert [fault for _, fault in opened.records.verify()] == [None]
    record = opened.records.read(opened.records.refs()[0])
    assert (record.answers, record.identity["full_name"], record.submitted_at) == (ANSWERS, NAME, NOW)


def test_its_contents_verify(opened: Store) -> None:
    assert [fault for _, fault in opened.contents.verify()] == [None] * 3


def test_its_draft_goes_on(opened: Store) -> None:
    draft = opened.drafts.read(TOKEN)
    assert draft is not None
    assert draft.content == ANSWERS
    assert opened.drafts.save(TOKEN, {"step": 2}, draft.version, NOW) == 2


def test_a_released_fixture_is_not_made_again() -> None:
    with pytest.raises(FileExistsError):
        make("v0.1.0")
