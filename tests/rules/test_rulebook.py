"""A rulebook that could mislead is refused before it is used, with file, line and what is allowed."""

import shutil
from pathlib import Path

import pytest

from intake.clinic import Clinic
from intake.content import ContentError
from rules import rulebook
from rules.content import setting_faults
from rules.examples import run
from rules.screening import Screening
from tests.rules.conftest import the_screening

RULE = """
- id: zz-smoke
  version: 1
  level: caution
  when: {fact: tattoo_trouble, is: yes}
  if_unknown: review
  client: {noticed: You told us so., why: It matters., do: We will talk.}
  specialist: Look at it.
  sources: [{key: practice, says: "clinic practice, no source"}]
  reviewed: {status: draft}
  parameters: {}
  examples:
    - {name: A yes, then: holds, given: {tattoo_trouble: yes}}
    - {name: Not sure, then: open, given: {tattoo_trouble: {state: not_sure}}}
    - {name: A no, then: clear, given: {tattoo_trouble: no}}
"""


def load(folder: Path, rule: str) -> rulebook.Rulebook:
    (folder / "book").mkdir()
    for name in ("facts.yaml", "events.yaml", "checklist.yaml"):
        shutil.copy(rulebook.FOLDER / name, folder / name)
    (folder / "book" / "test.yaml").write_text(rule, encoding="utf-8")
    own = the_screening()
    return rulebook.load(own.questionnaire, own.questions.catalogue, folder)


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ("fact: tattoo_trouble", "fact: tatoo_trouble", "did you mean 'tattoo_trouble'?"),
        ("is: yes}\n  if", "is: yess}\n  if", "no option 'yess'"),
        ("is: yes}\n  if", "below: 3}\n  if", "`below` does not fit 'tattoo_trouble'; allowed: is"),
        ('[{key: practice, says: "clinic practice, no source"}]', "[]", "sources"),
        ("  specialist: Look at it.\n", "", "specialist: is missing"),
        ("level: caution", "level: defer", "`defer_until` stand together"),
        ("level: caution", "level: warning", "'warning' does not fit; allowed"),
        ("if_unknown: review", "if_unknown: pass", "'pass' does not fit"),
        ("level: caution", "level: clearance", "if_unknown review is for cautions"),
        ("status: draft", "status: reviewed", "`by` and `date`"),
        ("then: open", "then: clear", "missing: open"),
        ("parameters: {}", "parameters: {wait: {value: 1, unit: days, minimum: 1, maximum: 2}}", "'wait' is not used"),
        ("level: caution", "level: caution\n  colour: red", "no such key"),
        ("{fact: tattoo_trouble, is: yes}\n", "{not: {fact: scar_raised, is: yes}}\n", "needs its parent beside"),
        ("id: zz-smoke", "id: smoke", "id"),
    ],
    ids=[
        "an unknown question", "a misspelt option", "a test that does not fit", "no source", "no text", "no way out",
        "an unknown level", "an unknown that passes", "a clearance only reviewed", "a reviewer who did not sign",
        "no open example", "a parameter for nothing", "an unknown key", "a negation that may be hidden",
        "an id without topic",
    ],
)  # fmt: skip
def test_a_faulty_rule_is_refused(tmp_path: Path, found: str, put: str, said: str) -> None:
    assert found in RULE
    with pytest.raises(ContentError) as refused:
        load(tmp_path, RULE.replace(found, put))
    assert "test.yaml:" in str(refused.value)
    assert said in str(refused.value)


def test_a_sound_rule_is_accepted(tmp_path: Path) -> None:
    assert [rule.id for rule in load(tmp_path, RULE).rules] == ["zz-smoke"]


def test_every_example_of_every_rule_holds(screening: Screening) -> None:
    assert [ran.line for ran in run(screening) if not ran.passed] == []


def test_a_locked_rule_cannot_be_switched_off(screening: Screening) -> None:
    locked = next(rule.id for rule in screening.rulebook.rules if rule.locked)
    assert "is locked" in setting_faults(screening.rulebook, Clinic(switched_off=(locked,)))[0]


def test_a_clinic_may_lengthen_a_window_and_never_shorten_it(screening: Screening) -> None:
    rule, name, parameter = next(
        (rule, name, parameter)
        for rule in screening.rulebook.rules
        for name, parameter in rule.parameters.items()
        if parameter.unit == "hours"
    )
    longer = Clinic(parameters={rule.id: {name: parameter.maximum}})
    shorter = Clinic(parameters={rule.id: {name: parameter.value - 1}})
    assert setting_faults(screening.rulebook, longer) == []
    assert "allowed" in setting_faults(screening.rulebook, shorter)[0]


@pytest.mark.parametrize("word", ["risk", "contraindicat", "unsuitable", "reject", "hiv", "diagnos"])
def test_no_client_text_holds_a_word_that_frightens(screening: Screening, word: str) -> None:
    for rule in screening.rulebook.rules:
        text = " ".join(rule.client.model_dump().values() if rule.client else ()).casefold()
        assert word not in text, rule.id


def test_no_rule_speaks_about_hiv(screening: Screening) -> None:
    assert "hiv" not in {word.strip(".,()").casefold() for word in screening.rulebook.model_dump_json().split()}


def test_nobody_is_invented_as_a_reviewer(screening: Screening) -> None:
    assert {rule.reviewed.by for rule in screening.rulebook.rules if rule.reviewed.status == "draft"} == {None}
