"""A person gets everything that is kept about them, readable, in a file that nobody else can open."""

import json
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from PIL import Image
from typer.testing import CliRunner, Result

from records import Agreed, Expected, Ref, Store, UnknownContent
from records.__main__ import app
from records.audit import CLIENT
from records.commands.outside import Outside
from records.export import as_fhir, as_json
from records.outfile import new_file
from tests.records.examples import LATER, NOW, SIGN_OFF, submission
from tests.records.people import person
from tests.records.pictures import picture
from tests.rules.conftest import HEALTHY, the_screening

SMALL = picture(size=(8, 8))
APIXABAN = {"name": "Apixaban", "advised": "regular", "still": "yes"}
CHANGED: dict[str, Any] = {
    "full_name": "Zdzisława O'Brien", "medicines_any": "yes", "medicines": [APIXABAN],
    "heart_blood": {"state": "not_sure"}, "other_health": {"state": "in_person"}, "after_plans": ["swimming"],
}  # fmt: skip


@pytest.fixture
def ref(store: Store) -> Ref:
    """A signed record of somebody with something to say."""
    kept = person(store, **CHANGED)
    store.reviews.sign(store.records.read(kept), SIGN_OFF, 1, b"%PDF", NOW)
    return kept


def questions(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {question["id"]: question for section in told["sections"] for question in section["questions"]}


def test_every_answer_stands_under_its_question_as_it_was_asked(store: Store, ref: Ref) -> None:
    told = questions(as_json(store, ref))
    asked = the_screening().questionnaire.questions
    assert set(told) == {*HEALTHY, *CHANGED}
    assert {name: one["question"] for name, one in told.items()} == {name: asked[name].text for name in told}
    assert {name: one["value"] for name, one in told.items()} == {**HEALTHY, **CHANGED}


@pytest.mark.parametrize(
    ("question", "state", "answer"),
    [
        ("birth_date", "answered", "12 Apr 1989"),
        ("heart_blood", "not_sure", ""),
        ("other_health", "in_person", ""),
        ("medicines", "answered", "Apixaban: told to take it regularly, still taken"),
        ("scalp_now", "answered", "None of these"),
    ],
)
def test_an_answer_is_written_for_reading(store: Store, ref: Ref, question: str, state: str, answer: str) -> None:
    told = questions(as_json(store, ref))[question]
    assert (told["state"], told["answer"]) == (state, answer)


def test_options_stand_with_their_texts(store: Store, ref: Ref) -> None:
    told = questions(as_json(store, ref))["after_plans"]
    assert {"id": "swimming", "text": told["answer"]} in told["options"]


def test_everything_of_the_record_is_there(store: Store, ref: Ref) -> None:
    record, told = store.records.read(ref), as_json(store, ref)
    assert told["person"] == record.identity
    assert told["assessment"] == record.assessment
    assert told["consents"] == record.consents
    assert told["contents"] == record.contents
    assert (told["reference"], told["hash"], told["submitted_at"]) == (ref, record.hash, NOW.isoformat())
    (review,) = told["reviews"]
    assert (review["by"], review["decision"], review["hash"]) == ("Ana Ruiz", "start", store.reviews.of(ref)[0].hash)


def test_the_answers_are_a_valid_questionnaire_response(store: Store, ref: Ref) -> None:
    told = as_fhir(store, ref)
    QuestionnaireResponse.model_validate(told)
    assert told["identifier"]["value"] == ref
    assert told["questionnaire"].endswith(store.records.read(ref).contents["questionnaire"])
    assert "asked-unknown" in json.dumps(told)


def test_a_record_without_a_questionnaire_of_ours_is_one_clear_error(store: Store) -> None:
    with pytest.raises(UnknownContent) as caught:
        as_json(store, store.records.submit(submission(store), NOW))
    assert "apixaban" not in str(caught.value)


def test_a_file_that_does_not_become_whole_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), new_file(tmp_path / "x") as out:
        out.write(b"half")
        raise OSError("the disk is full")
    assert list(tmp_path.iterdir()) == []


def run(url: str, key_file: Path, *arguments: str) -> Result:
    place = Outside({"DATABASE_URL": url, "SMP_KEY_FILE": str(key_file)}, NOW)
    return CliRunner().invoke(app, ["export", *arguments], obj=place)


@pytest.fixture
def kept(sqlite_url: str, key_file: Path) -> Ref:
    with Store.open(sqlite_url, key_file) as store:
        return person(store, **CHANGED)


