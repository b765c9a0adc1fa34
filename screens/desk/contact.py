"""How to reach who is expected, and in which language: the same fields for a new visit and for one that is there."""

import re

import streamlit as st

from intake.language import load_language
from intake.phone import is_number
from records import Visit
from screens.desk.desk import Desk
from screens.text import plain

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def contact_fields(desk: Desk, visit: Visit | None, key: str) -> tuple[str, str, str]:
    """Phone, email and language as they are typed; what is known of `visit` stands in them first."""
    left, right = st.columns(2)
    phone = left.text_input(
        plain(desk.say("visit_phone")), value=visit.phone if visit else "", max_chars=40, key=f"{key}.phone",
        autocomplete="off",
    )  # fmt: skip
    email = right.text_input(
        plain(desk.say("visit_email")), value=visit.email if visit else "", max_chars=200, key=f"{key}.email",
        autocomplete="off",
    )  # fmt: skip
    spoken = desk.clinic.languages
    if len(spoken) == 1:
        return phone.strip(), email.strip(), spoken[0]
    language = st.selectbox(
        plain(desk.say("visit_language")), spoken, key=f"{key}.language", format_func=language_name,
        index=spoken.index(visit.language) if visit and visit.language in spoken else 0,
    )  # fmt: skip
    return phone.strip(), email.strip(), language


def language_name(code: str) -> str:
    """A language in its own words."""
    return str(load_language(code).locale.get_language_name() or code)


def contact_fault(desk: Desk, phone: str, email: str) -> str:
    """What is wrong with what was typed; "" when nothing is."""
    if phone and not is_number(phone):
        return desk.say("visit_phone_wrong")
    return desk.say("visit_email_wrong") if email and not _EMAIL.fullmatch(email) else ""
