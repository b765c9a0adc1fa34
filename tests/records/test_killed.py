"""A program killed in the middle of a submission leaves the record whole or not at all, and nobody was lied to."""

import subprocess
import sys
from pathlib import Path

import pytest

from records import Store
from tests.records.sender import answers_of, token_of

KILLS = 10
LONG = 60
ROOT = Path(__file__).parents[2]


class Sender:
    """The stepwise sender as a process. `sent` is what it had said when it was killed: {person: reference}."""

    def __init__(self, url: str, key_file: Path, first: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.records.sender", "stepwise", url, str(key_file), str(first)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        self.sent: dict[int, str] = {}
        self.steps: list[str] = []

    def go(self, steps: int) -> None:
        """Let it take so many steps."""
        assert self._process.stdin
        assert self._process.stdout
        while len(self.steps) < steps:
            line = self._process.stdout.readline().strip()
            assert line, "the sender ended by itself"
            if line.startswith("sent"):
                _, person, ref = line.split()
                self.sent[int(person)] = ref
            else:
                self.steps.append(line)
                self._process.stdin.write("go\n")

    def kill(self) -> None:
        self._process.kill()
        left, _ = self._process.communicate(timeout=LONG)
        self.sent |= {int(line.split()[1]): line.split()[2] for line in left.splitlines() if line.startswith("sent")}


@pytest.fixture
def one_submission(url: str, key_file: Path) -> int:
    """How many steps a draft and its submission take, once the contents are kept."""
    sender = Sender(url, key_file, 0)
    begins: list[int] = []
    while len(begins) < 3:
        sender.go(len(sender.steps) + 1)
        if sender.steps[-1] == "INSERT INTO drafts":
            begins.append(len(sender.steps))
    sender.kill()
    return begins[2] - begins[1]


def test_ten_kills_in_the_middle_of_a_submission_lose_nothing_and_leave_no_halves(
    url: str, key_file: Path, one_submission: int
) -> None:
    told: dict[int, str] = {}
    in_the_middle = 0
    for kill in range(1, KILLS + 1):
        first = kill * 100
        sender = Sender(url, key_file, first)
        # From the first statement of a submission to its commit, in ten steps; each time one submission is over before.
        sender.go(one_submission + kill * one_submission // KILLS)
        sender.kill()
        told |= sender.sent
        with Store.open(url, key_file) as store:
            records = {store.records.read(ref).answers["person"]: ref for ref in store.records.refs()}
            faults = [*store.records.verify(), *store.reviews.verify(), *store.contents.verify(), *store.audit.verify()]
            assert [fault for _, fault in faults if fault] == []
            assert {person: ref for person, ref in records.items() if person in told} == told
            for person in range(first, first + 3):
                draft = store.drafts.read(token_of(person))
                assert draft is None or draft.content == answers_of(person)
                assert not (draft and person in records), "a draft outlived its submission"
                in_the_middle += bool(draft)
            entries = sum(number > 0 for number, _ in store.audit.verify())
            assert entries == len(store.records.refs())
    assert len(told) >= KILLS
    assert in_the_middle >= KILLS // 2
