"""Whoever is erased cannot be read, found or counted any more, and everything else can still be proved."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner, Result

from records import Erased, Ref, Store, Tampered, UnknownRecord, new_token
from records.__main__ import app
from records.columns import write_columns
from records.commands.outside import Outside
from reports.matching import match_text
from tests.records.examples import NAME, NOW, SIGN_OFF, submission
from tests.records.test_tampering import remove_guards
from tests.rules.conftest import the_screening

LATER = NOW + timedelta(days=3)


@pytest.fixture
def ref(store: Store) -> Ref:
    """The first of two records, signed."""
    first = store.records.submit(submission(store, id="first"), NOW)
    store.records.submit(submission(store, id="second"), NOW + timedelta(hours=1))
    store.reviews.sign(store.records.read(first), SIGN_OFF, 1, b"%PDF", NOW + timedelta(days=1))
    return first


def erase(store: Store, ref: Ref) -> None:
    store.records.erase(ref, LATER, "command", "asked")


def faults(store: Store) -> list[str]:
    found = (*store.records.verify(), *store.reviews.verify(), *store.audit.verify())
    return [str(fault) for _, fault in found if fault]


def test_an_erased_record_says_when_it_was_erased(store: Store, ref: Ref) -> None:
    erase(store, ref)
    with pytest.raises(Erased, match="erased on 2026-11-23"):
        store.records.read(ref)


def test_an_erased_record_is_not_listed_and_the_others_are(store: Store, ref: Ref) -> None:
    others = [one for one in store.records.refs() if one != ref]
    erase(store, ref)
    assert store.records.refs() == others


def test_what_was_signed_about_an_erased_record_is_gone_too(store: Store, ref: Ref) -> None:
    erase(store, ref)
    with pytest.raises(Erased):
        store.reviews.papers(ref)


def test_nothing_is_signed_about_an_erased_record(store: Store, ref: Ref) -> None:
    record = store.records.read(ref)
    erase(store, ref)
    with pytest.raises(Erased):
        store.reviews.sign(record, SIGN_OFF.model_copy(update={"reason": "again"}), 2, b"%PDF", LATER)


def test_an_erased_record_is_no_result_of_its_browser(store: Store) -> None:
    token = new_token()
    erase(store, store.records.submit(submission(store, token=token), NOW))
    assert store.records.latest_of(token) is None


def test_after_an_erasure_everything_still_verifies(store: Store, ref: Ref) -> None:
    erase(store, ref)
    assert faults(store) == []
    assert ref in [one for one, _ in store.records.verify()]


def test_an_erasure_is_in_the_audit_trail_with_its_reason(store: Store, ref: Ref, raw: Engine) -> None:
    erase(store, ref)
    with raw.connect() as connection:
        row_id = connection.scalar(text("SELECT id FROM records WHERE ref = :ref"), {"ref": ref})
    last = store.audit.about(f"record:{row_id}")[-1]
    assert (last.action, last.actor, last.at, last.detail["reason"]) == ("record.erased", "command", LATER, "asked")


@pytest.mark.parametrize(
    ("around", "said"),
    [
        ("DELETE FROM record_keys WHERE record_id <> {id}", "is missing"),
        ("UPDATE records SET hash = 'x' WHERE id = {id}", "is not what was there"),
        ("DELETE FROM reviews", "is not what was there"),
        ("INSERT INTO record_keys SELECT {id}, wrapped_key FROM record_keys", "is there again"),
        ("UPDATE audit SET detail = '{{}}' WHERE action = 'record.erased'", "does not prove it"),
        ("DELETE FROM audit WHERE action = 'record.erased'", "is missing"),
        (
            "INSERT INTO audit SELECT 99, at, actor, 'record.erased', 'record:' || other.id, detail, audit.hash "
            "FROM audit, records AS other WHERE action = 'record.erased' AND other.id <> {id}",
            "does not prove it",
        ),
    ],
)
def test_what_is_changed_beside_an_erasure_is_found(
    store: Store, ref: Ref, raw: Engine, around: str, said: str
) -> None:
    erase(store, ref)
    with raw.begin() as connection:
        remove_guards(connection)
        row_id = connection.scalar(text("SELECT id FROM records WHERE ref = :ref"), {"ref": ref})
        connection.execute(text(around.format(id=f"'{row_id}'")))
    assert [fault for _, fault in store.records.verify() if fault and said in str(fault)]


def test_a_record_without_its_key_that_nobody_erased_is_not_called_erased(store: Store, ref: Ref, raw: Engine) -> None:
    with raw.begin() as connection:
        connection.execute(text("DELETE FROM record_keys"))
    with pytest.raises(Tampered, match="is missing"):
        store.records.read(ref)
    with pytest.raises(Tampered, match="is missing"):
        erase(store, ref)


def test_a_record_is_erased_once(store: Store, ref: Ref) -> None:
    erase(store, ref)
    with pytest.raises(Erased):
        erase(store, ref)
    assert faults(store) == []


def test_erased_while_it_is_being_signed_a_record_still_verifies(store: Store, raw: Engine) -> None:
    if raw.dialect.name == "sqlite":
        return  # has one writer at a time
    record = store.records.read(store.records.submit(submission(store), NOW))
    with ThreadPoolExecutor(2) as pool, raw.begin() as held:
        # Whoever holds the end of the audit trail stops each of them just before it commits.
        held.execute(text("SELECT * FROM audit_head FOR UPDATE"))
        signing = pool.submit(store.reviews.sign, record, SIGN_OFF, 1, b"%PDF", NOW)
        until_waiting(raw, 1)
        erasing = pool.submit(erase, store, record.ref)
        until_waiting(raw, 2)
        held.rollback()
        signing.result()
        erasing.result()
    assert faults(store) == []


def until_waiting(raw: Engine, number: int) -> None:
    """Until so many transactions wait for another."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _ in range(20_000):
        with raw.connect() as connection:
            if connection.scalar(text(waits)) == number:
                return
    pytest.fail(f"there were never {number} that waited")


