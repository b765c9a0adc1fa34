"""What every released version kept opens in this one, on both kinds of server, and still verifies."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from records import Place, Store
from records.database import Database
from records.migrate import revision
from records.restore import restore
from records.tables import RECORDS
from tests.records.examples import ANSWERS, NAME, NOW
from tests.records.fixtures.make import FOLDER, TOKEN, make

VERSIONS = sorted(file.stem for file in FOLDER.glob("v*.sqlite"))
WAYS = ["its own SQLite file", "its rows on SQLite", "its rows on PostgreSQL"]
"""How what a version kept comes into this one; rows are put into the tables of that version, then migrated."""


@pytest.fixture(params=[(version, way) for version in VERSIONS for way in WAYS], ids=" ".join)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """What one version kept, opened by this version."""
    version, way = request.param
    key_file = Path(shutil.copy(FOLDER / f"{version}.key", tmp_path / "smp.key"))
    url = f"sqlite:///{tmp_path / 'smp.sqlite'}"
    if way == "its own SQLite file":
        shutil.copy(FOLDER / f"{version}.sqlite", tmp_path / "smp.sqlite")
    else:
        if way.endswith("PostgreSQL"):
            url = request.getfixturevalue("postgres_url")
        assert restore(FOLDER / f"{version}.smpb", Place(url, key_file), NOW)[1] == []
    store = Store.open(url, key_file)
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


@pytest.mark.parametrize(("version", "own"), [("v0.1.0", "0001")])
def test_its_rows_come_into_its_own_tables_before_those_are_migrated(
    new_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, own: str
) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    key_file = Path(shutil.copy(FOLDER / f"{version}.key", tmp_path / "smp.key"))
    monkeypatch.setattr(Store, "open", break_off)
    with pytest.raises(KeyboardInterrupt):
        restore(FOLDER / f"{version}.smpb", Place(new_url, key_file), NOW)
    database = Database(new_url)
    with database.reading() as connection:
        assert revision(connection) == own
        assert connection.execute(select(RECORDS.c.id)).all() != []
    database.close()


def test_a_released_fixture_is_not_made_again() -> None:
    with pytest.raises(FileExistsError):
        make("v0.1.0")
