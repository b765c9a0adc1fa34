"""The peer of a step of the form: `streamlit run` draws what the form drew, and nothing of the product is loaded.

BARE_SCREENS is a file of the screens that a walk met (benchmarks/screens.py), one a click: each run shows the next one,
on the page that it had. Widgets have the same keys, labels and options; blocks and texts stand where they stood.
"""

import gc
import json
import os
from pathlib import Path
from typing import Any

import streamlit as st


@st.cache_resource(show_spinner=False)
def screens() -> list[dict[str, Any]]:
    """All screens, read once for the whole process; the garbage collector is set as the product sets it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    told: list[dict[str, Any]] = json.loads(Path(os.environ["BARE_SCREENS"]).read_text(encoding="utf-8"))
    return told


def draw(parts: list[dict[str, Any]]) -> None:
    """One screen: each part in the block that its path names."""
    blocks: dict[tuple[int, ...], Any] = {}
    for part in parts:
        path = tuple(part["path"])
        place = blocks.get(path[:-1], st)
        match part["kind"]:
            case "block":
                blocks[path] = place.container(key=part["key"] or None, horizontal=part["horizontal"])
            case "html":
                place.html(part["text"])
            case "checkbox":
                place.checkbox(part["text"], key=part["key"])
            case "radio":
                place.radio(part["text"], part["options"], index=None, key=part["key"], label_visibility="collapsed")
            case "selectbox":
                place.selectbox(part["text"], part["options"], index=None, key=part["key"])
            case "text_input":
                place.text_input(part["text"], key=part["key"], label_visibility="collapsed")
            case "text_area":
                place.text_area(part["text"], key=part["key"], label_visibility="collapsed")
            case "button":
                place.button(part["text"], key=part["key"])
            case _:  # a small script, of which the form has one on each page
                place.html(part["text"])


def run() -> None:
    """One run: the screen of this click; where it is on another page, that page is gone to first."""
    told, held = screens(), st.session_state
    number = held.setdefault("number", -1)
    if not held.pop("gone", False):
        number = held["number"] = min(number + 1, len(told) - 1)
    screen = told[number]
    names = list(dict.fromkeys(one["page"] for one in told))
    pages = {name: st.Page(lambda: draw(screen["parts"]), title=name, url_path=name) for name in names}
    shown = held.get("page", names[0])
    held["page"] = screen["page"]
    if screen["page"] != shown:
        held["gone"] = True
        st.switch_page(pages[screen["page"]])
    st.navigation(list(pages.values()), position="hidden").run()


run()
