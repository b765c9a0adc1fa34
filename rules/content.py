"""All content: read once and checked, bound to one clinic; and taken apart to be kept whole, and put together again."""

import json
from collections.abc import Mapping
from functools import cache

from intake import medicines, questionnaire
from intake.clinic import Clinic
from intake.content import ContentError, body
from rules import rulebook
from rules.screening import Screening


@cache
def load_screening(clinic: Clinic) -> Screening:
    """The packaged content for a clinic; raises ContentError, also for settings that the rulebook does not allow."""
    asked = questionnaire.load()
    catalogue = medicines.load()
    book = rulebook.load(asked, catalogue)
    wrong = list(setting_faults(book, clinic))
    if wrong:
        raise ContentError(wrong)
    return Screening(asked, book, catalogue, clinic)


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
    """What a clinic has set that it may not: an unknown rule or parameter, a value out of bounds, a locked rule off."""
    wrong = []
    for name in clinic.switched_off:
        rule = book.by_id.get(name)
        if rule is None:
            wrong.append(f"switched_off: no rule is called {name!r}")
        elif rule.locked:
            wrong.append(f"switched_off: {name!r} keeps people safe and is locked; allowed: rules that are not locked")
    for name, values in clinic.parameters.items():
        rule = book.by_id.get(name)
        if rule is None:
            wrong.append(f"parameters: no rule is called {name!r}")
            continue
        for key, value in values.items():
            parameter = rule.parameters.get(key)
            if parameter is None:
                wrong.append(f"parameters: {name} has no {key!r}; allowed: {', '.join(rule.parameters) or 'none'}")
            elif not parameter.minimum <= value <= parameter.maximum:
                bounds = f"{parameter.minimum:g} to {parameter.maximum:g} {parameter.unit}"
                wrong.append(f"parameters: {name}: {key} is {value}; allowed: {bounds}")
    return wrong
