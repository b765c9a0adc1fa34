"""What the client signs with at the desk: their name, typed, or drawn on the sheet, each as good as the other."""

from typing import Any

import streamlit as st

from intake.drawing import read_drawing
from records import Drawn, Signature
from screens.desk.opened import Opened
from screens.names import same
from screens.pad import sheet
from screens.text import plain, show, tag

_WAYS = ("typed", "drawn")


def client_signature(opened: Opened, name: str) -> Signature | None:
    """Draw the field and return what is in it; None where what is drawn is too little, or too much, to be one."""
    say = opened.desk.language.say
    way = st.radio(
        plain(say("room.sign_how")), _WAYS, key=opened.key(f"{name}.way"), horizontal=True, width="stretch",
        format_func=lambda one: plain(say(f"room.sign_how.{one}")),
    )  # fmt: skip
    if way == "typed":
        label = plain(say("room.client_name"))
        return st.text_input(label, max_chars=200, key=opened.key(name), autocomplete="off").strip()
    show(tag("p", say("room.draws", name=opened.report.person.name)))
    return _drawn(sheet(opened.key(f"{name}.pad"), opened.desk.language, []))


def signs(opened: Opened, signature: Signature | None) -> bool:
    """Did the client sign? A typed name is theirs: somebody else's form may lie open, and then this is when it shows.
    What is wrong is said in a sentence."""
    say, name = opened.desk.language.say, opened.report.person.name
    if isinstance(signature, str):
        right = same(signature, name)
        if not right:
            opened.desk.refuse(say("room.name_wrong", name=name))
        return right
    if signature is None:
        opened.desk.refuse(say("room.drawing_wrong"))
    return signature is not None


def _drawn(strokes: Any) -> Drawn | None:
    try:
        read_drawing(strokes)
    except ValueError:
        return None
    return Drawn(drawn=strokes)
