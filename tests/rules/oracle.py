"""A slow and obvious reading of conditions, to check the real one: three words for three truths, no bits."""

from typing import Any

from intake.condition import All, AnyOf, AtLeast, Condition, Not, Some, Test, View, bound

TRUE, UNKNOWN, FALSE = "true", "unknown", "false"


def truth(condition: Condition, view: View, parameters: Any) -> str:
    """What the condition is: true, unknown or false."""
    match condition:
        case All(all=parts):
            return both([truth(part, view, parameters) for part in parts])
        case AnyOf(any=parts):
            return either([truth(part, view, parameters) for part in parts])
        case Not(not_=part):
            return {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[truth(part, view, parameters)]
        case AtLeast(at_least=count):
            found = [truth(part, view, parameters) for part in count.of]
            if found.count(TRUE) >= count.n:
                return TRUE
            return UNKNOWN if found.count(TRUE) + found.count(UNKNOWN) >= count.n else FALSE
        case Some(some=among):
            entries, unlisted = view.entries()
            found = [both([truth(part, entry, parameters) for part in among.all]) for entry in entries]
            return either([*found, UNKNOWN if unlisted.possible & 1 else FALSE])
        case Test():
            rails = view.judge(condition, bound(condition, parameters))
            return TRUE if rails.true & 1 else UNKNOWN if rails.possible & 1 else FALSE


def both(found: list[str]) -> str:
    return FALSE if FALSE in found else UNKNOWN if UNKNOWN in found else TRUE


def either(found: list[str]) -> str:
    return TRUE if TRUE in found else UNKNOWN if UNKNOWN in found else FALSE
