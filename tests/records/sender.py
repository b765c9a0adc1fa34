"""Programs that submit, run as processes of their own by the tests of what happens to them.

    python -m tests.records.sender stepwise URL KEY FIRST    one after the other, halting at each statement
    python -m tests.records.sender crowd URL KEY PEOPLE      all at once, from threads; "2,5" are people

A person is a number; their answers say which. Every line printed waits for one on stdin, except what was sent.
"""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import event

from records import Ref, Store, Unavailable
from tests.records.examples import ANSWERS, NOW, submission

AT_ONCE = 10


def token_of(person: int) -> str:
    return f"{person:043}"


def answers_of(person: int) -> dict[str, Any]:
    return {**ANSWERS, "person": person}


def halt(word: str) -> None:
    """Say where this is, and go on when told so."""
    print(word, flush=True)
    sys.stdin.readline()


def halt_at_each_statement(store: Store) -> None:
    """From now on stop before each statement, and before each commit."""

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        halt(" ".join(statement.split()[:3]))

    event.listen(store._database.engine, "before_cursor_execute", before)
    event.listen(store._database.engine, "commit", lambda _connection: halt("COMMIT"))


def send(store: Store, person: int) -> Ref:
    """Send a person's answers until the store has taken them, as the form does."""
    while True:
        try:
            sent = submission(store, id=f"person-{person}", token=token_of(person), answers=answers_of(person))
            return store.records.submit(sent, NOW)
        except Unavailable:
            continue


def stepwise(store: Store, first: int) -> None:
    halt_at_each_statement(store)
    for person in count(first):
        store.drafts.save(token_of(person), answers_of(person), 0, NOW)
        print(f"sent {person} {send(store, person)}", flush=True)


def crowd(store: Store, people: Iterable[int]) -> None:
    halt("ready")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda person: print(f"sent {person} {send(store, person)}\n", end="", flush=True), people))


if __name__ == "__main__":
    way, url, key_file, who = sys.argv[1:]
    with Store.open(url, Path(key_file)) as opened:
        if way == "crowd":
            crowd(opened, map(int, who.split(",")))
        else:
            stepwise(opened, int(who))
