"""What becomes of every rule for one person, beside two rule engines that say the same of the same rules."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

from benchmarks.formulas import Formula, Writer, judged_by_all, values, variables
from benchmarks.people import people
from benchmarks.rounds import interleaved, percentile, ratio
from benchmarks.row import Row
from intake.answers import Intake
from intake.clinic import Clinic
from intake.columns import block
from rules.content import load_screening
from rules.screening import Bound, Screening

ROUNDS = 300
Judged = Callable[[], list[bool]]


def rows() -> Iterator[Row]:
    screening = load_screening(Clinic(phone="020 7946 0000"))
    rules = judged_by_all(screening)
    written = [Writer(screening, one).both(one.rule.when) for one in rules]
    formulas = [rail for both in written for rail in both]
    names = sorted({name for formula in formulas for name in variables(formula)})
    numbered = {name: f"v{number}" for number, name in enumerate(names)}
    engines = [engine for make in (_datalogic, _zen) if (engine := make(formulas, numbered))]
    yield Row(f"{len(rules)} of {len(screening.rules)} rules", f"those without medicines; {ROUNDS} rounds, interleaved")
    for who, intake in people(screening).items():
        told = _told(screening, intake, numbered)
        subjects: dict[str, Judged] = {"ours": partial(_ours, screening, rules, intake)}
        subjects |= {name: partial(run, told) for name, run in engines}
        expected = subjects["ours"]()
        for name, run in subjects.items():
            assert run() == expected, f"{name} says something else of {who}"
        spent = interleaved(subjects, ROUNDS)
        for name, seconds in spent.items():
            times = [second * 1000 for second in seconds]
            also = "" if name == "ours" else f", {ratio(seconds, spent['ours']):.2f} x ours"
            measured = f"{median(times):.3g} ms, p99 {percentile(times, 0.99):.3g}{also}"
            goal = "" if name == "ours" else "above 1 x ours"
            met = None if name == "ours" else ratio(seconds, spent["ours"]) > 1
            yield Row(f"{who}: {name}", measured, goal, met)


def _ours(screening: Screening, rules: list[Bound], intake: Intake) -> list[bool]:
    reading = screening.read(intake)
    return [bool(rail & 1) for one in rules for rail in one.judge(reading)]


def _told(screening: Screening, intake: Intake, numbered: dict[str, str]) -> dict[str, Any]:
    crowd = screening.crowd(block([("one", intake)], screening.questions))
    return {numbered[name]: column[0].item() for name, column in values(crowd, numbered).items()}


def _datalogic(formulas: list[Formula], numbered: dict[str, str]) -> tuple[str, Callable[[Any], list[bool]]] | None:
    try:
        import datalogic_py
    except ImportError:
        return None

    def logic(one: Formula) -> Any:
        match one:
            case bool():
                return one
            case str():
                return {"var": numbered[one]}
            case "not", part:
                return {"!": [logic(part)]}
            case ">=", name, limit:
                return {">=": [logic(name), logic(limit) if isinstance(limit, str) else limit]}
            case how, *parts:
                return {{"all": "and", "any": "or"}[how]: [logic(part) for part in parts]}

    rule = datalogic_py.Engine().compile(json.dumps([logic(one) for one in formulas]))
    return "datalogic-py", lambda told: list(map(bool, rule.evaluate(told)))


def _zen(formulas: list[Formula], numbered: dict[str, str]) -> tuple[str, Callable[[Any], list[bool]]] | None:
    try:
        import zen
    except ImportError:
        return None

    def text(one: Formula) -> str:
        match one:
            case bool():
                return "true" if one else "false"
            case str():
                return numbered[one]
            case "not", part:
                return f"not ({text(part)})"
            case ">=", name, limit:
                return f"({text(name)} >= {text(limit) if isinstance(limit, str) else limit})"
            case how, *parts:
                return "(" + {"all": " and ", "any": " or "}[how].join(text(part) for part in parts) + ")"
        raise TypeError(one)

    compiled = zen.compile_expression("[" + ", ".join(text(one) for one in formulas) + "]")
    return "zen-engine", lambda told: list(map(bool, compiled.evaluate(told)))
