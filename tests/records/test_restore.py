"""The drill: what was saved while clients were sending is all there again elsewhere, on either kind of server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import insert, inspect, select

from records import CannotOpen, Place, Ref, Store, WrongKey, new_token
from records import backup as backup_module
from records.backup import back_up, write_backup
from records.database import Database
from records.dump import Head
from records.errors import BadBackup
from records.keyfile import make_key, read_key
from records.migrate import HEAD
from records.restore import restore
from records.sealed_file import unseal
from records.tables import ACCOUNTS, SESSIONS
from tests.records.examples import ANSWERS, NOW, submission
from tests.records.test_append_only import CHANGES, keep_one_of_each
from tests.records.test_commands import around_the_program

LATER = NOW + timedelta(hours=1)


@pytest.fixture(params=["into SQLite", "into PostgreSQL"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of another empty database, once on each kind of server."""
    if request.param == "into SQLite":
        return f"sqlite:///{tmp_path / 'elsewhere' / 'smp.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def place(url: str, key_file: Path) -> Place:
    """A clinic with a signed record."""
    there = Place(url, key_file)
    with Store.open(*there) as store:
        keep_one_of_each(store)
    return there


@pytest.fixture
def saved(place: Place, tmp_path: Path) -> Path:
    """A backup of that clinic."""
    return back_up(place, tmp_path / "backups", NOW, 35)[0].file


@contextmanager
def clients_sending(place: Place) -> Iterator[list[Ref]]:
    """Somebody submits one record after the other, all the while; the references of those that were confirmed."""
    confirmed: list[Ref] = []
    some, enough = Event(), Event()

    def send() -> None:
        with Store.open(*place) as store:
            while not enough.is_set():
                confirmed.append(store.records.submit(submission(store, id=f"sent-{len(confirmed)}"), NOW))
                if len(confirmed) == 5:
                    some.set()

    sender = Thread(target=send)
    sender.start()
    assert some.wait(30)
    try:
        yield confirmed
    finally:
        enough.set()
        sender.join()


def test_the_drill(place: Place, elsewhere: str, tmp_path: Path) -> None:
    token, there = new_token(), Place(elsewhere, place.key_file)
    with Store.open(*place) as store:
        version = store.drafts.save(token, ANSWERS, 0, NOW)
    with clients_sending(place) as confirmed:
        before = list(confirmed)
        made, _, _ = back_up(place, tmp_path / "backups", NOW, 35)
        during = len(confirmed)
    assert len(before) <= during
    held, faults = restore(made.file, there, LATER)
    assert faults == []
    with Store.open(*place) as old, Store.open(*there) as new:
        assert set(before) <= set(new.records.refs()) <= set(old.records.refs())
        refs = new.records.refs()
        assert [new.records.read(ref) for ref in refs] == [old.records.read(ref) for ref in refs]
        assert [new.reviews.papers(ref) for ref in refs] == [old.reviews.papers(ref) for ref in refs]
        assert sum(len(new.reviews.of(ref)) for ref in refs) == 1
        assert new.verify().records == held.rows["records"]
        draft = new.drafts.read(token)
        assert draft is not None
        assert (draft.content, draft.version) == (ANSWERS, version)
        new.drafts.save(token, {"step": 2}, version, LATER)
        new.records.submit(submission(new, id="after", token=token), LATER)
        assert new.verify().faults == []


def test_the_guards_stand_again(saved: Path, place: Place, elsewhere: str) -> None:
    restore(saved, Place(elsewhere, place.key_file), LATER)
    for table, change in CHANGES.items():
        with pytest.raises(Exception, match=f"{table} is append-only"):
            around_the_program(elsewhere, change)


def test_the_trail_goes_on_and_says_what_was_restored(saved: Path, place: Place, elsewhere: str) -> None:
    restore(saved, Place(elsewhere, place.key_file), LATER)
    with Store.open(elsewhere, place.key_file) as store:
        last, fault = store.audit.last()
    assert fault is None
    assert last is not None
    # Three entries were in the backup; that it was made was noted after it.
    assert (last.number, last.at, last.action, last.detail["file"]) == (4, LATER, "backup.restored", saved.name)


