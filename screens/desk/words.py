"""What the client said by their link since they sent the form: each until somebody has seen to it."""

from collections.abc import Iterator

import streamlit as st

from records import Noted, SeenTo, asked_day, unseen_words
from reports.noted import in_words
from screens.desk.opened import Opened
from screens.text import plain, show, tag


def words(opened: Opened) -> None:
    """Each with when it was said, and the place to say what came of it."""
    waiting = list(_waiting(opened))
    if waiting:
        show(tag("h2", opened.say("client_said"), "smp-part"))
    opened.tell_noted("words")
    for noted in waiting:
        with st.container(border=True, key=opened.key(f"word-card-{noted.number}")):
            show(
                tag("p", in_words(opened.case, noted.note, noted.at), "smp-strong"),
                tag("p", opened.desk.moment(noted.at), "smp-help"),
                opened.for_whom(),
            )
            told = st.text_input(
                plain(opened.say("client_said_then")), max_chars=2000, key=opened.key(f"word.{noted.number}"),
                autocomplete="off",
            )  # fmt: skip
            seen = st.button(plain(opened.say("client_said_seen")), key=opened.key(f"word.seen.{noted.number}"))
            if seen and opened.note(SeenTo(of=noted.number, words=told.strip())):
                opened.noted_in("words")


def _waiting(opened: Opened) -> Iterator[Noted]:
    chart = opened.made.kept.chart
    yield from unseen_words(chart)
    day = asked_day(chart)
    if day:
        yield day
