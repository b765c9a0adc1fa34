"""The program is killed while somebody sends: they find their form or their result, never neither and never both."""

import json
import subprocess
import sys
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


def killed_after(steps: int | None, place: tuple[str, Path], token: str) -> tuple[int, str]:
    """Let a client send for so many steps (None: all), then kill; the steps taken, and what the client was told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.screens.sender", place[0], str(place[1]), token],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    taken, told = 0, ""
    while taken != steps and (line := process.stdout.readline()):
        if line.startswith("told"):
            told = line.removeprefix("told").strip()
            break
        taken += 1
        process.stdin.write("go\n")
    process.kill()
    left, _ = process.communicate(timeout=LONG)
    return taken, told or left.partition("told")[2].partition("\n")[0].strip()


@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.soak)])
def test_who_sends_while_the_program_is_killed_finds_form_or_result_and_is_sent_once(
    tmp_path: Path, kills: int
) -> None:
    questionnaire = load_screening(Clinic()).questionnaire
    place = (f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key")
    tokens = [new_token() for _ in range(kills + 1)]
    with Store.open(*place) as store:
        for token in tokens:
            store.drafts.save(token, draft(questionnaire), 0, NOW)
    whole, told = killed_after(None, place, tokens.pop())
    assert told == ALL_SET
    assert whole > 10
    forms = 0
    for kill, token in enumerate(tokens, start=1):
        _, told = killed_after(whole * kill // kills, place, token)
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
