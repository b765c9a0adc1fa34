"""A backup is whole, sealed and nobody else's, or it does not bear a backup's name; the oldest are deleted."""

import os
import resource
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue
from sqlalchemy import Engine, func, insert, select, text

from records import CannotOpen, Place, Store, WrongKey, new_token
from records.backup import back_up, backups, check
from records.database import Database
from records.errors import BadBackup
from records.keyfile import make_key, read_key
from records.sealed_file import seal
from records.tables import CODES, METADATA, RESUME_CODES
from tests.records.examples import ANSWERS, NAME, NOW, SIGN_OFF, submission
from tests.records.test_clear_text import TOLD

DAYS = 35


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go; not there yet."""
    return tmp_path / "backups"


@pytest.fixture
def place(url: str, key_file: Path) -> Place:
    """A clinic with a draft, a record and a signed review."""
    there = Place(url, key_file)
    with Store.open(*there) as store:
        told: dict[str, JsonValue] = {"full_name": NAME, "birth_date": "1990-02-28", **ANSWERS}
        store.drafts.save(new_token(), told, 0, NOW)
        record = store.records.read(store.records.submit(submission(store), NOW))
        store.reviews.sign(record, SIGN_OFF, 1, b"%PDF", NOW)
    return there


def test_it_has_a_name_that_says_when_and_is_its_owners_alone(place: Place, folder: Path) -> None:
    made, _, _ = back_up(place, folder, NOW, DAYS)
    assert made.file == folder / "smp-backup-20261120T100000Z.smpb"
    assert list(folder.iterdir()) == [made.file]
    if os.name == "posix":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (made.file, folder)] == [0o600, 0o700]


def test_it_holds_every_row_of_what_is_kept(place: Place, folder: Path, raw: Engine) -> None:
    with raw.connect() as connection:
        there = {
            table.name: connection.scalar(select(func.count()).select_from(table)) for table in METADATA.tables.values()
        }
    _, saved, _ = back_up(place, folder, NOW, DAYS)
    assert saved.rows == {name: count for name, count in there.items() if count}
    assert {"vault", "drafts", "records", "record_keys", "reviews", "contents", "audit", "audit_head"} <= set(
        saved.rows
    )


@pytest.mark.parametrize("told", TOLD)
def test_nothing_told_is_in_it(sqlite_url: str, key_file: Path, folder: Path, told: str) -> None:
    with Store.open(sqlite_url, key_file) as store:
        store.records.submit(submission(store), NOW)
    made, _, _ = back_up(Place(sqlite_url, key_file), folder, NOW, DAYS)
    assert told.encode() not in made.file.read_bytes()


def test_neither_key_nor_login_is_in_it(place: Place, folder: Path) -> None:
    made, _, _ = back_up(place, folder, NOW, DAYS)
    kept = made.file.read_bytes()
    assert read_key(place.key_file) not in kept
    assert place.key_file.read_bytes().strip() not in kept


def test_a_code_that_works_once_is_in_none(place: Place, folder: Path) -> None:
    database = Database(place.url)
    with database.writing() as connection:
        connection.execute(insert(CODES).values(id="c" * 64, purpose="owner", expires_at=NOW, used_at=None))
        resume = {"id": "r" * 64, "draft_id": "d" * 64, "expires_at": NOW, "failures": 0}
        connection.execute(insert(RESUME_CODES).values(**resume, wrapped_key=b"k", body=b"b"))
    database.close()
    _, saved, _ = back_up(place, folder, NOW, DAYS)
    assert {"codes", "resume_codes"} & set(saved.rows) == set()


def test_it_is_noted_in_the_audit_trail(place: Place, folder: Path) -> None:
    _, saved, _ = back_up(place, folder, NOW, DAYS)
    with Store.open(*place) as store:
        last, fault = store.audit.last()
    assert last is not None
    assert (last.actor, last.action, fault) == ("command", "backup.made", None)
    assert last.detail == {"file": "smp-backup-20261120T100000Z.smpb", "rows": sum(saved.rows.values())}


def test_backups_past_their_days_are_deleted_and_that_is_noted(place: Place, folder: Path) -> None:
    made = [back_up(place, folder, NOW + timedelta(days=day), DAYS)[0] for day in (0, 1, 2)]
    _, _, old = back_up(place, folder, NOW + timedelta(days=DAYS + 1), DAYS)
    assert old == made[:1]
    assert [one.made_at - NOW for one in backups(folder)] == [timedelta(days=day) for day in (1, 2, DAYS + 1)]
    with Store.open(*place) as store:
        last, _ = store.audit.last()
    assert last is not None
    assert (last.action, last.detail["file"]) == ("backup.deleted", made[0].file.name)


def test_other_files_beside_the_backups_are_left_alone(place: Place, folder: Path) -> None:
    folder.mkdir()
    others = [
        "smp-backup-20200231T100000Z.smpb",
        "smp-backup-2020101T100000Z.smpb",
        "smp-backup-20200101T100000Z.smpb.asc",
        "notes.txt",
    ]
    for name in others:
        (folder / name).touch()
    back_up(place, folder, NOW, DAYS)
    assert {path.name for path in folder.iterdir()} == {*others, "smp-backup-20261120T100000Z.smpb"}


def test_no_backup_is_deleted_when_no_new_one_could_be_made(place: Place, folder: Path) -> None:
    made, _, _ = back_up(place, folder, NOW, DAYS)
    with Store.open(*place) as store:
        store.contents.keep(os.urandom(300_000))
    with nearly_full_disk(), pytest.raises(OSError, match=r"File too large: .*smp-backup-20261226"):
        back_up(place, folder, NOW + timedelta(days=DAYS + 1), DAYS)
    assert list(folder.iterdir()) == [made.file]


def test_what_cannot_be_read_back_is_no_backup(place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(plain: Iterable[bytes], master: bytes) -> Iterator[bytes]:
        yield from (piece[:-1] for piece in seal(plain, master))

    monkeypatch.setattr("records.backup.seal", lossy)
    with pytest.raises(BadBackup):
        back_up(place, folder, NOW, DAYS)
    assert list(folder.iterdir()) == []


@contextmanager
def nearly_full_disk() -> Iterator[None]:
    """No file of this process may grow beyond 100 KB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_a_killed_backup_left_is_swept_up_after_a_day(place: Place, folder: Path) -> None:
    folder.mkdir()
    for hours in (1, 25):
        part = folder / f".smp-backup-{hours}.part"
        part.touch()
        os.utime(part, (NOW.timestamp() - hours * 3600,) * 2)
    back_up(place, folder, NOW, DAYS)
    assert [path.name for path in folder.glob(".*")] == [".smp-backup-1.part"]


