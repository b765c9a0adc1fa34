"""The program is killed while somebody sends: they find their form or their result, never neither and never both."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records import Store, new_token
from rules.content import load_screening
from screens.wiring import Wiring, install
from tests.screens.conftest import NOW
from tests.screens.visitor import HEALTHY, Visitor

ROOT = Path(__file__).parents[2]
ANSWERS: dict[str, Any] = json.loads((ROOT / "tests/rules/healthy.json").read_text(encoding="utf-8"))
ALL_SET = "You are all set"
LONG = 60


def draft(questionnaire: Questionnaire) -> dict[str, Any]:
    """All but what is signed."""
    signed = {question.id for question in questionnaire.sections[-1].questions}
    given = {name: raw for name, raw in ANSWERS.items() if name not in signed}
    return {"answers": given, "visit": {"kind": "first_session"}}


class Senders:
    """Clients who send, each in a process of their own (sender.py)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._to, self._from = process.stdin, process.stdout

    def killed_after(self, steps: int | None, token: str) -> tuple[int, str]:
        """Let one send for so many steps (None: all), then kill; the steps taken, and what the client was told."""
        self._to.write(f"{token}\n")
        child = int(self._from.readline())
        taken, told = 0, ""
        while taken != steps and not told:
            line = self._from.readline()
            assert line not in ("", "over\n"), "the sender ended by itself"
            told = line.partition("told ")[2].strip()
            if not told:
                taken += 1
                self._to.write("go\n")
        with suppress(ProcessLookupError):  # whoever was told something may be gone
            os.kill(child, signal.SIGKILL)
        while (line := self._from.readline()) != "over\n":
            told = told or line.partition("told ")[2].strip()
        return taken, told


@pytest.fixture
def place(tmp_path: Path) -> tuple[str, Path]:
    """The address of a database, and where its key is."""
    return f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key"


@pytest.fixture
def senders(place: tuple[str, Path]) -> Iterator[Senders]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.screens.sender", place[0], str(place[1])],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1,
    )  # fmt: skip
    yield Senders(process)
    process.kill()
    process.communicate(timeout=LONG)


@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.soak)])
def test_who_sends_while_the_program_is_killed_finds_form_or_result_and_is_sent_once(
    place: tuple[str, Path], senders: Senders, kills: int
) -> None:
    questionnaire = load_screening(Clinic()).questionnaire
    tokens = [new_token() for _ in range(kills + 1)]
    with Store.open(*place) as store:
        for token in tokens:
            store.drafts.save(token, draft(questionnaire), 0, NOW)
    whole, told = senders.killed_after(None, tokens.pop())
    assert told == ALL_SET
    assert whole > 10
    forms = 0
    for kill, token in enumerate(tokens, start=1):
        _, told = senders.killed_after(whole * kill // kills, token)
        with Store.open(*place) as store:
            install(Wiring(store, Clinic(), lambda: NOW))
            kept, sent = store.drafts.read(token), store.records.latest_of(token)
            assert bool(kept) != bool(sent)
            assert sent or not told
            visitor = Visitor(questionnaire, token=token)
            if sent:
                visitor.press("result")
            else:
                forms += 1
                visitor.press("continue")
                assert visitor.widget("text_input", "signature").value == HEALTHY["signature"]
                visitor.press("continue")
            assert visitor.heading == ALL_SET
            assert store.records.latest_of(token) in ([sent] if sent else store.records.refs())
            assert [fault for _, fault in (*store.records.verify(), *store.audit.verify()) if fault] == []
            assert len(store.records.refs()) == kill + 1
    assert 0 < forms < kills
