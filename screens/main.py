"""The script that Streamlit runs for each visitor: it finds the draft, the page, and hands one to the other."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from intake.content import ContentError
from intake.language import Language, load_language
from records import Unavailable
from screens.client.elsewhere import elsewhere_page
from screens.client.landing import ended_page, landing_page
from screens.client.result import result_page
from screens.client.step import go_on_at_once
from screens.desk.pages import desk_pages
from screens.desk.staff import Staff, at_the_desk
from screens.draft import DraftInHand, MovedOn
from screens.entered import closed_page, mark
from screens.fault import show_fault, wait
from screens.focus import focus
from screens.form import Form
from screens.frame import masthead, notice
from screens.invited import fill_in_what_is_known
from screens.kiosk.kiosk import PAGE as KIOSK_PAGE
from screens.kiosk.kiosk import kiosk_run
from screens.kiosk.seat import aside, handed_back, onwards
from screens.kiosk.sitting import at_the_kiosk
from screens.pages import FormPages
from screens.session import Tab, draft_token, forget_drawn, language_code, new_round, tab
from screens.text import heading, linked, show, tag
from screens.wiring import Wiring, installed


def run() -> None:
    """One run of the script."""
    wiring = installed()
    language = load_language(language_code(wiring.clinic.languages))
    reach = wiring.clinic.phone or wiring.clinic.email
    kiosk = at_the_kiosk(wiring)
    whom = () if kiosk else (reach,)  # whom a link may call or write to; a kiosk leads nowhere else
    try:
        who = None if kiosk else at_the_desk(wiring)
        desk = {} if kiosk else desk_pages(wiring, who, tab())
        try:
            if kiosk:
                waiting = kiosk_run(wiring, kiosk, language, partial(_page, wiring, language, {}, ""))
            else:
                account = who.account.id if isinstance(who, Staff) else ""
                waiting = _page(wiring, language, desk, account)
        except ContentError:
            waiting = _closed(wiring, language, reach, whom, desk)
    except Unavailable:
        waiting = True
    except Exception as error:
        show_fault(error, language, reach, whom)
        return
    if waiting:
        wait(language, reach, whom)


def _page(wiring: Wiring, language: Language, desk: Mapping[str, Any], account: str, sitting: str = "") -> bool:
    """Show the page, of the form or of the desk; is there anything that could not be saved? `account` is whose session
    at the desk this browser has, "" without one; `sitting`, the token of the draft of who sits at the kiosk.

    Raises Unavailable or ContentError.
    """
    screening, own = wiring.screening, tab()
    token = sitting or draft_token(own, wiring.cookie)
    try:
        draft = DraftInHand.read(wiring.store, token, own)
    except MovedOn:
        _newer(own)
        draft = DraftInHand.read(wiring.store, token, own)
    # To the minute, as answers are written down: read again from the record, they give the same assessment.
    now = wiring.now().replace(second=0, microsecond=0)
    moved = fill_in_what_is_known(draft, wiring.store, wiring.clinic, now, account)
    if moved:
        new_round(own)
        own["notice"] = "moved"
    form = Form(wiring.store, screening, language, draft, own, now, account, bool(sitting))
    again = draft.begun and form.forget_what_is_too_old()
    if again:
        new_round(own)
        own["notice"] = own["notice"] or "asked_again"
    plain_pages = {"landing": landing_page, "result": result_page, "ended": ended_page, "elsewhere": elsewhere_page}
    if sitting:
        plain_pages = {"landing": onwards, KIOSK_PAGE: onwards, "result": handed_back, "ended": ended_page}
    theirs = mark(draft, account)
    form.pages = FormPages(form, plain_pages, None if theirs else closed_page)
    try:
        if draft.unsaved or moved or again:
            form.save()
        if theirs:
            go_on_at_once(form)
        forget_drawn(own)
        page = st.navigation([*form.pages.values(), *desk.values()], position="hidden")
        if page in form.pages.values():
            masthead(form.clinic, language, opened=page is form.pages["landing"], choice=not sitting)
        if own["notice"]:
            notice(form.say(own["notice"]))
        page.run()
        if sitting:
            aside(form)
    except MovedOn:
        _newer(own)
        st.rerun()
    showing = draft.content.get("showing") or {}
    shown = f"{page.url_path} {showing.get('what', '')} {own['attempt'] if own['tried'] else ''}"
    focus(shown, language, errors=bool(own["tried"]))
    return draft.waiting


def _closed(wiring: Wiring, language: Language, reach: str, whom: tuple[str, ...], desk: Mapping[str, Any]) -> bool:
    """The rules cannot be read: nobody can be screened, and the desk stays open for what is kept. Nothing waits."""
    told = {"clinic": wiring.clinic.name, "phone": reach}
    title = language.say("screens.closed_title")

    def closed() -> None:
        heading(title)
        show(linked(tag("p", language.say("screens.closed", **told), "smp-intro"), whom))

    form = st.Page(closed, title=f"{title} – {wiring.clinic.name}", url_path="closed", default=True)
    st.navigation([form, *desk.values()], position="hidden").run()
    focus("closed", language, errors=False)
    return False


def _newer(own: Tab) -> None:
    """The tab shows the newer answers, in new widgets, and says so."""
    own["version"], own["notice"] = None, "newer"
    new_round(own)


run()
