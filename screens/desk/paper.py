"""What the front desk prints: the blank form, and cards with a link to one's own form."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from records import Visit
from screens.desk.desk import Desk
from screens.desk.stages import SENDABLE, stages
from screens.fault import Failed, made
from screens.text import plain


def blank_form(desk: Desk) -> None:
    """The whole questionnaire to fill in with a pen."""

    def pdf() -> bytes:
        from reports.blank import render_blank
        from rules.content import load_screening

        return made(lambda: render_blank(load_screening(desk.clinic), desk.language, desk.wiring.now()))

    st.download_button(
        plain(desk.say("paper_form")), pdf, file_name="form.pdf", mime="application/pdf", key="paper.form",
        on_click="ignore",
    )  # fmt: skip


def card_of(desk: Desk, visit: Visit, link: str) -> None:
    """A card for a link that stands on the screen."""

    def pdf() -> bytes:
        return _printed(desk, [(visit, link)])

    st.download_button(
        plain(desk.say("paper_card")), pdf, file_name="card.pdf", mime="application/pdf", key="paper.card",
        on_click="ignore",
    )  # fmt: skip


def cards(desk: Desk, visits: Sequence[Visit], day: date) -> None:
    """A card for each of these visits whose form is still to come, each with a link of its own made for it."""
    words = stages(desk, visits)
    missing = [visit for visit in visits if words[visit.id] in SENDABLE]
    if not missing:
        return

    address = desk.address

    def pdf() -> bytes:
        if not desk.still_open:
            raise Failed
        return made(lambda: _printed(desk, [(one, desk.new_link(one.id, address)) for one in missing]))

    st.download_button(
        plain(desk.say("paper_cards", count=len(missing), day=desk.language.short_date(day))), pdf,
        file_name="cards.pdf", mime="application/pdf", key="paper.cards", on_click="ignore",
    )  # fmt: skip


def _printed(desk: Desk, some: Sequence[tuple[Visit, str]]) -> bytes:
    from reports.cards import Card, render_cards  # with fonts and drawing, which no other page of the desk needs

    cards = [Card(link, visit.name, visit.at, visit.language) for visit, link in some]
    return made(lambda: render_cards(cards, desk.clinic, desk.language, desk.wiring.now()))
