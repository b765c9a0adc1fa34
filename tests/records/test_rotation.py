"""Changing the master key loses nothing, whatever comes in between, and the old key opens nothing afterwards."""

import logging
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Table, insert, select, text
from typer.testing import CliRunner, Result

from records import KeyChanged, Ref, Store, Tampered, WrongKey, new_token
from records.__main__ import app
from records.commands.outside import Outside
from records.database import Database
from records.drafts import draft_id
from records.keyfile import make_key
from records.proof import check_key
from records.tables import ACCOUNTS, DRAFTS, FILES, METADATA, RECORD_KEYS, RESUME_CODES, VISITS
from tests.records.examples import ANSWERS, NOW, SIGN_OFF, submission

TOKEN = new_token()


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "smp.key"


@pytest.fixture
def ref(url: str, key_file: Path) -> Ref:
    """A record that was signed, and a draft, in a store that is closed."""
    with Store.open(url, key_file) as store:
        kept = store.records.submit(submission(store), NOW)
        store.reviews.sign(store.records.read(kept), SIGN_OFF, 1, b"%PDF", NOW)
        store.drafts.save(TOKEN, ANSWERS, 0, NOW)
    return kept


def rotate(url: str, key_file: Path, new_file: Path) -> int:
    with Store.open(url, key_file) as store:
        return store.keys.rotate(new_file, NOW, "command")


def whole(url: str, key_file: Path, ref: Ref) -> bool:
    """Is everything there with this key, and does it verify?"""
    with Store.open(url, key_file) as store:
        checks = (*store.records.verify(), *store.reviews.verify(), *store.audit.verify())
        draft = store.drafts.read(TOKEN)
        found = store.records.find("brien") == [ref] and store.reviews.papers(ref) == (b"%PDF",)
    return found and draft is not None and draft.content == ANSWERS and not [fault for _, fault in checks if fault]


def test_the_new_key_opens_everything_and_the_old_one_nothing(
    url: str, key_file: Path, new_file: Path, ref: Ref
) -> None:
    assert rotate(url, key_file, new_file) == 2
    assert whole(url, new_file, ref)
    with pytest.raises(WrongKey, match="last changed to on 2026-11-20"):
        Store.open(url, key_file)


def test_a_key_can_be_changed_again_and_back_to_none_before(url: str, key_file: Path, new_file: Path, ref: Ref) -> None:
    rotate(url, key_file, new_file)
    rotate(url, new_file, new_file.with_name("third.key"))
    assert whole(url, new_file.with_name("third.key"), ref)
    with pytest.raises(WrongKey):
        Store.open(url, new_file)


@pytest.mark.usefixtures("ref")
def test_what_is_sealed_is_not_sealed_again(url: str, key_file: Path, new_file: Path, raw: Engine) -> None:
    def sealed() -> list[Any]:
        with raw.connect() as connection:
            return list(connection.execute(text("SELECT identity, body FROM records")))

    before = sealed()
    rotate(url, key_file, new_file)
    assert sealed() == before


def row_of(table: Table, wrapped_key: bytes) -> dict[str, Any]:
    return {
        "drafts": {"id": "d", "version": 1, "created_at": NOW, "changed_at": NOW, "content": b""},
        "accounts": {"id": "a", "login": "l", "role": "owner", "created_at": NOW, "body": b""},
        "visits": {"id": "v", "kind": "session", "created_at": NOW, "draft_id": "d", "body": b""},
        "files": {
            **{"id": "f", "visit_id": "v", "purpose": "letter", "media_type": "image/png"},
            **{"created_at": NOW, "body": b""},
        },
        "resume_codes": {"id": "r", "draft_id": "d", "expires_at": NOW, "failures": 0, "body": b""},
    }[table.name] | {"wrapped_key": wrapped_key}


@pytest.mark.usefixtures("ref")
def test_every_table_with_a_wrapped_key_is_wrapped_again(url: str, key_file: Path, new_file: Path) -> None:
    plain = [DRAFTS, ACCOUNTS, VISITS, FILES, RESUME_CODES]
    assert {table for table in METADATA.sorted_tables if "wrapped_key" in table.c} == {*plain, RECORD_KEYS}
    boxes = {}
    with Store.open(url, key_file) as store:
        for table in plain:
            place = f"{table.name}/{row_of(table, b'')['id']}"
            box, wrapped = store.records._vault.new_box(place)
            boxes[place] = box.seal(b"told", place)
            with store.records._database.writing() as connection:
                connection.execute(insert(table).values(row_of(table, wrapped)))
        assert store.keys.rotate(new_file, NOW, "command") == 2 + len(plain)
    with Store.open(url, new_file) as store, store.records._database.reading() as connection:
        for table in plain:
            place = f"{table.name}/{row_of(table, b'')['id']}"
            wrapped = connection.execute(
                select(table.c.wrapped_key).where(table.c.id == place.split("/")[1])
            ).scalar_one()
            assert store.records._vault.box(wrapped, place).open(boxes[place], place) == b"told"


@pytest.mark.usefixtures("ref")
def test_a_change_is_in_the_audit_trail(url: str, key_file: Path, new_file: Path) -> None:
    rotate(url, key_file, new_file)
    with Store.open(url, new_file) as store:
        last = list(store.audit.entries())[-1]
    assert (last.action, last.actor, last.at, last.detail) == ("key.rotated", "command", NOW, {"keys": 2})


def test_the_key_in_use_is_no_new_key(url: str, key_file: Path, ref: Ref) -> None:
    with pytest.raises(WrongKey, match="is the one in use"):
        rotate(url, key_file, key_file)
    assert whole(url, key_file, ref)


