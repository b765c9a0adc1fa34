"""Unknowns that nobody needs: a question that leaves a rule open although no answer to it would change anything.

One question at a time, with all the others as they may be, over all answers that the journey allows. What is not known
of a medicine is left out: there, the rules ask for the box.
"""

from collections.abc import Iterator
from typing import Any

import z3

from intake.questionnaire import NOT_SURE, Question
from rules.proof import possible
from rules.screening import Bound, Screening
from rules.symbolic import Person, Visit, read, words

PATIENCE = 5_000
"""Milliseconds for one question of one rule; what takes longer is told."""


def needless(screening: Screening) -> Iterator[str]:
    """Each rule with such a question, one plain sentence each; a rule may say in `stays_open` that it means it."""
    for bound in screening.rules:
        questions = [screening.questionnaire.questions[name] for name in sorted(read(bound.rule.when, screening))]
        for question in questions:
            if question.type == "medicines":
                continue
            found, listed = _leaves_open(screening, bound, questions, question), question.id in bound.rule.stays_open
            if found and not listed:
                yield f"{bound.rule.id}: {question.id} leaves it open, though no answer changes it (`stays_open`)"
            if listed and not found:
                yield f"{bound.rule.id}: `stays_open` names {question.id}, which leaves nothing open without need"


def _leaves_open(screening: Screening, bound: Bound, questions: list[Question], question: Question) -> bool:
    visit = Visit()
    now = Person("a", screening, visit, bound.parameters)
    then = Person("b", screening, visit, bound.parameters, other=now, own={question.id})
    given = [*visit.possible(), *(fact for each in questions for fact in possible(now, each))]
    given += [z3.Implies(now.answered(each.id), now.visible(each).true) for each in questions]
    given += [now.visible(question).true, z3.Not(now.answered(question.id))]
    before, after = now.judged(bound.rule.when), then.judged(bound.rule.when)
    given += [before.possible, z3.Not(before.true)]
    told = list(_told(then, question))
    answer = _variables([*told, after.true, after.possible], beginning="b.")
    return any(
        _possible([*given, z3.ForAll(answer, z3.Implies(z3.And(told), claim))])
        for claim in (after.true, z3.Not(after.possible))
    )


def _told(person: Person, question: Question) -> Iterator[Any]:
    """A full answer to the question: nothing in it is unsure or coarse."""
    yield from possible(person, question)
    yield person.answered(question.id)
    if NOT_SURE in words(question):
        yield z3.Not(person.ticked(question.id, NOT_SURE))
    if question.type == "date":
        yield person.since(question.id, "start") == person.since(question.id, "end")


def _variables(formulas: list[Any], beginning: str) -> list[Any]:
    """The variables in some formulas whose names begin so."""
    left, seen, found = list(formulas), set(), {}
    while left:
        one = left.pop()
        if one.get_id() in seen:
            continue
        seen.add(one.get_id())
        left += one.children()
        if z3.is_const(one) and one.decl().name().startswith(beginning):
            found[one.decl().name()] = one
    return list(found.values())


def _possible(given: list[Any]) -> bool:
    """Is there such a case? One that z3 cannot decide in time counts as one."""
    solver = z3.Solver()
    solver.set("timeout", PATIENCE)
    solver.add(*given)
    return bool(solver.check() != z3.unsat)
