"""All content: read once and checked, bound to one clinic; and taken apart to be kept whole, and put together again."""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from intake import medicines, questionnaire
from intake.clinic import Clinic
from intake.content import ContentError, body
from rules import rulebook
from rules.rule import LEVELS, Rule
from rules.screening import Screening


@cache
def load_screening(clinic: Clinic) -> Screening:
    """The packaged content for a clinic; raises ContentError, also for settings that the rulebook does not allow."""
    asked, catalogue = questionnaire.load(), _catalogue()
    book = rulebook.load(asked, catalogue)
    wrong = [*setting_faults(book, clinic), *_ingredient_faults(catalogue, clinic)]
    if wrong:
        raise ContentError(wrong)
    return Screening(asked, book, catalogue, clinic)


@cache
def _catalogue() -> medicines.Catalogue:
    """The same for every clinic, and half of the time that it takes to read everything."""
    return medicines.load()


def other(screening: Screening, folder: Path) -> Screening:
    """The same questions and clinic with the rulebook in a folder, to compare the two; raises ContentError."""
    book = rulebook.load(screening.questionnaire, screening.questions.catalogue, folder)
    wrong = setting_faults(book, screening.clinic)
    if wrong:
        raise ContentError(wrong)
    return Screening(screening.questionnaire, book, screening.questions.catalogue, screening.clinic)


def otherwise(screening: Screening, clinic: Clinic) -> Screening:
    """The same content for a clinic with other settings, to compare the two; raises ContentError."""
    wrong = setting_faults(screening.rulebook, clinic)
    if wrong:
        raise ContentError(wrong)
    return Screening(screening.questionnaire, screening.rulebook, screening.questions.catalogue, clinic)


@cache
def parts(screening: Screening) -> dict[str, bytes]:
    """Everything that an assessment of this screening rests on, to be kept: the bytes of each part by its name."""
    return {
        "questionnaire": body(screening.questionnaire),
        "rulebook": body(screening.rulebook),
        "settings": body(screening.clinic),
        "medicines": body(*screening.questions.catalogue.rows.values()),
    }


def restored(kept: Mapping[str, bytes]) -> Screening:
    """The screening that `parts` took apart, also when the program's own content has changed since."""
    read = {name: json.loads(text) for name, text in kept.items()}
    return Screening(
        questionnaire.Questionnaire.model_validate(read["questionnaire"][0]),
        rulebook.Rulebook.model_validate(read["rulebook"][0]),
        medicines.Catalogue(tuple(medicines.Medicine.model_validate(row) for row in read["medicines"])),
        Clinic.model_validate(read["settings"][0]),
    )


def setting_faults(book: rulebook.Rulebook, clinic: Clinic) -> list[str]:
    """What a clinic has set of the rules that it may not; locked rules can only be tightened."""
    named = [("switched_off", name) for name in clinic.switched_off]
    named += [("parameters", name) for name in clinic.parameters] + [("levels", name) for name in clinic.levels]
    wrong = [f"{key}: no rule is called {name!r}" for key, name in named if name not in book.by_id]
    for key, name in named:
        if rule := book.by_id.get(name):
            wrong += [f"{key}: {name}: {fault}" for fault in FAULTS[key](rule, clinic)]
    return wrong


def _switch_faults(rule: Rule, _: Clinic) -> Iterator[str]:
    if rule.locked:
        yield "keeps people safe and is locked; allowed: rules that are not locked"


def _parameter_faults(rule: Rule, clinic: Clinic) -> Iterator[str]:
    for key, value in clinic.parameters[rule.id].items():
        parameter = rule.parameters.get(key)
        if parameter is None:
            yield f"has no {key!r}; allowed: {', '.join(rule.parameters) or 'none'}"
        elif not parameter.minimum <= value <= parameter.maximum:
            yield f"{key} is {value}; allowed: {parameter.minimum:g} to {parameter.maximum:g} {parameter.unit}"
        elif rule.locked and parameter.looser(value):
            yield f"{key} is {value}; this rule is locked and can only be tightened from {parameter.value:g}"


def _level_faults(rule: Rule, clinic: Clinic) -> Iterator[str]:
    level = clinic.levels[rule.id]
    if level not in LEVELS:
        yield f"{level!r} is no level; allowed: {', '.join(LEVELS)}"
    elif rule.locked and LEVELS.index(level) < LEVELS.index(rule.level):
        yield f"{level}; this rule is locked and can only be raised from {rule.level}"
    else:
        try:
            Rule.model_validate(rulebook.at_level(rule, level).model_dump(by_alias=True, exclude_none=True))
        except ValidationError as error:
            yield f"{level}; {error.errors()[0]['msg'].removeprefix('Value error, ')}"


FAULTS = {"switched_off": _switch_faults, "parameters": _parameter_faults, "levels": _level_faults}


def _ingredient_faults(catalogue: medicines.Catalogue, clinic: Clinic) -> Iterator[str]:
    """A product whose ingredients nobody knows would silence every rule about them."""
    known = catalogue.words["ingredient"]
    for product in clinic.numbing_products:
        for name in product.ingredients:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                yield f"numbing_products: {product.name}: {name!r} is no ingredient of the catalogue{hint}"
