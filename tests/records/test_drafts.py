"""A draft survives, never overwrites a newer one, and goes when it should; the same on both kinds of database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from pydantic import JsonValue
from sqlalchemy import Engine, event, text

from records import BadToken, Conflict, DraftGone, NotKeepable, Store, Tampered, new_token
from tests.records.examples import NAME, NOW

CONTENT: dict[str, JsonValue] = {"answers": {"full_name": NAME}, "step": 3, "seen": [True, None, 1.5]}
LATER = NOW + timedelta(minutes=5)


def test_a_draft_reads_back_as_it_was_saved(store: Store) -> None:
    token = new_token()
    store.drafts.save(token, CONTENT, 0, NOW)
    draft = store.drafts.read(token)
    assert draft is not None
    assert (draft.content, draft.version, draft.created_at, draft.changed_at) == (CONTENT, 1, NOW, NOW)


def test_a_draft_outlives_a_restart(url: str, key_file: Path) -> None:
    token = new_token()
    with Store.open(url, key_file) as before:
        before.drafts.save(token, CONTENT, 0, NOW)
    with Store.open(url, key_file) as after:
        draft = after.drafts.read(token)
    assert draft is not None
    assert draft.content == CONTENT


def test_a_token_without_a_draft_reads_as_none(store: Store) -> None:
    assert store.drafts.read(new_token()) is None


def test_each_save_counts_up_and_keeps_the_beginning(store: Store) -> None:
    token = new_token()
    first = store.drafts.save(token, CONTENT, 0, NOW)
    second = store.drafts.save(token, {"step": 4}, first, LATER)
    draft = store.drafts.read(token)
    assert draft is not None
    assert (second, draft.version, draft.content) == (2, 2, {"step": 4})
    assert (draft.created_at, draft.changed_at) == (NOW, LATER)


def test_one_save_is_one_commit(store: Store) -> None:
    commits: list[str] = []
    event.listen(store.drafts._database.engine, "commit", lambda _: commits.append("commit"))
    token = new_token()
    version = store.drafts.save(token, CONTENT, 0, NOW)
    store.drafts.save(token, CONTENT, version, NOW)
    assert len(commits) == 2


def test_a_stale_tab_is_told_of_the_conflict_and_changes_nothing(store: Store) -> None:
    token = new_token()
    version = store.drafts.save(token, CONTENT, 0, NOW)
    store.drafts.save(token, {"tab": "A"}, version, NOW)
    with pytest.raises(Conflict):
        store.drafts.save(token, {"tab": "B"}, version, LATER)
    draft = store.drafts.read(token)
    assert draft is not None
    assert (draft.content, draft.version) == ({"tab": "A"}, 2)


def test_a_second_tab_that_begins_the_same_draft_is_a_conflict(store: Store) -> None:
    token = new_token()
    store.drafts.save(token, {"tab": "A"}, 0, NOW)
    with pytest.raises(Conflict):
        store.drafts.save(token, {"tab": "B"}, 0, NOW)


@pytest.mark.parametrize("saved", [0, 1])
def test_of_tabs_that_save_at_once_exactly_one_wins(store: Store, saved: int) -> None:
    token, together = new_token(), Barrier(4)
    if saved:
        store.drafts.save(token, CONTENT, 0, NOW)

    def save(tab: int) -> int | None:
        together.wait()
        try:
            store.drafts.save(token, {"tab": tab}, saved, NOW)
        except Conflict:
            return None
        return tab

    with ThreadPoolExecutor(4) as pool:
        winners = [tab for tab in pool.map(save, range(4)) if tab is not None]
    draft = store.drafts.read(token)
    assert draft is not None
    assert [draft.content["tab"]] == winners


def test_a_deleted_draft_is_gone(store: Store) -> None:
    token = new_token()
    version = store.drafts.save(token, CONTENT, 0, NOW)
    store.drafts.delete(token)
    assert store.drafts.read(token) is None
    with pytest.raises(DraftGone):
        store.drafts.save(token, CONTENT, version, NOW)


def test_deleting_a_draft_that_is_not_there_is_no_error(store: Store) -> None:
    store.drafts.delete(new_token())


def test_deleting_one_draft_leaves_the_others(store: Store) -> None:
    mine, theirs = new_token(), new_token()
    store.drafts.save(mine, CONTENT, 0, NOW)
    store.drafts.save(theirs, CONTENT, 0, NOW)
    store.drafts.delete(mine)
    assert store.drafts.read(theirs) is not None


def test_only_drafts_untouched_for_longer_are_purged(store: Store) -> None:
    old, exact, touched = new_token(), new_token(), new_token()
    store.drafts.save(old, CONTENT, 0, NOW - timedelta(days=30, microseconds=1))
    store.drafts.save(exact, CONTENT, 0, NOW - timedelta(days=30))
    version = store.drafts.save(touched, CONTENT, 0, NOW - timedelta(days=90))
    store.drafts.save(touched, CONTENT, version, NOW - timedelta(days=1))
    assert store.drafts.purge(30, NOW) == 1
    assert [store.drafts.read(token) is None for token in (old, exact, touched)] == [True, False, False]


@pytest.mark.parametrize("token", ["", "a", "a" * 42, "a" * 44, "é" * 43, "a" * 42 + "\n", "../" * 14 + "a"])
def test_a_token_that_could_be_guessed_is_refused(store: Store, token: str) -> None:
    with pytest.raises(BadToken):
        store.drafts.save(token, CONTENT, 0, NOW)


def test_tokens_do_not_repeat() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000


def test_the_database_does_not_know_the_token(store: Store, raw: Engine) -> None:
    token = new_token()
    store.drafts.save(token, CONTENT, 0, NOW)
    with raw.connect() as connection:
        row = connection.execute(text("SELECT * FROM drafts")).one()
    assert token not in str(tuple(row))


def test_a_draft_swapped_into_another_row_does_not_open(store: Store, raw: Engine) -> None:
    mine, theirs = new_token(), new_token()
    store.drafts.save(mine, CONTENT, 0, NOW)
    store.drafts.save(theirs, CONTENT, 0, LATER)
    with raw.begin() as connection:
        key, content = connection.execute(
            text("SELECT wrapped_key, content FROM drafts ORDER BY changed_at LIMIT 1")
        ).one()
        connection.execute(text("UPDATE drafts SET wrapped_key = :key, content = :content"), locals())
    assert store.drafts.read(mine) is not None
    with pytest.raises(Tampered):
        store.drafts.read(theirs)


def test_a_draft_without_a_json_form_is_refused_and_the_last_one_stands(store: Store) -> None:
    token = new_token()
    version = store.drafts.save(token, CONTENT, 0, NOW)
    with pytest.raises(NotKeepable):
        store.drafts.save(token, {"pain": float("nan")}, version, NOW)
    draft = store.drafts.read(token)
    assert draft is not None
    assert draft.content == CONTENT


def test_a_very_long_text_is_kept_whole(store: Store) -> None:
    token = new_token()
    store.drafts.save(token, {"notes": "ż" * 1_000_000}, 0, NOW)
    draft = store.drafts.read(token)
    assert draft is not None
    assert draft.content == {"notes": "ż" * 1_000_000}
