"""Logs and error messages name events and ids, never a value."""

import logging
import re

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from records import Conflict, Store, new_token
from records.tables import CONTENTS
from tests.records.examples import ANSWERS, NAME, NOW, submission


def test_a_whole_visit_logs_events_and_ids_only(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = new_token()
    version = store.drafts.save(token, {"name": NAME, **ANSWERS}, 0, NOW)
    with pytest.raises(Conflict):
        store.drafts.save(token, {"name": NAME}, version + 1, NOW)
    store.records.read(store.records.submit(submission(store, token=token), NOW))
    store.drafts.delete(token)
    store.drafts.purge(30, NOW)
    ours = [record for record in caplog.records if record.name == "smp.records"]
    names = [record.getMessage() for record in ours]
    assert [*dict.fromkeys(names)] == [
        "draft.saved",
        "content.kept",
        "record.submitted",
        "draft.deleted",
        "drafts.purged",
    ]
    for record in ours:
        assert all(
            re.fullmatch(r"[0-9a-f]{32}|[0-9a-f]{64}|\d+", str(each)) for each in record.__dict__["ids"].values()
        )
    everything = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert not [value for value in (NAME, token, "apixaban", "sunburn") if value in everything]


def test_a_database_error_does_not_quote_what_was_written(store: Store) -> None:
    with pytest.raises(DBAPIError) as caught, store.records._database.writing() as connection:
        connection.execute(insert(CONTENTS).values(hash=None, body=NAME.encode()))
    assert "Zdzis" not in str(caught.value)
    assert "hidden" in str(caught.value)
