"""The kiosk's first page: the language, a new form, or going on with one by its code. It names nobody."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from intake.language import Language
from intake.typed_day import day_in
from records import new_token
from screens.asked_again import is_asked_again
from screens.kiosk.sitting import begin
from screens.languages import not_checked, offered_plainly
from screens.text import heading, joined, plain, show, tag
from screens.typed_day import day_fields
from screens.wiring import Wiring


def start_page(wiring: Wiring, language: Language, now: datetime) -> None:
    """Both ways in; each ends the run with somebody sitting."""

    def say(key: str, **values: str | int) -> str:
        return language.say(f"kiosk.{key}", **values)

    if above := joined(offered_plainly(language, wiring.clinic.languages), not_checked(language)):
        show(above)
    heading(say("title"), say("intro", clinic=wiring.clinic.name))
    show(tag("p", say("about", days=wiring.clinic.retention.drafts), "smp-help"))
    with st.container(key="buttons"):
        if st.button(plain(say("begin")), type="primary", key="begin", width="stretch"):
            begin(new_token(), now)
            st.rerun()
    show(tag("h2", say("with_code"), "smp-part"), tag("p", say("with_code_help"), "smp-help"))
    wrong = st.empty()
    with st.form("code", border=False):
        code = st.text_input(plain(say("code")), max_chars=20, key="code.typed", autocomplete="off")
        show(tag("h3", say("birth_date"), "smp-sub"))
        born = day_fields(language, "code-row-born", lambda part: f"code.{part}")
        typed = st.form_submit_button(plain(say("go_on")), width="stretch")
    if typed and (said := _resumed(wiring, code, born, now)):
        wrong.html(f'<div class="smp-errors" role="alert">{tag("p", say(said))}</div>')


def _resumed(wiring: Wiring, code: str, born: Mapping[str, str], now: datetime) -> str:
    """Sit down with the draft of a code; the key of what is wrong where that was not to be."""
    birth_date = day_in(born)
    if birth_date is None:
        return "no_day"
    store, source = wiring.store, st.context.ip_address or "here"
    found = store.resuming.resume(code, birth_date, source, now, lambda visit: is_asked_again(store, visit, now))
    if found.outcome != "opened":
        return found.outcome
    begin(found.token, now, birth_date)
    st.rerun()
    return ""
