"""The papers of a record: looked at as pictures, printed from those, or taken away as PDFs; each is in the trail."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import streamlit as st

from reports.kept import report
from screens.desk.desk import Desk
from screens.desk.opened import Opened
from screens.desk.pictures import look_at, look_away, show_pictures, shown_now
from screens.fault import Failed, made
from screens.text import plain, show, tag


class Paper(NamedTuple):
    """One PDF: how it is called here, the end of its file's name, and what makes it."""

    id: str
    title: str
    make: Callable[[], bytes]


def papers(opened: Opened) -> None:
    """Each paper with what can be done with it; the one that is looked at below its line."""
    found = list(_all(opened))
    with st.expander(plain(opened.say("papers")), expanded=any(shown_now(opened.key(one.id)) for one in found)):
        for paper in found:
            _paper(opened, paper)


def _all(opened: Opened) -> Iterator[Paper]:
    from reports.pdf import render, render_letter  # with its fonts, which a page without papers does not need

    say = opened.say
    yield Paper("report", say("paper_report"), partial(_report, opened))
    told = report(opened.made, "client", opened.record.language)
    yield Paper("copy", say("paper_copy"), partial(render, told))
    for number, letter in enumerate(told.letters, 1):
        title = say("paper_letter", to=letter.to, about=letter.about)
        yield Paper(f"letter-{number}", title, partial(render_letter, told, letter))
    for number, review in enumerate(opened.report.decided):
        title = say("paper_signed", what=review.title, who=review.by, when=review.at)
        yield Paper(f"signed-{number + 1}", title, partial(_signed, opened, number))


def _report(opened: Opened) -> bytes:
    """With the photos that the client wants to see in it, which nothing but this needs."""
    from reports.pdf import render
    from reports.photos import with_photos

    return render(with_photos(opened.report, opened.record, opened.desk.store))


def _signed(opened: Opened, number: int) -> bytes:
    """The very bytes that were signed."""
    return opened.desk.store.reviews.papers(opened.record.ref)[number]


def _paper(opened: Opened, paper: Paper) -> None:
    desk, key = opened.desk, opened.key(paper.id)
    looking = shown_now(key)
    with st.container(horizontal=True, vertical_alignment="center", key=opened.key(f"paper-line-{paper.id}")):
        show(tag("p", paper.title, "smp-strong"))
        label = opened.say("paper_close" if looking else "paper_look")
        if st.button(plain(label), key=opened.key(f"look.{paper.id}")):
            if looking:
                look_away()
            desk.note("paper.viewed", desk.store.records.subject(opened.record.ref))
            look_at(key, paper.make)
        st.download_button(
            plain(opened.say("paper_take")), partial(_taken, desk, opened, paper), mime="application/pdf",
            file_name=f"{opened.record.ref}-{paper.id}.pdf", key=opened.key(f"pdf.{paper.id}"), on_click="ignore",
        )  # fmt: skip
    if looking:
        show_pictures(opened, paper.title)


def _taken(desk: Desk, opened: Opened, paper: Paper) -> bytes:
    """Made, and noted as taken away, when it is asked for; not from a page that outlived its session."""
    if not desk.still_open:
        raise Failed
    desk.note("record.exported", desk.store.records.subject(opened.record.ref))
    return made(paper.make)
