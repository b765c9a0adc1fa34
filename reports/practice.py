"""How a clinic's work goes, counted for its owner: forms, visits, letters, what lacks, what was found and overruled.

Counts only what is kept now; nothing here is stored. Whoever exports numbers to others uses records/table.py, which
hides small counts: here the owner sees their own clinic, and small counts are people to look after.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from intake.clinic import Clinic
from records import AWAITED, LetterNote, Record, RecordsError, Ref, Store, Visit
from reports.kept import Reopened, reopened
from reports.room import Lack, missing
from rules.rule import LEVELS

AHEAD = timedelta(days=14)
"""Sessions so near are looked at for what is missing."""


class Forms(NamedTuple):
    """Of the visits whose moment has come: sent a link, in before the day, in on the day, never in. A form may be in
    without a link."""

    expected: int
    invited: int
    in_time: int
    at_the_door: int
    never: int


class Decisions(NamedTuple):
    """Records by what became of the visit: treated (now or with care), moved, waiting for a letter, referred, not now,
    not decided yet."""

    treated: int
    moved: int
    letter: int
    referred: int
    declined: int
    undecided: int


class OpenLetter(NamedTuple):
    """A letter that is awaited: whose record, from whom, and since when: the client is asked for it by the result."""

    ref: Ref
    name: str
    sender: str
    since: datetime


class Missing(NamedTuple):
    """A session without something that belongs to it."""

    ref: Ref
    name: str
    at: datetime
    lacks: tuple[Lack, ...]


class Overruled(NamedTuple):
    """A rule whose finding was not followed, how often, and the reasons as they were written, the latest first."""

    rule: str
    times: int
    reasons: tuple[str, ...]


class Practice(NamedTuple):
    """Everything that the owner's page tells; `found` is how many records each rule was found in, the most first."""

    records: int
    forms: Forms
    decisions: Decisions
    letters: tuple[OpenLetter, ...]
    missing: tuple[Missing, ...]
    found: tuple[tuple[str, int], ...]
    overruled: tuple[Overruled, ...]


def practice(store: Store, clinic: Clinic, since: datetime, now: datetime) -> Practice:
    """The visits and the records from `since` to `now`; letters and what is missing of all that are still open.

    A record that cannot be read is left out: `verify` names it.
    """
    made = list(_made(store, store.records.sent_since(since)))
    still_open = list(_made(store, store.queue.open_refs()))
    coming = [one for one in {one.kept.ref: one for one in (*made, *still_open)}.values() if _near(one, since, now)]
    visits = [visit for visit in store.visits.between(since, now) if visit.at]
    return Practice(
        records=len(made),
        forms=_forms(store, clinic, visits),
        decisions=_decisions(made),
        letters=tuple(sorted((letter for one in still_open for letter in _letters(one)), key=lambda one: one.since)),
        missing=tuple(sorted(filter(None, map(_missing, coming)), key=lambda one: one.at)),
        found=tuple(_found(made)),
        overruled=tuple(_overruled(made)),
    )


def _made(store: Store, refs: Iterable[Ref]) -> Iterator[Reopened]:
    for ref in refs:
        try:
            record: Record = store.records.read(ref)
            yield reopened(record, store)
        except RecordsError:
            continue


def _forms(store: Store, clinic: Clinic, visits: list[Visit]) -> Forms:
    counted: Counter[str] = Counter()
    for visit in visits:
        assert visit.at
        sent, day = store.invitations.sent_at(visit), visit.at.astimezone(clinic.clock).date()
        counted["invited"] += store.invitations.invited(visit)
        if sent is None:
            counted["never"] += 1
        else:
            counted["in_time" if sent.astimezone(clinic.clock).date() < day else "at_the_door"] += 1
    return Forms(len(visits), *(counted[name] for name in Forms._fields[1:]))


def _decisions(made: list[Reopened]) -> Decisions:
    word = {
        "start": "treated", "with_care": "treated", "move": "moved", "letter": "letter", "refer": "referred",
        "no": "declined",
    }  # fmt: skip
    counted: Counter[str] = Counter()
    for one in made:
        decided = word[one.kept.reviews[-1][0].decision] if one.kept.reviews else "undecided"
        moved = one.kept.moved and decided not in ("treated", "declined")
        counted["moved" if moved else decided] += 1
    return Decisions(*(counted[name] for name in Decisions._fields))


def _letters(one: Reopened) -> Iterator[OpenLetter]:
    notes = [noted for noted in one.kept.chart if isinstance(noted.note, LetterNote)]
    for letter in one.assessment.letters:
        mine = [noted for noted in notes if isinstance(noted.note, LetterNote) and noted.note.sender == letter.from_]
        if mine and isinstance(mine[-1].note, LetterNote) and mine[-1].note.step not in AWAITED:
            continue
        asked = [noted.at for noted in mine if isinstance(noted.note, LetterNote) and noted.note.step == "asked"]
        yield OpenLetter(Ref(one.kept.ref), _name(one), letter.from_, asked[0] if asked else one.kept.at)


def _near(one: Reopened, since: datetime, now: datetime) -> bool:
    visit = one.intake.visit
    return visit.treatment and visit.at is not None and since <= visit.at <= now + AHEAD


def _missing(one: Reopened) -> Missing | None:
    """What a session lacks; one that was called off lacks nothing."""
    at = one.intake.visit.at
    if at is None or (one.kept.reviews and one.kept.reviews[-1][0].decision in ("refer", "no", "move")):
        return None
    lacks = missing(one.screening, one.assessment, one.kept.chart)
    return Missing(Ref(one.kept.ref), _name(one), at, lacks) if lacks else None


def _found(made: list[Reopened]) -> list[tuple[str, int]]:
    """From caution up: advice is never a finding."""
    grave = LEVELS[1:]
    counted = Counter(
        rule for one in made for rule in {found.rule for found in one.assessment.findings if found.level in grave}
    )
    return counted.most_common()


def _overruled(made: list[Reopened]) -> Iterator[Overruled]:
    reasons: dict[str, list[tuple[datetime, str]]] = {}
    for one in made:
        for review, at in one.kept.reviews:
            for override in review.overrides:
                reasons.setdefault(override.rule, []).append((at, override.reason))
    for rule, given in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Overruled(rule, len(given), tuple(reason for _, reason in sorted(given, reverse=True)))


def _name(one: Reopened) -> str:
    answer = one.intake.answers.get("full_name")
    return str(answer.value) if answer else ""