def test_nobody_is_signed_in_by_a_restore(place: Place, elsewhere: str, tmp_path: Path) -> None:
    account = {"id": "a", "login": "l", "role": "owner", "created_at": NOW, "wrapped_key": b"k", "body": b"b"}
    session = {"id": "s", "account_id": "a", "begun_at": NOW, "seen_at": NOW, "locked": False, "pin_failures": 0}
    database = Database(place.url)
    with database.writing() as connection:
        connection.execute(insert(ACCOUNTS), [account])
        connection.execute(insert(SESSIONS), [session])
    database.close()
    made, held, _ = back_up(place, tmp_path / "backups", NOW, 35)
    restore(made.file, Place(elsewhere, place.key_file), LATER)
    restored = Database(elsewhere)
    with restored.reading() as connection:
        assert connection.execute(select(SESSIONS)).all() == []
    restored.close()
    assert held.rows["accounts"] == 1


def test_a_place_that_holds_something_is_never_overwritten(saved: Path, place: Place, elsewhere: str) -> None:
    with Store.open(elsewhere, place.key_file) as store:
        store.records.submit(submission(store, id="other"), NOW)
        refs = store.records.refs()
    with pytest.raises(CannotOpen, match="a restore overwrites nothing"):
        restore(saved, Place(elsewhere, place.key_file), LATER)
    with Store.open(elsewhere, place.key_file) as store:
        assert (store.records.refs(), store.verify().faults) == (refs, [])


def test_a_table_of_somebody_else_is_something_too(saved: Path, place: Place, elsewhere: str) -> None:
    Database(elsewhere).make_folder()
    around_the_program(elsewhere, "CREATE TABLE invoices (id INTEGER)")
    with pytest.raises(CannotOpen, match="overwrites nothing"):
        restore(saved, Place(elsewhere, place.key_file), LATER)


def test_another_key_restores_nothing(saved: Path, elsewhere: str, tmp_path: Path) -> None:
    make_key(tmp_path / "other.key")
    with pytest.raises(WrongKey, match="made with another key"):
        restore(saved, Place(elsewhere, tmp_path / "other.key"), LATER)
    assert untouched(elsewhere)


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: b"SQLite format 3\0" + whole,
    ],
    ids=["cut by a byte", "cut in half", "last byte changed", "another file"],
)
def test_a_file_that_is_not_whole_restores_nothing(
    saved: Path, place: Place, elsewhere: str, harm: Callable[[bytes], bytes]
) -> None:
    saved.write_bytes(harm(saved.read_bytes()))
    with pytest.raises(BadBackup):
        restore(saved, Place(elsewhere, place.key_file), LATER)
    assert untouched(elsewhere)


@pytest.mark.parametrize("later", [{"format": 2}, {"revision": "9999"}])
def test_a_backup_of_a_later_version_restores_nothing(
    place: Place, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: dict[str, object]
) -> None:
    """Made by a program that is like this one, but for the head that it writes."""
    head = Head(format=1, made_at=NOW, revision=HEAD).model_copy(update=later)
    monkeypatch.setattr(backup_module, "Head", lambda **_: head)
    monkeypatch.setattr(backup_module, "check", lambda *_: None)
    database = Database(place.url)
    made, _ = write_backup(database, read_key(place.key_file), tmp_path / "backups", NOW)
    database.close()
    monkeypatch.undo()
    with pytest.raises(BadBackup, match="newer version of the program"):
        restore(made.file, Place(elsewhere, place.key_file), LATER)
    assert untouched(elsewhere)


def test_a_restore_that_breaks_off_leaves_an_empty_place(
    saved: Path, place: Place, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unseal_and_break(file: Path, master: bytes) -> Iterator[bytes]:
        yield from unseal(file, master)
        raise KeyboardInterrupt

    monkeypatch.setattr("records.restore.unseal", unseal_and_break)
    with pytest.raises(KeyboardInterrupt):
        restore(saved, Place(elsewhere, place.key_file), LATER)
    monkeypatch.undo()
    assert restore(saved, Place(elsewhere, place.key_file), LATER)[1] == []


def test_a_fault_that_was_saved_is_told_after_the_restore(place: Place, elsewhere: str, tmp_path: Path) -> None:
    on, other = (" ON contents", r"'\x00'") if place.url.startswith("postgresql") else ("", "x'00'")
    around_the_program(place.url, f"DROP TRIGGER contents_no_update{on}", f"UPDATE contents SET body = {other}")
    made, _, _ = back_up(place, tmp_path / "backups", NOW, 35)
    _, faults = restore(made.file, Place(elsewhere, place.key_file), LATER)
    assert len(faults) == 3


def untouched(address: str) -> bool:
    """Whether nothing was made at an address; looking makes no file."""
    database = Database(address)
    try:
        if database.sqlite_file:
            return not database.sqlite_file.parent.exists()
        with database.reading() as connection:
            return not inspect(connection).get_table_names()
    finally:
        database.close()