@pytest.mark.parametrize(("form", "mark"), [("json", "smp-intake record 1"), ("fhir", "QuestionnaireResponse")])
def test_the_command_writes_a_file_for_its_owner_only_and_notes_it(
    sqlite_url: str, key_file: Path, kept: Ref, tmp_path: Path, form: str, mark: str
) -> None:
    target = tmp_path / "out.json"
    result = run(sqlite_url, key_file, kept, "-o", str(target), "--format", form)
    assert result.exit_code == 0, result.output
    assert mark in json.loads(target.read_bytes()).values()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Store.open(sqlite_url, key_file) as store:
        last = list(store.audit.entries())[-1]
    assert (last.action, last.actor, last.detail) == ("record.exported", "command", {"format": form})
    assert last.subject.startswith("record:")
    assert "Zdzis" not in result.output


@pytest.fixture
def sent(sqlite_url: str, key_file: Path) -> Ref:
    """A record whose client sent a photo for the report, and whose clinic put a letter beside it."""
    with Store.open(sqlite_url, key_file) as store:
        ref = person(store)
        expected = Expected(kind="session", name="Maria", birth_date=date(1989, 4, 12))
        visit = store.visits.for_record(ref, expected, NOW, "ana")
        store.files.add(visit.id, "scalp", SMALL, NOW, CLIENT, Agreed(store.contents.keep(b"Keep it."), in_report=True))
        store.files.add(visit.id, "letter", SMALL, LATER, "ana")
        return ref


def test_photos_and_letters_lie_beside_the_record_and_what_was_agreed_to_stands_in_it(
    sqlite_url: str, key_file: Path, sent: Ref, tmp_path: Path
) -> None:
    assert run(sqlite_url, key_file, sent, "-o", str(tmp_path / "out.json")).exit_code == 0
    photo, letter = json.loads((tmp_path / "out.json").read_bytes())["files"]
    assert photo["agreed"] == {"at": NOW.isoformat(), "words": "Keep it.", "in_report": True}
    assert (photo["number"], photo["purpose"], letter["purpose"], letter["agreed"]) == (1, "scalp", "letter", None)
    made = [tmp_path / "out-1.jpg", tmp_path / "out-2.jpg"]
    assert [Image.open(one).size for one in made] == [(8, 8), (8, 8)]
    assert {stat.S_IMODE(one.stat().st_mode) for one in made} == {0o600}


def test_a_photo_that_cannot_be_written_leaves_nothing_of_the_export(
    sqlite_url: str, key_file: Path, sent: Ref, tmp_path: Path
) -> None:
    (tmp_path / "out-2.jpg").write_text("mine")
    result = run(sqlite_url, key_file, sent, "-o", str(tmp_path / "out.json"))
    assert (result.exit_code, "is there already" in result.stderr) == (1, True)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("out")] == ["out-2.jpg"]
    assert (tmp_path / "out-2.jpg").read_text() == "mine"


def test_a_file_that_is_there_is_never_written_over(sqlite_url: str, key_file: Path, kept: Ref, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("mine")
    result = run(sqlite_url, key_file, kept, "-o", str(tmp_path / "out.json"))
    assert (result.exit_code, "is there already" in result.stderr) == (1, True)
    assert (tmp_path / "out.json").read_text() == "mine"
    with Store.open(sqlite_url, key_file) as store:
        assert "record.exported" not in [entry.action for entry in store.audit.entries()]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["SMP-0000-0000", "-o", "{}/x"], 1),
        (["nonsense", "-o", "{}/x"], 1),
        (["SMP-0000-0000", "-o", "{}/x", "--format", "pdf"], 2),
        (["SMP-0000-0000"], 2),
    ],
)
@pytest.mark.usefixtures("kept")
def test_what_cannot_be_exported_is_said_and_leaves_no_file(
    sqlite_url: str, key_file: Path, tmp_path: Path, arguments: list[str], code: int
) -> None:
    result = run(sqlite_url, key_file, *(one.format(tmp_path) for one in arguments))
    assert (result.exit_code, "Traceback" in result.output) == (code, False)
    assert not (tmp_path / "x").exists()


def test_a_folder_that_is_not_there_is_said(sqlite_url: str, key_file: Path, kept: Ref, tmp_path: Path) -> None:
    result = run(sqlite_url, key_file, kept, "-o", str(tmp_path / "no" / "x"))
    assert (result.exit_code, "No such file or directory" in result.stderr) == (1, True)


def test_an_erased_record_is_not_exported(sqlite_url: str, key_file: Path, kept: Ref, tmp_path: Path) -> None:
    with Store.open(sqlite_url, key_file) as store:
        store.records.erase(kept, NOW, "command", "asked")
    result = run(sqlite_url, key_file, kept, "-o", str(tmp_path / "x"))
    assert (result.exit_code, "was erased on" in result.stderr) == (1, True)
    assert not (tmp_path / "x").exists()
