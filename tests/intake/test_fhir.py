"""The questionnaire and its answers are what FHIR R4B says they must be, under the ids of our questions."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire as Asked
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from pydantic import TypeAdapter
from typer.testing import CliRunner

from intake.__main__ import app
from intake.answers import Answer, Intake, read_intake
from intake.clinic import Clinic
from intake.condition import Condition
from intake.fhir import enabled, questionnaire
from intake.fhir_response import ABSENT, VALUES, response
from intake.questionnaire import Questionnaire, load
from rules.content import load_screening
from tests.rules.conftest import HEALTHY
from tests.rules.crowds import crowd

CLINIC = Clinic(zone="Europe/Warsaw")
OF_THE_VISIT = {"understands", "smp_date", "smp_healing", "last_session", "healing", "change_wish"}
NOT_SAID = {"hairline_height", "pain_signs", "bleeding_with_medicine"} | OF_THE_VISIT
"""What is asked under conditions that FHIR has no words for."""


@cache
def asked() -> Questionnaire:
    return load()


def items(tree: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every item below, by its linkId; a repeated one once."""
    found = {}
    for item in tree.get("item", []):
        found[item["linkId"]] = item
        found |= items(item)
    return found


ITEMS = items(questionnaire(asked()))


def read(answers: dict[str, Any]) -> Intake:
    document = {"assessed_at": "2026-12-01T10:00", "visit": {"kind": "consultation"}, "answers": answers}
    return read_intake(document, asked(), CLINIC)


