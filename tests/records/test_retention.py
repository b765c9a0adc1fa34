"""What was kept as long as the clinic has settled is erased, and nothing before that."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue
from sqlalchemy import Engine, insert, text
from typer.testing import CliRunner, Result

from intake.clinic import Retention
from records import Decision, Ref, Review, Store, new_token
from records.__main__ import app
from records.commands.outside import Outside
from records.drafts import draft_id
from records.retention import Purged, purge
from records.tables import VISITS
from tests.records.examples import ANSWERS, NAME, NOW, submission
from tests.records.test_tampering import remove_guards

RETENTION = Retention(drafts=14, enquirers=100, treated=1000, backups=35)
NOBODY = Purged(0, 0, 0, 0, 0)


def days(number: float) -> datetime:
    """So many days after everything was sent."""
    return NOW + timedelta(days=number)


def sent(store: Store, id: str = "first", visit: str | None = None) -> Ref:
    told: dict[str, JsonValue] = {**ANSWERS, "visit": {"kind": "consultation", "at": visit}}
    return store.records.submit(submission(store, id=id, answers=told), NOW)


def sign(store: Store, ref: Ref, decision: Decision, at: datetime, number: int = 1) -> None:
    reason = "it turned out otherwise" if number > 1 else ""
    move_to = days(150) if decision == "move" else None
    review = Review(by="Ana Ruiz", role="specialist", decision=decision, reason=reason, move_to=move_to)
    store.reviews.sign(store.records.read(ref), review, number, b"%PDF", at)


def erased_after(store: Store, ref: Ref, day: float) -> bool:
    """Is the record there until this day, and gone after it?"""
    purge(store, RETENTION, days(day))
    before = ref in store.records.refs()
    purge(store, RETENTION, days(day) + timedelta(minutes=1))
    return before and ref not in store.records.refs()


def test_an_enquirer_goes_after_their_days(store: Store) -> None:
    assert erased_after(store, sent(store), 100)


@pytest.mark.parametrize("decision", ["letter", "refer", "no"])
def test_whoever_was_seen_and_not_treated_goes_as_an_enquirer(store: Store, decision: Decision) -> None:
    ref = sent(store)
    sign(store, ref, decision, NOW)
    assert erased_after(store, ref, 100)


@pytest.mark.parametrize("decision", ["start", "with_care"])
def test_whoever_was_treated_goes_after_longer(store: Store, decision: Decision) -> None:
    ref = sent(store)
    sign(store, ref, decision, NOW)
    assert erased_after(store, ref, 1000)


def test_the_last_decision_says_whether_somebody_was_treated(store: Store) -> None:
    ref = sent(store)
    sign(store, ref, "start", NOW)
    sign(store, ref, "no", NOW, 2)
    assert erased_after(store, ref, 100)


def test_the_days_count_from_the_last_signature(store: Store) -> None:
    ref = sent(store)
    sign(store, ref, "letter", days(20))
    assert erased_after(store, ref, 120)


@pytest.mark.parametrize("at", ["2026-12-10T10:00+00:00", "2026-12-10T10:00"])
def test_the_days_count_from_the_visit_that_was_told(store: Store, at: str) -> None:
    assert erased_after(store, sent(store, visit=at), 120)


def test_the_days_count_from_the_moment_a_visit_was_moved_to(store: Store) -> None:
    ref = sent(store)
    sign(store, ref, "move", days(20))
    assert erased_after(store, ref, 250)


def test_the_days_count_from_the_visit_that_the_desk_expects(store: Store, raw: Engine) -> None:
    token = new_token()
    ref = store.records.submit(submission(store, token=token), NOW)
    visit = {"kind": "session", "at": days(30), "created_at": NOW, "draft_id": draft_id(token)}
    with raw.begin() as connection:
        connection.execute(insert(VISITS).values(id="v", wrapped_key=b"", body=b"", **visit))
    assert erased_after(store, ref, 130)


def test_a_draft_goes_after_its_days_without_a_change(store: Store) -> None:
    token = new_token()
    store.drafts.save(token, ANSWERS, store.drafts.save(token, ANSWERS, 0, NOW), days(3))
    assert purge(store, RETENTION, days(17)) == NOBODY
    assert purge(store, RETENTION, days(18)) == Purged(1, 0, 0, 0, 0)
    assert store.drafts.read(token) is None


def test_what_was_purged_is_counted_by_its_kind(store: Store) -> None:
    for number in range(3):
        sent(store, id=f"enquirer{number}")
    for number in range(2):
        sign(store, sent(store, id=f"treated{number}"), "start", NOW)
    store.drafts.save(new_token(), ANSWERS, 0, NOW)
    assert purge(store, RETENTION, days(1001)) == Purged(1, 0, 3, 2, 0)
    assert purge(store, RETENTION, days(1001)) == NOBODY


def test_a_dry_run_counts_the_same_and_erases_nothing(store: Store) -> None:
    ref, token = sent(store), new_token()
    store.drafts.save(token, ANSWERS, 0, NOW)
    assert purge(store, RETENTION, days(101), dry_run=True) == Purged(1, 0, 1, 0, 0)
    assert store.records.refs() == [ref]
    assert store.drafts.read(token) is not None


@pytest.mark.parametrize("actor", ["program", "command"])
def test_each_erasure_is_in_the_audit_trail(store: Store, actor: str) -> None:
    sent(store, "first")
    sent(store, "second")
    store.drafts.save(new_token(), ANSWERS, 0, NOW)
    purge(store, RETENTION, days(101), actor=actor)
    told = [(one.action, one.actor, one.detail.get("reason")) for one in store.audit.entries()][2:]
    assert told == [("drafts.purged", actor, None), *[("record.erased", actor, "retention")] * 2]
    assert [fault for _, fault in (*store.records.verify(), *store.audit.verify()) if fault] == []


def test_a_record_that_does_not_verify_is_left_as_evidence(store: Store, raw: Engine) -> None:
    first, second = sent(store, "first"), sent(store, "second")
    with raw.begin() as connection:
        remove_guards(connection)
        change = text("UPDATE records SET submitted_at = '2020-01-01 00:00:00.000000' WHERE ref = :ref")
        connection.execute(change, {"ref": first})
    assert purge(store, RETENTION, days(50)) == Purged(0, 0, 0, 0, 1)
    assert store.records.refs() == [first, second]


def test_failures_of_long_ago_are_forgotten(store: Store, raw: Engine) -> None:
    store.attempts.failed(NOW, "account:ana")
    purge(store, RETENTION, days(2))
    with raw.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM attempts")) == 0


def run(url: str, key_file: Path, *arguments: str) -> Result:
    place = {"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file), "SMP_CLINIC": str(key_file.parent / "clinic.yaml")}
    return CliRunner().invoke(app, ["purge", *arguments], obj=Outside(place, days(101).astimezone(UTC)))


def test_the_command_follows_the_settings_of_the_clinic(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file) as store:
        sent(store)
    settings = key_file.parent / "clinic.yaml"
    for enquirers, arguments, said in (
        (102, (), "Erased: drafts 0, visits 0, enquirers 0, treated 0."),
        (100, ("--dry-run",), "Would be erased: drafts 0, visits 0, enquirers 1, treated 0."),
        (100, (), "Erased: drafts 0, visits 0, enquirers 1, treated 0."),
        (100, (), "Erased: drafts 0, visits 0, enquirers 0, treated 0."),
    ):
        settings.write_text(f"retention: {{enquirers: {enquirers}}}\n", encoding="utf-8")
        result = run(sqlite_url, key_file, *arguments)
        assert (result.exit_code, result.stdout) == (0, f"{said}\n")
    assert NAME not in result.output


def test_settings_that_are_wrong_are_said_and_nothing_is_erased(sqlite_url: str, key_file: Path) -> None:
    with Store.open(sqlite_url, key_file) as store:
        ref = sent(store)
    (key_file.parent / "clinic.yaml").write_text("retention: {enquirers: 3}\n", encoding="utf-8")
    result = run(sqlite_url, key_file)
    assert (result.exit_code, "retention.enquirers" in result.stderr) == (1, True)
    with Store.open(sqlite_url, key_file) as store:
        assert store.records.refs() == [ref]
