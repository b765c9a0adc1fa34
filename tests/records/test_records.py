"""A submission becomes one record, and is read back as it was sent; the same on both kinds of database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, text

from records import NotKeepable, Ref, Store, Submission, UnknownContent, UnknownRecord, new_token
from tests.records.examples import ANSWERS, NAME, NOW, submission


def test_a_record_reads_back_as_it_was_submitted(store: Store) -> None:
    sent = submission(store)
    record = store.records.read(store.records.submit(sent, NOW))
    told = sent.model_dump(exclude={"id", "draft_token"})
    assert record.model_dump(include=set(told)) == told
    assert (record.submission_id, record.submitted_at) == ("first", NOW)


def test_a_record_outlives_a_restart(url: str, key_file: Path) -> None:
    with Store.open(url, key_file) as before:
        ref = before.records.submit(submission(before), NOW)
        record = before.records.read(ref)
    with Store.open(url, key_file) as after:
        assert after.records.read(ref) == record


def test_the_moment_of_a_record_is_the_same_instant_wherever_it_was_given(store: Store) -> None:
    warsaw = datetime(2026, 11, 20, 11, 0, tzinfo=timezone(timedelta(hours=1)))
    record = store.records.read(store.records.submit(submission(store), warsaw))
    assert record.submitted_at == NOW
    assert record.hash == record.computed_hash()


def test_submitting_takes_the_draft_away(store: Store) -> None:
    token = new_token()
    store.drafts.save(token, {"step": 9}, 0, NOW)
    store.records.submit(submission(store, token=token), NOW)
    assert store.drafts.read(token) is None


def test_submitting_leaves_the_drafts_of_others(store: Store) -> None:
    theirs = new_token()
    store.drafts.save(theirs, {"step": 2}, 0, NOW)
    store.records.submit(submission(store), NOW)
    assert store.drafts.read(theirs) is not None


def test_a_submission_that_is_refused_keeps_its_draft(store: Store) -> None:
    token = new_token()
    store.drafts.save(token, {"step": 9}, 0, NOW)
    sent = submission(store, token=token).model_copy(update={"contents": {"rulebook": "0" * 64}})
    with pytest.raises(UnknownContent, match="000"):
        store.records.submit(sent, NOW)
    assert store.drafts.read(token) is not None
    assert store.records.refs() == []


def test_the_same_submission_sent_again_is_the_same_record(store: Store) -> None:
    first = store.records.submit(submission(store), NOW)
    again = store.records.submit(submission(store), NOW + timedelta(seconds=1))
    assert again == first
    assert store.records.refs() == [first]


def test_a_double_click_makes_one_record(store: Store) -> None:
    sent, together = submission(store), Barrier(4)

    def click(_: int) -> Ref:
        together.wait()
        return store.records.submit(sent, NOW)

    with ThreadPoolExecutor(4) as pool:
        refs = set(pool.map(click, range(4)))
    assert list(refs) == store.records.refs()


def test_two_submissions_of_the_same_answers_are_two_records(store: Store) -> None:
    refs = {store.records.submit(submission(store, id=each), NOW) for each in ("first", "second")}
    assert len(refs) == 2


def test_equal_answers_do_not_have_equal_hashes(store: Store) -> None:
    hashes = {store.records.read(store.records.submit(submission(store, id=each), NOW)).hash for each in ("a", "b")}
    assert len(hashes) == 2


def test_the_result_is_found_again_by_its_cookie(store: Store) -> None:
    token = new_token()
    store.records.submit(submission(store, id="first", token=token), NOW)
    second = store.records.submit(submission(store, id="second", token=token), NOW + timedelta(hours=1))
    assert store.records.latest_of(token) == second
    assert store.records.latest_of(new_token()) is None


def test_records_are_listed_the_oldest_first(store: Store) -> None:
    later = store.records.submit(submission(store, id="b"), NOW + timedelta(hours=1))
    earlier = store.records.submit(submission(store, id="a"), NOW)
    assert store.records.refs() == [earlier, later]


def test_a_reference_nobody_has_is_said_so(store: Store) -> None:
    with pytest.raises(UnknownRecord, match="SMP-0000-0000"):
        store.records.read(Ref("SMP-0000-0000"))


def test_a_record_names_the_contents_it_was_made_with(store: Store) -> None:
    record = store.records.read(store.records.submit(submission(store), NOW))
    assert store.contents.read(record.contents["questionnaire"]) == b"questions"


def test_answers_without_a_json_form_are_refused(store: Store) -> None:
    sent = submission(store, answers={"answers": {"pain": float("nan")}})
    with pytest.raises(NotKeepable):
        store.records.submit(sent, NOW)
    assert store.records.refs() == []


def test_names_and_answers_are_sealed_in_the_row(store: Store, raw: Engine) -> None:
    store.records.submit(submission(store), NOW)
    with raw.connect() as connection:
        row = connection.execute(text("SELECT * FROM records")).one()
    kept = b"".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row)
    assert not [clear for clear in (NAME, "apixaban", "sunburn", "defer", "1990") if clear.encode() in kept]


def test_a_record_cannot_be_changed_in_memory(store: Store) -> None:
    record = store.records.read(store.records.submit(submission(store), NOW))
    with pytest.raises(ValidationError):
        setattr(record, "hash", "0" * 64)  # noqa: B010 - mypy knows better than to let it be assigned


@pytest.mark.parametrize("bad", ["", "a b", "a" * 65, "a\x00b", "ż"])
def test_a_submission_id_is_plain_and_short(store: Store, bad: str) -> None:
    with pytest.raises(ValidationError) as caught:
        submission(store, id=bad)
    assert "input_value" not in str(caught.value)


def test_a_refused_submission_is_not_quoted(store: Store) -> None:
    fields = submission(store).model_dump() | {"identity": NAME, "answers": [str(ANSWERS)]}
    with pytest.raises(ValidationError) as caught:
        Submission.model_validate(fields)
    assert NAME not in str(caught.value)
    assert "apixaban" not in str(caught.value)
