"""The three fields in which somebody who is known already types their birth date, to show who they are."""

from collections.abc import Callable

import streamlit as st

from intake.language import Language
from intake.typed_day import PARTS
from screens.text import plain


def day_fields(language: Language, place: str, key: Callable[[str], str]) -> dict[str, str]:
    """What stands in them, by part. `place` is the key of their row; no browser may fill them in or keep them."""
    with st.container(horizontal=True, key=place):
        return {
            part: st.text_input(
                plain(language.say(f"screens.{part}")), max_chars=most, key=key(part), autocomplete="off"
            )
            for part, most in PARTS
        }
