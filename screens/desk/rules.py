"""The page of the rulebook, as it is for this clinic: to be searched, and each rule to be read whole.

Another page shows a rule by `st.session_state["rule"] = id` before it leads here.
"""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from intake.content import ContentError
from rules.as_set import AsSet
from rules.content import load_screening
from rules.rule import LEVELS
from rules.screening import Screening
from rules.searching import REVIEWS, SETTINGS, find, topic
from screens.desk.blanks import with_blanks
from screens.desk.desk import Desk
from screens.desk.look import empty
from screens.desk.rule import marks, one_rule
from screens.desk.what_if import what_if
from screens.text import heading, plain, show, tag

PAGE = 20
_LEVELS = tuple(reversed(LEVELS))
ANY = "any"
Asked = tuple[str | None, ...]
W = TypeVar("W", bound=str)


def rules_page(desk: Desk) -> None:
    """All rules and what finds them, or the one that was chosen."""
    try:
        screening = load_screening(desk.clinic)
    except ContentError as error:
        heading(desk.say("page.rules"))
        desk.refuse("\n".join([desk.say("rules_closed"), *error.faults]))
        return
    chosen = next((one for one in find(screening, desk.language) if one.book.id == st.session_state.get("rule")), None)
    if chosen is None:
        _all(desk, screening)
        return
    if st.button(plain(desk.say("rules_back")), type="tertiary", key="rules.back"):
        del st.session_state["rule"]
        st.rerun()
    one_rule(desk, screening, chosen)
    what_if(desk, screening, chosen)
    desk.looked("rule.viewed", f"rule:{chosen.book.id}")


def _all(desk: Desk, screening: Screening) -> None:
    heading(desk.say("page.rules"), desk.say("rules_intro"))
    sought = st.text_input(
        plain(desk.say("rules_search")), max_chars=100, key="rules.sought", autocomplete="off", live=True,
        persist_state="session",
    )  # fmt: skip
    with st.container(horizontal=True):
        level = _filter(desk, "level", _LEVELS)
        review = _filter(desk, "review", REVIEWS)
        setting = _filter(desk, "setting", SETTINGS)
    found = find(screening, desk.language, sought, level, review, setting)
    asked = (sought, level, review, setting)
    first = _first(len(found), asked)
    shown = found[first : first + PAGE]
    if not found:
        show(empty(desk.say("rules_none")))
        return
    show(tag("p", desk.say("rules_shown", first=first + 1, last=first + len(shown), count=len(found)), "smp-help"))
    for one in shown:
        _line(desk, one)
    _turn(desk, first, len(found), asked)


def _filter(desk: Desk, name: str, words: Sequence[W]) -> W | None:
    """One of the words, or None for all of them."""
    chosen = st.selectbox(
        plain(desk.say(f"rules_{name}")), (ANY, *words), key=f"rules.{name}", persist_state="session",
        format_func=lambda word: desk.say(f"rules_{name}.{word}"),
    )  # fmt: skip
    return next((word for word in words if word == chosen), None)


def _line(desk: Desk, one: AsSet) -> None:
    with st.container(border=True, key=f"rule-card-{one.rule.id}"):
        show(
            marks(desk, one),
            tag("p", with_blanks(desk, one.rule.specialist), "smp-strong"),
            tag("p", topic(one.rule, desk.language), "smp-help"),
        )
        # Below it: beside it, on a tablet, the longer ids would be cut off.
        label = plain(desk.say("rules_read", rule=one.rule.id))
        if st.button(label, type="tertiary", key=f"rule.{one.rule.id}"):
            st.session_state["rule"] = one.rule.id
            st.rerun()


def _first(count: int, asked: Asked) -> int:
    """The place of the first rule to show; something else is sought from its beginning."""
    before, first = st.session_state.get("rules.place", (asked, 0))
    return first if before == asked and first < count else 0


def _turn(desk: Desk, first: int, count: int, asked: Asked) -> None:
    if count <= PAGE:
        return
    with st.container(horizontal=True):
        for name, to in (("before", first - PAGE), ("after", first + PAGE)):
            if st.button(plain(desk.say(f"rules_{name}")), key=f"rules.{name}", disabled=not 0 <= to < count):
                st.session_state["rules.place"] = (asked, to)
                st.rerun()
