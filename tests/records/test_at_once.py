"""Many send at the same moment from several processes, some of them twice: none is lost, doubled or mixed up."""

import subprocess
import sys
from pathlib import Path

import pytest

from records import Store
from tests.records.sender import answers_of

PROCESSES = 4
LONG = 240
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("people", [40, pytest.param(200, marks=pytest.mark.soak)])
def test_none_is_lost_none_doubled_and_none_gets_the_answers_of_another(url: str, key_file: Path, people: int) -> None:
    Store.open(url, key_file).close()
    senders = []
    for process in range(PROCESSES):
        # Everybody is sent by two neighbours, as by an impatient client whose two clicks came to two processes.
        theirs = [person for person in range(people) if person % PROCESSES in (process, (process + 1) % PROCESSES)]
        senders.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.records.sender", "crowd", url, str(key_file), ",".join(map(str, theirs))],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
    for sender in senders:
        assert sender.stdout
        assert sender.stdout.readline() == "ready\n"
    said = []
    for sender in senders:
        assert sender.stdin
        sender.stdin.write("go\n")
        sender.stdin.flush()
    for sender in senders:
        said += sender.communicate(timeout=LONG)[0].split("sent ")[1:]
        assert sender.returncode == 0
    told = [(int(line.split()[0]), line.split()[1]) for line in said]
    assert len(told) == 2 * people
    assert len(set(told)) == people, "somebody was given two references"
    with Store.open(url, key_file) as store:
        assert sorted(store.records.refs()) == sorted({ref for _, ref in told})
        assert {ref: store.records.read(ref).answers for ref in store.records.refs()} == {
            ref: answers_of(person) for person, ref in told
        }
        faults = [*store.records.verify(), *store.audit.verify()]
        assert [fault for _, fault in faults if fault] == []
        assert max(number for number, _ in store.audit.verify()) == people
