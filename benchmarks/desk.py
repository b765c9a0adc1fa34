"""The desk with very many records: how long a browser at the real server waits for the queue, and for a record."""

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median

from benchmarks.full_desk import COUNT, full_desk, opened
from benchmarks.rounds import interleaved, percentile
from benchmarks.row import Row
from benchmarks.server import served
from benchmarks.visitor import Visitor
from records import Account, Ref, Store
from records.audit import COMMAND
from reports.kept import report_of

ROUNDS = 30
QUEUE_GOAL, RECORD_GOAL = 200.0, 300.0
"""Milliseconds."""


def rows() -> Iterator[Row]:
    folder = full_desk()
    with opened(folder) as store:
        moment = datetime.now(UTC)
        first = store.worklist.page("todo", 0, moment).rows[0]
        account = _specialist(store, moment)
        token = store.sessions.begin(account, moment)
        # The first look at a record draws its page twice; here it is looked at again and again.
        store.queue.opened(first.ref, moment, account.id)
        yield Row(
            f"records / to do, of which urgent first: {first.urgent}",
            f"{COUNT} / {store.worklist.counts(moment)['todo']}",
        )
        yield from _asked(store, moment, first.ref)
    with served(folder) as server, Visitor(server.address, f"smp_desk={token}") as visitor:
        pages = {"queue": [0.0], "record": [0.0]}
        for _ in range(ROUNDS + 1):
            visitor.go("queue")
            pages["queue"].append(visitor.spent)
            visitor.press(next(key for key in visitor.shown if key.startswith("open.")))
            pages["record"].append(visitor.spent)
    for name, goal in (("queue", QUEUE_GOAL), ("record", RECORD_GOAL)):
        spent = [1000 * one for one in pages[name][2:]]  # the first of each loads what is loaded once
        what = {"queue": "the queue's first page, whole", "record": "from a click in the queue to the record's page"}
        yield Row.under(what[name], median(spent), goal, "ms", f"p95 {percentile(spent, 0.95):.0f}")


def _asked(store: Store, moment: datetime, ref: Ref) -> Iterator[Row]:
    """What the store and the report alone take."""
    worklist = store.worklist
    subjects: dict[str, Callable[[], object]] = {
        "  of that, the page's 20 rows": lambda: worklist.page("todo", 0, moment),
        "  of that, the counts": lambda: worklist.counts(moment),
        "  of that, whether an urgent one waits": lambda: store.queue.unopened(moment - timedelta(minutes=30)),
        "  done, first page": lambda: worklist.page("done", 0, moment),
        "  a name found": lambda: worklist.found("client 99999", None, 0, moment),
        "  a name not found": lambda: worklist.found("nobody", None, 0, moment),
        "  a record read, and its report": lambda: report_of(store.records.read(ref), store, "specialist"),
    }
    for name, spent in interleaved(subjects, ROUNDS).items():
        found = [1000 * one for one in spent]
        yield Row(name, f"{median(found):.3g} ms, p95 {percentile(found, 0.95):.3g}")


def _specialist(store: Store, moment: datetime) -> Account:
    password = secrets.token_urlsafe(16)
    return store.accounts.add("Ana Ruiz", "specialist", secrets.token_hex(8), password, moment=moment, actor=COMMAND)
