"""The drawing at the side of an option: a background of its card, so the words stay all that is read out or pressed.

Labels of Streamlit's options are words only, so the drawing is put there by a rule of style for each option.
"""

import re
from functools import cache

import streamlit as st

from intake.pictures import addresses
from intake.questionnaire import Option, Question
from screens.form import Form


def pictured(form: Form, question: Question) -> None:
    """Put the drawings of a question's options on their cards; without any nothing is sent."""
    if any(option.picture for option in question.options):
        drawn, from_right = key_class(form.key(question.id)), form.language.direction == "rtl"
        st.html(_rules(drawn, question.type == "choice", question.options, from_right))


def key_class(key: str) -> str:
    """The class that Streamlit gives to what has this key."""
    return "st-key-" + re.sub(r"[^\w-]", "-", key, flags=re.ASCII)


@cache
def _rules(drawn: str, one_widget: bool, options: tuple[Option, ...], from_right: bool) -> str:
    """Options of `one_widget` are its children in order; else each is a widget with a class of its own."""
    cards = {
        f".{drawn} [role=radiogroup]>div:nth-child({at})" if one_widget else f".{drawn}-{option.id}": option.picture
        for at, option in enumerate(options, start=1)
        if option.picture
    }
    room = f"{','.join(cards)}{{--smp-room:var(--smp-side);--smp-tall:5.25rem}}"
    light, dark = (
        "".join(f"{card}{{--smp-picture:url({addresses(from_right)[name][scheme]})}}" for card, name in cards.items())
        for scheme in (0, 1)
    )
    return f"<style>{room}{light}@media (prefers-color-scheme:dark){{{dark}}}</style>"
