"""What whoever signs says to each point that was found or is open: agreed, or overridden with a reason."""

from typing import NamedTuple

import streamlit as st

from records import Override
from reports.points import Point, points
from screens.desk.held import Held
from screens.desk.look import badge
from screens.desk.opened import Opened
from screens.text import joined, plain, show, tag

AGREE, OVERRIDE = "agree", "override"


class Said(NamedTuple):
    """What was said to a point; "" where nothing was. What is urgent is answered by words alone."""

    point: Point
    choice: str
    reason: str

    @property
    def overrides(self) -> tuple[Override, ...]:
        given = self.reason.strip()
        answers = given and (self.point.urgent or self.choice == OVERRIDE)
        return tuple(Override(rule=rule, reason=given) for rule in self.point.rules) if answers else ()


def agreeing(opened: Opened, held: Held) -> list[Said]:
    """Draw the points. Nothing is said beforehand to what is urgent or grave."""
    found = points(opened.case)
    if found:
        show(tag("h3", opened.desk.language.say("decide.points"), "smp-sub"))
    return [_point(opened, held, point) for point in found]


def _point(opened: Opened, held: Held, point: Point) -> Said:
    say, name = opened.desk.language.say, ".".join(point.rules)
    with st.container(border=True, key=f"{opened.record.ref}-point-card-{name}"):
        show(joined(badge(point.meaning, point.word), tag("p", point.text, "smp-strong")))
        choice = ""
        if not point.urgent:
            if not point.grave:
                held.offer(f"{name}.choice", AGREE)
            chosen = st.radio(
                plain(say("decide.agree_or_not")), (AGREE, OVERRIDE), index=None, key=held.key(f"{name}.choice"),
                horizontal=True, width="stretch", label_visibility="collapsed",
                format_func=lambda one: plain(say(f"decide.{one}")),
            )  # fmt: skip
            choice = held.keep(f"{name}.choice", chosen) or ""
        reason = held.get(f"{name}.reason") or ""
        if point.urgent or choice == OVERRIDE:
            label = say("decide.done_about_it" if point.urgent else "decide.because")
            reason = held.keep(
                f"{name}.reason",
                st.text_input(plain(label), max_chars=2000, key=held.key(f"{name}.reason"), autocomplete="off"),
            )
    return Said(point, choice, reason)
