"""What is made of texts about medicines: how many thinners are caught, how many harmless lines are flagged, how fast.

The lines are those of tests/intake/medicine_lines.csv. What is scored was written in sight of no list;
the peer (drug-named-entity-recognition) gets the same lines. A peer knows no classes: what it finds counts as a thinner
when our catalogue has that generic name as one.
"""

import time
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from statistics import median

from benchmarks.row import Row
from intake.medicines import Catalogue, load
from tests.intake.medicine_lines import Line, read_lines

CAUGHT, FLAGGED = 99, 1
"""Of 100 thinners, and of 100 harmless lines."""
PEER = "drug-named-entity-recognition"
Answers = Callable[[str], str]
"""From a text to "yes", "no" or "unknown"."""


def rows() -> Iterator[Row]:
    catalogue = load()
    scored = [line for line in read_lines() if line.split == "scored"]
    tuned = [line for line in read_lines() if line.split != "scored"]

    def ours(text: str) -> str:
        return catalogue.match(text).thins_blood

    yield from _timed(scored, ours)
    yield from _judged("scored", scored, ours, goal=True)
    yield from _judged("tuned on", tuned, ours, goal=False)
    try:
        find = import_module("drug_named_entity_recognition").find_drugs
    except ImportError as error:
        yield Row(PEER, f"left out: {error}")
        return

    def peer(text: str) -> str:
        return _peer(text, find, catalogue)

    yield from _judged(f"{PEER} {metadata.version(PEER)}", scored, peer, goal=False, listed=False)
    yield from _timed(scored, peer)


def _peer(text: str, find: Callable[..., list[tuple[dict[str, object], int, int]]], catalogue: Catalogue) -> str:
    try:
        found = find(text.split(), is_ignore_case=True, is_fuzzy_match=True)
    except Exception:
        return "crash"
    named = [str(drug["name"]) for drug, *_ in found]
    return "yes" if any(catalogue.match(name).thins_blood == "yes" for name in named) else "unknown"


def _judged(name: str, lines: list[Line], answer: Answers, *, goal: bool, listed: bool = True) -> Iterator[Row]:
    """How many thinners are answered "yes" (a name of several medicines may be unknown), how many harmless flagged."""
    answered = [(line, answer(line.text)) for line in lines]
    thinners = [(line, said) for line, said in answered if line.thins != "no"]
    harmless = [(line, said) for line, said in answered if line.thins == "no"]
    missed = [(line, said) for line, said in thinners if said not in ("yes", "unknown")[: 1 + (line.thins == "ask")]]
    denied = [line for line, said in thinners if said == "no"]
    flagged = [(line, said) for line, said in harmless if said == "yes"]
    unknown = sum(said == "unknown" for _, said in harmless)
    crashed = sum(said == "crash" for _, said in answered)
    caught = len(thinners) - len(missed)

    def row(what: str, count: int, of: int, target: str, met: bool) -> Row:
        told = f"{count} of {of}, {100 * count / max(of, 1):.1f} in 100"
        return Row(f"{name}: {what}", told, target if goal else "", met if goal else None)

    yield row("thinners caught", caught, len(thinners), f"{CAUGHT} in 100", 100 * caught >= CAUGHT * len(thinners))
    yield row('thinners answered "no"', len(denied), len(thinners), "none", not denied)
    flagged_few = 100 * len(flagged) <= FLAGGED * len(harmless)
    yield row("harmless flagged", len(flagged), len(harmless), f"at most {FLAGGED} in 100", flagged_few)
    yield Row(f"{name}: harmless left unknown", f"{unknown} of {len(harmless)}")
    if crashed:
        yield Row(f"{name}: crashed", f"{crashed} of {len(answered)}")
    for line, said in (*missed, *flagged) if listed else ():
        yield Row(f"  {line.name}: {line.text}", f"{said}, but {line.thins}")


def _timed(lines: list[Line], answer: Answers) -> Iterator[Row]:
    """Milliseconds a line that was never seen before, after as many others."""
    half, spent = len(lines) // 2, []
    for place, line in enumerate(sorted(lines, key=lambda one: one.text)):
        start = time.perf_counter()
        answer(f"{line.text} .")
        if place >= half:
            spent.append(1000 * (time.perf_counter() - start))
    yield Row.under("  a line, warm, median", median(spent), 1, "ms", f"worst {max(spent):.2f} ms")
