"""One person entered twice: both visits are shown beside each other, and one of them may take up the other."""

from collections.abc import Sequence
from itertools import combinations

import streamlit as st

from records import RecordsError, Visit
from records.names import words
from screens.desk.desk import Desk
from screens.desk.look import facts
from screens.desk.stages import stages
from screens.text import heading, plain, show, tag

_SHOWN = ("birth_date", "when", "kind", "phone", "email", "language", "stage")


def is_same_person(first: Visit, second: Visit) -> bool:
    """The same words in the name and the same birth date."""
    return first.birth_date == second.birth_date and words(first.name) == words(second.name)


def offered_pairs(visits: Sequence[Visit]) -> list[tuple[Visit, Visit]]:
    """Visits that look like one entered twice: one person, and the same kind, or the same day, or one without a day.

    A consultation and a first session weeks later are two visits of one person, and rightly so.
    """
    people: dict[tuple[object, ...], list[Visit]] = {}
    for visit in visits:
        people.setdefault((visit.birth_date, words(visit.name)), []).append(visit)
    return [pair for one in people.values() for pair in combinations(one, 2) if _looks_double(*pair)]


def _looks_double(first: Visit, second: Visit) -> bool:
    if first.at is None or second.at is None:
        return True
    return first.kind == second.kind or first.at.date() == second.at.date()


def others_of(desk: Desk, visit: Visit) -> list[Visit]:
    """The other visits of the same person."""
    return [one for one in desk.store.visits.find(visit.name) if one.id != visit.id and is_same_person(one, visit)]


def same_page(desk: Desk) -> None:
    """Two visits beside each other, and which of them is to stay."""
    pair = st.session_state.get("pair")
    heading(desk.say("page.same"), desk.say("same_intro"))
    try:
        both = [desk.store.visits.get(one) for one in pair or ()]
    except RecordsError:
        both = []
    if len(both) != 2:
        desk.go("visits")
        return
    words_of = stages(desk, both)
    for column, visit, other in zip(st.columns(2), both, reversed(both), strict=True):
        with column, st.container(border=True, key=f"same-card-{visit.id}"):
            _side(desk, visit, words_of[visit.id])
            if st.button(plain(desk.say("same_keep")), key=f"keep.{visit.id}", width="stretch"):
                _merge(desk, visit, other)
    if st.button(plain(desk.say("same_two")), type="tertiary", key="two"):
        desk.go("visits")
    desk.looked("visits.compared", f"visit:{both[0].id}")


def _side(desk: Desk, visit: Visit, stage: str) -> None:
    told = {
        "birth_date": desk.language.short_date(visit.birth_date),
        "when": desk.moment(visit.at) if visit.at else desk.say("visit_undated"),
        "kind": desk.say(f"visit.{visit.kind}"),
        "phone": visit.phone or "–",
        "email": visit.email or "–",
        "language": visit.language,
        "stage": desk.say(f"stage.{stage}"),
    }
    show(tag("p", visit.name, "smp-name"), facts((desk.say(f"same.{name}"), told[name]) for name in _SHOWN))


def _merge(desk: Desk, keep: Visit, drop: Visit) -> None:
    try:
        desk.store.visits.merge(keep.id, drop.id, desk.now, desk.account.id)
    except RecordsError as error:
        desk.refuse(str(error))
        return
    st.session_state["visit"] = keep.id
    desk.go("visit")
