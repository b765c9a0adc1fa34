"""The signature at the desk: what is signed, for whom and by whom, and who they are shown once more."""

from math import ceil
from typing import NamedTuple

import streamlit as st

from records import SignInRefused
from screens.desk.opened import Opened
from screens.text import joined, plain, show, tag


class Signature(NamedTuple):
    """What was typed under it; `ticked` by somebody whom a provider signs in, who has no secret here."""

    pressed: bool
    secret: str
    ticked: bool


def signature(opened: Opened, what: str) -> Signature:
    """Draw it; `what` is what would be signed now, in words."""
    desk, say = opened.desk, opened.desk.language.say
    person, role = opened.report.person, desk.say(f"role.{desk.account.role}")
    lines = (
        tag("p", say("decide.you_sign", what=what), "smp-strong"),
        tag("p", say("decide.for_whom", name=person.name, born=person.birth_date)),
        tag("p", say("decide.as_whom", name=desk.account.name, role=role, moment=desk.moment(desk.now))),
    )
    show(tag("div", joined(*lines), "smp-card"))
    kind = desk.store.confirming.secret(desk.account.id)
    secret, ticked = "", False
    with st.form(f"{opened.record.ref}.signature", border=False):
        if kind:
            secret = st.text_input(
                plain(say(f"decide.{kind}")), type="password", max_chars=6 if kind == "pin" else 200,
                key=opened.key("secret"), autocomplete="off" if kind == "pin" else "current-password",
            )  # fmt: skip
        else:
            ticked = st.checkbox(plain(say("decide.i_am", name=desk.account.name)), key=opened.key("i_am"))
        pressed = st.form_submit_button(plain(say("decide.sign")), type="primary")
    return Signature(pressed, secret, ticked)


def confirmed(opened: Opened, signed: Signature) -> bool:
    """Is it who is signed in? What is wrong is said in a sentence."""
    desk, say = opened.desk, opened.desk.language.say
    kind = desk.store.confirming.secret(desk.account.id)
    if kind is None:
        if not signed.ticked:
            desk.refuse(say("decide.not_ticked", name=desk.account.name))
        return signed.ticked
    if not signed.secret:
        desk.refuse(say(f"decide.{kind}_missing"))
        return False
    try:
        desk.store.confirming.check(desk.account.id, signed.secret, desk.wiring.now())
    except SignInRefused as refusal:
        seconds = ceil(refusal.wait.total_seconds())
        desk.refuse(say("decide.too_often", seconds=seconds) if seconds else say(f"decide.{kind}_wrong"))
        return False
    return True