def told(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return response(
        asked(), answers, CLINIC.clock, ref="SMP-0000-0000", sent=datetime(2026, 12, 1, 10, tzinfo=UTC),
        language="en", name="Ana Ruiz", birth_date="1990-02-28",
    )  # fmt: skip


def answered(question: str, value: Any) -> Any:
    return items(told(read({question: value}).answers))[question]["answer"]


def test_the_questionnaire_is_valid_r4b() -> None:
    printed = json.loads(CliRunner().invoke(app, ["questionnaire", "--fhir"]).stdout)
    assert Asked.model_validate(printed).version == asked().fingerprint


def test_json_and_fhir_at_once_is_a_usage_error() -> None:
    assert CliRunner().invoke(app, ["questionnaire", "--fhir", "--json"]).exit_code == 2


def test_every_question_is_an_item_under_its_own_id_with_its_own_text() -> None:
    texts = {name: ITEMS[name]["text"] for name in asked().questions}
    assert texts == {name: question.text for name, question in asked().questions.items()}


def test_no_link_stands_twice_and_no_code_twice_in_a_question() -> None:
    def links(tree: dict[str, Any]) -> list[str]:
        return [one for item in tree.get("item", []) for one in (item["linkId"], *links(item))]

    assert len(links(questionnaire(asked()))) == len(ITEMS)
    for item in ITEMS.values():
        codes = [option["valueCoding"]["code"] for option in item.get("answerOption", [])]
        assert len(set(codes)) == len(codes), item["linkId"]


def test_an_item_has_a_condition_exactly_where_fhir_can_say_it() -> None:
    conditional = {name for name, question in asked().questions.items() if question.visible_when}
    assert conditional - {name for name, item in ITEMS.items() if "enableWhen" in item} == NOT_SAID


def test_an_item_that_may_not_be_asked_is_not_required() -> None:
    sometimes = NOT_SAID | {name for name, question in asked().questions.items() if question.asked_within}
    assert not [name for name in sometimes if ITEMS[name]["required"]]


def enabled_by(item: dict[str, Any], given: dict[str, Any]) -> bool:
    """FHIR's own reading of enableWhen, over the answers of a response."""
    if "enableWhen" not in item:
        return True
    comparisons = []
    for when in item["enableWhen"]:
        values = [
            next(iter(one.values()))
            for one in given.get(when["question"], {}).get("answer", ())
            if "extension" not in str(one)
        ]
        wanted = next(value for key, value in when.items() if key.startswith("answer"))
        if when["operator"] == "=":
            comparisons.append(wanted in values)
        elif when["operator"] == "<":
            comparisons.append(any(value < wanted for value in values))
        else:
            comparisons.append(any(value >= wanted for value in values))
    return (all if item.get("enableBehavior") == "all" else any)(comparisons)


@pytest.mark.parametrize("seed", range(3))
def test_fhir_asks_the_same_as_the_form(seed: int) -> None:
    """Of many people, most of them with something: each question is enabled exactly when our form shows it."""
    screening = load_screening(CLINIC)
    compared = 0
    for intake in crowd(screening, 60, seed):
        reading = screening.read(intake)
        shown = {name for name in asked().questions if reading.visible(name).true & 1}
        given = items(told({name: one for name, one in reading.intake.answers.items() if name in shown}))
        for name, question in asked().questions.items():
            if name not in NOT_SAID and question.asked_within is None:
                assert enabled_by(ITEMS[name], given) == (name in shown), name
                compared += question.visible_when is not None and name in shown
    assert compared > 100


def test_the_answers_of_many_people_are_valid_r4b_and_fit_the_questionnaire() -> None:
    for intake in crowd(load_screening(CLINIC), 60, 7):
        document = told(intake.answers)
        QuestionnaireResponse.model_validate(document)
        given = items(document)
        assert set(intake.answers) <= {*given, "medicines"}
        for link, item in given.items():
            offered = [option["valueCoding"] for option in ITEMS[link].get("answerOption", ())]
            for one in item.get("answer", ()):
                ((key, value),) = one.items()
                assert key.removeprefix("_") == VALUES[ITEMS[link]["type"]]
                assert key != "valueCoding" or value in offered or value.keys() == {"extension"}


@pytest.mark.parametrize(
    ("question", "value", "answer"),
    [
        ("has_deadline", "yes", [{"valueBoolean": True}]),
        ("has_deadline", "no", [{"valueBoolean": False}]),
        ("understands", "yes", [{"valueBoolean": True}]),
        ("pressure_top", 140, [{"valueDecimal": 140.0}]),
        ("birth_date", "1990-02-28", [{"valueDate": "1990-02-28"}]),
        ("loss_since", "2025", [{"valueDate": "2025"}]),
        ("loss_since", "2025-03", [{"valueDate": "2025-03"}]),
        ("alcohol_last", "2026-11-30T14:00", [{"valueDateTime": "2026-11-30T14:00:00+01:00"}]),
        ("alcohol_last", "2026-07-30T14:00Z", [{"valueDateTime": "2026-07-30T16:00:00+02:00"}]),
        ("alcohol_last", "2026-11-30 morning", [{"valueDateTime": "2026-11-30"}]),
        ("contact", "07700 900123", [{"valueString": "07700 900123"}]),
    ],
)
def test_an_answer_is_the_value_that_fhir_has_for_it(question: str, value: Any, answer: Any) -> None:
    assert answered(question, value) == answer


def test_a_tick_is_the_option_in_the_words_of_its_question() -> None:
    (one,) = answered("hair_worn", "shaved")
    option = next(each for each in asked().questions["hair_worn"].options if each.id == "shaved")
    assert one["valueCoding"] == {"system": "urn:smp-intake:hair_worn", "code": "shaved", "display": option.text}


def test_none_of_these_is_a_tick_and_no_silence() -> None:
    assert [one["valueCoding"]["code"] for one in answered("heart_blood", [])] == ["none"]


def test_not_sure_about_one_of_these_stands_beside_the_ticks() -> None:
    assert [one["valueCoding"]["code"] for one in answered("heart_blood", ["clot", "not_sure"])] == ["clot", "not_sure"]


@pytest.mark.parametrize(
    ("question", "state", "key", "reason"),
    [
        ("regrowth", "not_sure", "_valueBoolean", "asked-unknown"),
        ("loss_since", "not_sure", "_valueDate", "asked-unknown"),
        ("hair_loss_change", "not_sure", "valueCoding", "asked-unknown"),
        ("other_health", "in_person", "valueCoding", "asked-declined"),
        ("crisis_safe", "in_person", "_valueBoolean", "asked-declined"),
    ],
)
def test_a_state_is_the_reason_why_there_is_no_value(question: str, state: str, key: str, reason: str) -> None:
    assert answered(question, {"state": state}) == [{key: {"extension": [{"url": ABSENT, "valueCode": reason}]}}]


def test_each_medicine_is_a_group_of_its_own() -> None:
    entries = [
        {"name": "Eliquis", "item": "apixaban", "confirmed": True, "advised": "regular", "still": "yes"},
        {"name": "Nurofen", "last_taken": "2026-11-30T14:00"},
        {"name": "fish oil", "last_taken": {"state": "not_sure"}},
    ]
    document = told(read({"medicines": entries}).answers)
    QuestionnaireResponse.model_validate(document)
    (section,) = document["item"]
    assert [item["linkId"] for item in section["item"]] == ["medicines"] * 3
    told_of = [{part["linkId"]: part["answer"][0] for part in item["item"]} for item in section["item"]]
    assert told_of[0]["medicines.item"] == {"valueString": "apixaban"}
    assert told_of[0]["medicines.confirmed"] == {"valueBoolean": True}
    assert told_of[0]["medicines.advised"]["valueCoding"]["code"] == "regular"
    assert told_of[1]["medicines.last_taken"] == {"valueDateTime": "2026-11-30T14:00:00+01:00"}
    assert told_of[2]["medicines.last_taken"]["_valueDateTime"]["extension"][0]["valueCode"] == "asked-unknown"


def test_a_response_names_the_person_the_record_and_the_version_of_the_questionnaire() -> None:
    document = told(read(HEALTHY).answers)
    kept = QuestionnaireResponse.model_validate(document)
    assert document["identifier"]["value"] == "SMP-0000-0000"
    assert document["questionnaire"].endswith(f"|{asked().fingerprint}")
    assert (document["contained"][0]["name"], document["contained"][0]["birthDate"]) == (
        [{"text": "Ana Ruiz"}],
        "1990-02-28",
    )
    assert kept.authored == datetime(2026, 12, 1, 10, tzinfo=UTC)


FACTS = {
    "one word": ({"fact": "hair_worn", "is": "shaved"}, "any", 1),
    "words of a list": ({"fact": "heart_blood", "has": ["clot", "stroke"]}, "any", 2),
    "none of these": ({"fact": "heart_blood", "none": True}, "any", 1),
    "a number": ({"fact": "pressure_top", "at_least": 180}, "any", 1),
    "not a word": ({"not": {"fact": "has_deadline", "is": "yes"}}, "any", 1),
    "all": ({"all": [{"fact": "hair_worn", "is": "shaved"}, {"fact": "heart_blood", "has": "clot"}]}, "all", 2),
    "any": (
        {"any": [{"fact": "hair_worn", "is": "shaved"}, {"fact": "heart_blood", "has": ["clot", "stroke"]}]},
        "any",
        3,
    ),
}
NOT_FACTS = {
    "a date": {"fact": "birth_date", "newer_than": "25 years"},
    "the visit": {"fact": "visit_kind", "is": "session"},
    "not a word of a list": {"not": {"fact": "heart_blood", "has": "clot"}},
    "any in all": {"all": [{"fact": "hair_worn", "is": "shaved"}, {"fact": "heart_blood", "has": ["clot", "stroke"]}]},
    "one that cannot be said among others": {
        "any": [{"fact": "hair_worn", "is": "shaved"}, {"fact": "birth_date", "newer_than": "25 years"}]
    },
    "a parameter": {"fact": "pressure_top", "at_least": "$high"},
    "medicines": {"some": {"of": "medicines", "all": [{"entry": "still", "is": "yes"}]}},
    "a count": {"at_least": {"n": 1, "of": [{"fact": "hair_worn", "is": "shaved"}]}},
}
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


@pytest.mark.parametrize(("condition", "behaviour", "count"), FACTS.values(), ids=FACTS)
def test_what_fhir_can_say(condition: dict[str, Any], behaviour: str, count: int) -> None:
    said = enabled(CONDITION.validate_python(condition), asked().questions)
    assert said is not None
    assert (said.behaviour, len(said.comparisons)) == (behaviour, count)


@pytest.mark.parametrize("condition", NOT_FACTS.values(), ids=NOT_FACTS)
def test_what_fhir_cannot_say_exactly_is_left_out(condition: dict[str, Any]) -> None:
    assert enabled(CONDITION.validate_python(condition), asked().questions) is None
