"""Sending a link: it is shown once, with the ways to bring it to the client; another can be made at any time."""

from base64 import b64encode
from io import BytesIO

import segno
import streamlit as st

from intake.language import load_language
from records import Visit
from screens.desk.desk import Desk
from screens.desk.message import Message, message
from screens.desk.paper import card_of
from screens.text import plain, show, tag

_LINK = "link shown"
_WAYS = ("sms", "whatsapp", "mail")


def forget_link() -> None:
    """A link is shown as long as somebody stays on its page, and kept nowhere else."""
    st.session_state.pop(_LINK, None)


def make_link(desk: Desk, visit: Visit) -> None:
    """A new link, for this run and the next ones on this page."""
    st.session_state[_LINK] = (visit.id, desk.key, desk.new_link(visit.id))


def send_part(desk: Desk, visit: Visit, stage: str) -> None:
    """The part of a visit's page that sends its form."""
    show(tag("h2", desk.say("send"), "smp-part"))
    held = st.session_state.get(_LINK)
    if held and held[:2] != (visit.id, desk.key):
        forget_link()
        held = None
    if held:
        _ways(desk, visit, held[2])
        return
    show(tag("p", desk.say("send_intro" if stage == "not_sent" else "send_again"), "smp-help"))
    if st.button(plain(desk.say("visit_link")), key="link", type="primary" if stage == "not_sent" else "secondary"):
        make_link(desk, visit)
        st.rerun()


def _ways(desk: Desk, visit: Visit, link: str) -> None:
    spoken = desk.clinic.languages
    said = message(visit, link, desk.clinic, load_language(visit.language if visit.language in spoken else spoken[0]))
    show(tag("p", desk.say("send_once"), "smp-help"))
    with st.container(horizontal=True, key="send.ways"):
        _buttons(desk, said, "send")
        card_of(desk, visit, link)
    _to_copy(desk, said)
    told = desk.say("send_scan")
    show(f'<figure class="smp-code">{_code(link)}{tag("figcaption", told)}</figure>')


def ways_to_send(desk: Desk, said: Message, key: str) -> None:
    """A text that is ready: buttons that open the phone's own programs with it, and the text to copy."""
    with st.container(horizontal=True, key=f"{key}.ways"):
        _buttons(desk, said, key)
    _to_copy(desk, said)


def _buttons(desk: Desk, said: Message, key: str) -> None:
    for way in _WAYS:
        st.link_button(plain(desk.say(f"send.{way}")), getattr(said, way), key=f"{key}.{way}")


def _to_copy(desk: Desk, said: Message) -> None:
    if missing := _missing(said):
        show(tag("p", desk.say(missing), "smp-help"))
    show(tag("p", desk.say("send_copy"), "smp-help"))
    st.code(said.text, language=None, wrap_lines=True)


def _missing(said: Message) -> str:
    if said.phone and said.email:
        return ""
    return (
        "send_no_receiver" if not said.phone and not said.email else "send_no_email" if said.phone else "send_no_phone"
    )


def _code(link: str) -> str:
    """The link as a code to scan; an img, because Streamlit lets no inline SVG through."""
    out = BytesIO()
    segno.make_qr(link, error="m").save(out, kind="svg", scale=4, border=4, dark="#1E2426", light="#FFFFFF")
    return f'<img alt="" width="200" height="200" src="data:image/svg+xml;base64,{b64encode(out.getvalue()).decode()}">'