def test_a_reference_that_nobody_has_is_not_erased(store: Store) -> None:
    with pytest.raises(UnknownRecord):
        erase(store, Ref("SMP-0000-0000"))


def test_the_columns_go_on_without_it(store: Store, ref: Ref, tmp_path: Path) -> None:
    erase(store, ref)
    assert write_columns(store.records, the_screening(), tmp_path / "in.parquet") == 1


def test_a_paper_copy_of_it_is_told_to_be_of_an_erased_record(store: Store, ref: Ref) -> None:
    digits = store.records.read(ref).hash[:24]
    erase(store, ref)
    with pytest.raises(Erased):
        match_text(f"{ref} {digits}", store)


def test_not_even_the_sealed_key_is_left_in_the_files(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file) as store:
        ref = store.records.submit(submission(store), NOW)
        with store.records._database.reading() as connection:
            wrapped = connection.execute(text("SELECT wrapped_key FROM record_keys")).scalar_one()
        erase(store, ref)
        kept = b"".join(file.read_bytes() for file in key_file.parent.glob("smp.sqlite*"))
    assert wrapped not in kept


def run(url: str, key_file: Path, *arguments: str, typed: str = "") -> Result:
    place = Outside({"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file)}, datetime(2026, 12, 1, tzinfo=UTC))
    return CliRunner().invoke(app, arguments, obj=place, input=typed)


@pytest.fixture
def kept(sqlite_url: str, key_file: Path) -> Ref:
    """The one record of a store that is closed."""
    with Store.open(sqlite_url, key_file) as store:
        return store.records.submit(submission(store), NOW)


def test_the_command_asks_for_the_reference_again(sqlite_url: str, key_file: Path, kept: Ref) -> None:
    result = run(sqlite_url, key_file, "erase", kept, "--reason", "asked", typed=f"{kept.lower()}\n")
    assert result.exit_code == 0, result.output
    with Store.open(sqlite_url, key_file) as store, pytest.raises(Erased, match="2026-12-01"):
        store.records.read(kept)


def test_the_command_erases_nothing_when_another_reference_is_typed(sqlite_url: str, key_file: Path, kept: Ref) -> None:
    result = run(sqlite_url, key_file, "erase", kept, "--reason", "asked", typed="SMP-0000-0000\n")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, "That is another reference; nothing was erased.")
    with Store.open(sqlite_url, key_file) as store:
        assert store.records.refs() == [kept]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["erase", "SMP-0000-0000", "--reason", "asked", "--yes"], 1),
        (["erase", "nonsense", "--reason", "asked", "--yes"], 1),
        (["erase", "SMP-0000-0000", "--reason", "whim", "--yes"], 2),
        (["erase", "SMP-0000-0000"], 2),
    ],
)
def test_what_cannot_be_erased_is_said_in_a_line(
    sqlite_url: str, key_file: Path, kept: Ref, arguments: list[str], code: int
) -> None:
    result = run(sqlite_url, key_file, *arguments)
    assert (result.exit_code, "Traceback" in result.output) == (code, False)
    if code == 1:
        assert len(result.stderr.splitlines()) == 1
    with Store.open(sqlite_url, key_file) as store:
        assert store.records.refs() == [kept]


def test_a_record_that_does_not_verify_can_be_erased_and_that_is_said(
    sqlite_url: str, key_file: Path, kept: Ref
) -> None:
    with Store.open(sqlite_url, key_file) as store, store.records._database.writing() as connection:
        remove_guards(connection)
        connection.execute(text("UPDATE records SET submission_id = 'other'"))
    result = run(sqlite_url, key_file, "erase", kept, "--reason", "asked", "--yes")
    assert (result.exit_code, "does not fit its hash" in result.stderr) == (0, True)
    with Store.open(sqlite_url, key_file) as store, pytest.raises(Erased):
        store.records.read(kept)


def test_an_erased_record_is_not_erased_again_by_the_command(sqlite_url: str, key_file: Path, kept: Ref) -> None:
    for code in (0, 1):
        result = run(sqlite_url, key_file, "erase", kept, "--reason", "mistake", "--yes")
        assert result.exit_code == code
    assert "was erased on 2026-12-01" in result.stderr
    assert NAME not in result.output