def test_two_in_one_second_do_not_overwrite_each_other(place: Place, folder: Path) -> None:
    made, _, _ = back_up(place, folder, NOW, DAYS)
    before = made.file.read_bytes()
    with pytest.raises(FileExistsError):
        back_up(place, folder, NOW, DAYS)
    assert made.file.read_bytes() == before


def test_a_wrong_key_makes_no_backup_that_nobody_could_open(place: Place, folder: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "other.key")
    with pytest.raises(WrongKey):
        back_up(Place(place.url, tmp_path / "other.key"), folder, NOW, DAYS)
    assert not folder.exists()


def test_a_database_that_is_not_there_is_not_made(sqlite_url: str, key_file: Path, folder: Path) -> None:
    with pytest.raises(CannotOpen, match="There is no file"):
        back_up(Place(sqlite_url, key_file), folder, NOW, DAYS)
    assert list(key_file.parent.iterdir()) == []


def test_a_record_that_was_tampered_with_does_not_keep_the_others_from_being_saved(
    place: Place, folder: Path, raw: Engine
) -> None:
    on = "" if raw.dialect.name == "sqlite" else " ON contents"
    with raw.begin() as connection:
        connection.execute(text(f"DROP TRIGGER contents_no_update{on}"))
        connection.execute(text("UPDATE contents SET body = :body"), {"body": b"other"})
    _, saved, _ = back_up(place, folder, NOW, DAYS)
    assert saved.rows["contents"] == 3


def test_what_is_written_while_it_reads_is_in_it_wholly_or_not_at_all(place: Place) -> None:
    """The record of a submission and its key are in different tables, read at different times."""
    database = Database(place.url)
    count = "SELECT (SELECT count(*) FROM records), (SELECT count(*) FROM record_keys)"
    with database.snapshot() as connection, Store.open(*place) as store:
        before = connection.execute(text(count)).one()
        store.records.submit(submission(store, id="meanwhile"), NOW)
        assert connection.execute(text(count)).one() == before
    database.close()


@pytest.mark.parametrize("cut", [1, 500])
def test_a_check_finds_a_backup_that_was_cut_off(place: Place, folder: Path, cut: int) -> None:
    made, _, _ = back_up(place, folder, NOW, DAYS)
    os.truncate(made.file, made.file.stat().st_size - cut)
    with pytest.raises(BadBackup, match="damaged or was cut off"):
        check(made.file, read_key(place.key_file))
