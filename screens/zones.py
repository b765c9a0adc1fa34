"""Zones of the scalp: a list to tick under a drawing to tap, and in words what is chosen."""

from typing import Any

import streamlit as st

from intake.questionnaire import Question
from screens.form import Form
from screens.pictured import key_class
from screens.scalp import scalp
from screens.text import show, tag
from screens.ticks import ticks


def zones(form: Form, question: Question, raw: Any) -> Any:
    """A list of zones to tick, under the drawing of all of them."""
    place = st.container()
    given = ticks(form, question, raw)
    chosen = given if isinstance(given, list) else []
    named = [form.option(question, name) for name in chosen if name in {option.id for option in question.options}]
    told = form.say("map_chosen", zones=form.language.listed(named)) if named else form.say("map_empty")
    with place:
        scalp(form.key(f"{question.id} map"), key_class(form.key(question.id)), chosen)
        show(tag("div", tag("p", told), "smp-map"))
    return given