def test_a_file_that_is_no_key_is_left_alone(url: str, key_file: Path, tmp_path: Path, ref: Ref) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ana")
    with pytest.raises(WrongKey):
        rotate(url, key_file, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "Dear Ana"
    assert whole(url, key_file, ref)


def test_where_one_thing_does_not_open_nothing_is_changed(
    url: str, key_file: Path, new_file: Path, ref: Ref, raw: Engine
) -> None:
    with raw.begin() as connection:
        insert_ = insert(DRAFTS).values(row_of(DRAFTS, b"\x01" + b"x" * 60))
        connection.execute(insert_)
    with pytest.raises(Tampered, match="drafts/d/key"):
        rotate(url, key_file, new_file)
    assert not new_file.exists()
    assert whole(url, key_file, ref)


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import event
from records import Store
url, key, new, when = sys.argv[1:]
store = Store.open(url, Path(key))
engine = store.records._database._writer
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if when == "before":
    event.listen(store.records._database.engine, "commit", die)
else:
    store.records._database.fold_log = die
store.keys.rotate(Path(new), datetime(2026, 11, 20, tzinfo=UTC), "command")
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_the_middle_one_of_the_two_keys_opens_everything(
    url: str, key_file: Path, new_file: Path, ref: Ref, when: str
) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, url, str(key_file), str(new_file), when], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    works, other = (key_file, new_file) if when == "before" else (new_file, key_file)
    assert whole(url, works, ref)
    with pytest.raises(WrongKey):
        Store.open(url, other)


def test_after_a_kill_the_same_command_does_it(url: str, key_file: Path, new_file: Path, ref: Ref) -> None:
    make_key(new_file)  # what a run leaves that was killed before its commit
    rotate(url, key_file, new_file)
    assert whole(url, new_file, ref)


def test_a_program_that_runs_with_the_old_key_says_so_and_writes_nothing(
    url: str, key_file: Path, new_file: Path, ref: Ref, caplog: pytest.LogCaptureFixture
) -> None:
    with Store.open(url, key_file) as running:
        rotate(url, key_file, new_file)
        token = new_token()
        for act in (
            lambda: running.drafts.save(token, ANSWERS, 0, NOW),
            lambda: running.drafts.save(TOKEN, {"step": 1}, 1, NOW),
            lambda: running.drafts.read(TOKEN),
            lambda: running.records.read(ref),
            lambda: running.records.erase(ref, NOW, "command", "asked"),
            lambda: running.audit.note(NOW, "command", "record.viewed"),
            lambda: running.keys.rotate(new_file.with_name("other.key"), NOW, "command"),
        ):
            with pytest.raises(KeyChanged, match="set SMP_KEY_FILE to the new key file and start it again"):
                act()
    assert "The master key of this database was changed while this program ran" in caplog.text
    assert {record.levelno for record in caplog.records if "changed" in record.message} == {logging.ERROR}
    assert whole(url, new_file, ref)


@pytest.mark.usefixtures("ref")
def test_nothing_that_was_saved_while_the_key_changed_is_lost(url: str, key_file: Path, new_file: Path) -> None:
    def save_until_refused(running: Store) -> list[str]:
        saved: list[str] = []
        for token in (new_token() for _ in range(5000)):
            try:
                running.drafts.save(token, ANSWERS, 0, NOW)
            except KeyChanged:
                return saved
            saved.append(token)
        pytest.fail("the program wrote on, although its key is no longer the database's")

    with Store.open(url, key_file) as running, ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(save_until_refused, running) for _ in range(2)]
        pool.submit(rotate, url, key_file, new_file).result()
        saved = [token for writer in writers for token in writer.result()]
    with Store.open(url, new_file) as store:
        assert all(store.drafts.read(token) for token in saved)
        with store.records._database.reading() as connection:
            kept = set(connection.scalars(select(DRAFTS.c.id)))
    assert kept == {draft_id(token) for token in [*saved, TOKEN]}


def test_of_two_changes_at_once_one_counts(url: str, key_file: Path, new_file: Path, ref: Ref) -> None:
    files = [new_file, new_file.with_name("other.key")]
    with Store.open(url, key_file) as first, Store.open(url, key_file) as second, ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(one.keys.rotate, file, NOW, "command") for one, file in zip((first, second), files, strict=True)
        ]
        refused = [run.exception() for run in runs]
    assert sorted(type(error).__name__ for error in refused) == ["KeyChanged", "NoneType"]
    assert whole(url, files[refused.index(None)], ref)


def run(url: str, key_file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, obj=Outside({"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file)}, NOW))


@pytest.mark.usefixtures("ref")
def test_the_command_says_what_to_set_and_what_to_keep(url: str, key_file: Path, new_file: Path) -> None:
    result = run(url, key_file, "rotate-key", "--new-key", str(new_file))
    assert result.exit_code == 0
    assert f"SMP_KEY_FILE={new_file}" in result.stdout
    assert f"Keep {key_file}" in result.stdout
    database = Database(url)
    assert check_key(database, new_file)
    database.close()


@pytest.mark.parametrize(
    "command",
    [
        ["rotate-key", "--new-key", "other.key"],
        ["erase", "SMP-0000-0000", "--reason", "asked", "--yes"],
        ["purge"],
    ],
)
@pytest.mark.usefixtures("ref")
def test_a_lost_key_is_said_in_one_line_and_never_replaced(
    url: str, key_file: Path, tmp_path: Path, command: list[str]
) -> None:
    key_file.rename(tmp_path / "elsewhere")
    result = run(url, key_file, *command)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert f"The key file {key_file} is missing" in result.stderr
    assert not key_file.exists()
