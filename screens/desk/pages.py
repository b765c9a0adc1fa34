"""Which pages the desk has for whom. What a role does not have is not registered, so no address leads there."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from intake.language import Language, load_language
from records import Role
from screens.desk.accounts import accounts_page
from screens.desk.bar import bar
from screens.desk.day_list import day_list_page
from screens.desk.desk import Desk
from screens.desk.entry import door_page, locked_page
from screens.desk.expect import expect_page
from screens.desk.late import late
from screens.desk.me import me_page
from screens.desk.practice import practice_page
from screens.desk.queue import queue_page
from screens.desk.record import record_page
from screens.desk.rules import rules_page
from screens.desk.same import same_page
from screens.desk.settings import settings_page
from screens.desk.sheet import sheet
from screens.desk.staff import Staff, Stranger
from screens.desk.trail import trail_page
from screens.desk.visit import visit_page
from screens.desk.visits import visits_page
from screens.session import Tab
from screens.wiring import Wiring

DOOR = "desk"
_ME: Mapping[str, Callable[[Desk], None]] = {"me": me_page}
_VISITS: Mapping[str, Callable[[Desk], None]] = {
    "visits": visits_page, "visit": visit_page, "expect": expect_page, "day_list": day_list_page, "same": same_page,
}  # fmt: skip
_SPECIALIST: Mapping[str, Callable[[Desk], None]] = {"queue": queue_page, "record": record_page}
_RULES: Mapping[str, Callable[[Desk], None]] = {"rules": rules_page}
_OWNER: Mapping[str, Callable[[Desk], None]] = {
    "practice": practice_page, "settings": settings_page, "accounts": accounts_page, "trail": trail_page,
}  # fmt: skip
PAGES: Mapping[Role, Mapping[str, Callable[[Desk], None]]] = {
    "front_desk": {**_VISITS, **_ME},
    "specialist": {**_SPECIALIST, **_VISITS, **_RULES, **_ME},
    "owner": {**_SPECIALIST, **_VISITS, **_RULES, **_OWNER, **_ME},
}
"""In the order of the bar; at the desk's own address everybody finds their first one.

An owner sees what a specialist sees: in most clinics they are one person.
"""


def desk_pages(wiring: Wiring, who: Staff | Stranger | None, own: Tab) -> dict[str, Any]:
    """The st.Page objects for whoever is at the desk, by their address; none for a client's tab.

    Without an open session every address of the desk leads to the door or the PIN: whoever is locked out at some page
    stays there, instead of finding themselves at the clients' form.
    """
    own["desk"] = own["desk"] or who is not None or _at_an_address_of_the_desk()
    if not own["desk"]:
        return {}
    language = load_language(wiring.clinic.languages[0])
    if not isinstance(who, Staff):
        return _everywhere(partial(door_page, wiring, language, who), wiring, language)
    if who.locked:
        return _everywhere(partial(locked_page, wiring, language, who), wiring, language)
    desk = Desk(wiring, language, who.account, who.key, wiring.now())
    pages = PAGES[who.account.role]
    desk.pages = {
        name: _page(partial(_framed, page, name, desk), name, wiring, language) for name, page in pages.items()
    }
    first = next(iter(pages))
    return {DOOR: _page(partial(_framed, pages[first], first, desk), DOOR, wiring, language, first), **desk.pages}


def _at_an_address_of_the_desk() -> bool:
    """Is it one that the browser shows, as far as that is known?"""
    shown = st.context.url
    return shown is None or urlsplit(shown).path.rstrip("/").rpartition("/")[2] in (DOOR, *PAGES["owner"])


def _everywhere(page: Callable[[], None], wiring: Wiring, language: Language) -> dict[str, Any]:
    return {name: _page(page, name, wiring, language, DOOR) for name in (DOOR, *PAGES["owner"])}


def _framed(page: Callable[[Desk], None], name: str, desk: Desk) -> None:
    """A page below the bar and what nobody may overlook."""
    sheet()
    bar(desk, name)
    late(desk)
    page(desk)


def _page(page: Callable[[], None], name: str, wiring: Wiring, language: Language, title: str = "") -> Any:
    said = language.say(f"desk.page.{title or name}")
    return st.Page(page, title=f"{said} – {wiring.clinic.name}", url_path=name)
