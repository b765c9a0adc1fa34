"""In the room: the ID that was looked at, the patch test, and what the client agrees to or refuses, word for word."""

import streamlit as st

from intake.language import load_language
from records import (
    CONSENTS,
    ConsentTo,
    IdSeen,
    PatchTest,
    RoomConsent,
    Signature,
    TestStep,
    id_seen,
    last_consent,
    last_test,
)
from reports.room import test_asked, test_rules, told_id, told_test
from screens.desk.client_signs import client_signature, signs
from screens.desk.look import badge
from screens.desk.opened import Opened
from screens.text import plain, show, tag

_DOCUMENTS = ("passport", "identity_card", "driving_licence", "other")
_STEPS: tuple[TestStep, ...] = ("offered", "refused", "placed", "read")
_AGREES = (True, False)


def room(opened: Opened) -> None:
    """Each thing by how it stands, with a place to note the next step."""
    say = opened.desk.language.say
    badges = [badge("wait", opened.report.no_photos)] if opened.report.no_photos else []
    show(tag("h2", say("room.title"), "smp-part"), *badges)
    opened.tell_noted("room")
    _id(opened)
    _patch_test(opened)
    for to in CONSENTS:
        _consent(opened, to)


def _id(opened: Opened) -> None:
    say, chart = opened.desk.language.say, opened.made.kept.chart
    told = told_id(opened.case, chart)
    with st.expander(plain(say("room.id_seen", told=told) if told else say("room.id"))):
        show(opened.for_whom(), tag("p", say("room.id_help"), "smp-help"))
        document = st.selectbox(
            plain(say("room.document")), _DOCUMENTS, index=None, key=opened.key("document"),
            placeholder=say("room.document_hint"), format_func=lambda one: say(f"room.document.{one}"),
        )  # fmt: skip
        again = "room.id_again" if id_seen(chart) else "room.id_note"
        if st.button(plain(say(again)), key=opened.key("id_note")):
            if document is None:
                opened.desk.refuse(say("room.document_missing"))
            elif opened.note(IdSeen(document=say(f"room.document.{document}"))):
                opened.noted_in("room")


def _patch_test(opened: Opened) -> None:
    say, made = opened.desk.language.say, opened.made
    told = told_test(opened.case, made.kept.chart)
    asked = test_asked(made.screening, made.assessment)
    label = told or say("room.test_asked" if asked else "room.test")
    with st.expander(plain(label)):
        show(opened.for_whom())
        last = last_test(made.kept.chart)
        if last and last[1].well is False:
            show(tag("p", say("room.reaction"), "smp-do"))
        step = st.selectbox(
            plain(say("room.step")), _STEPS, index=None, key=opened.key("test.step"), placeholder=say("room.step_hint"),
            format_func=lambda one: say(f"room.step.{one}"),
        )  # fmt: skip
        well, words = None, ""
        signature: Signature | None = ""
        if step == "read":
            well = st.radio(
                plain(say("room.read")), _AGREES, index=None, key=opened.key("test.well"), horizontal=True,
                width="stretch", format_func=lambda one: plain(say("room.read.well" if one else "room.read.reaction")),
            )  # fmt: skip
        if step == "refused":
            show(tag("p", say("room.test_refusal")))
            signature = client_signature(opened, "test.signature")
        if step:
            words = st.text_input(
                plain(say("room.words")), max_chars=2000, key=opened.key("test.words"), autocomplete="off"
            )
        if not step or not st.button(plain(say("room.test_note")), key=opened.key("test.note")):
            return
        if step == "read" and well is None:
            opened.desk.refuse(say("room.read_missing"))
        elif step == "refused" and not signs(opened, signature):
            return
        else:
            note = PatchTest(
                step=step, rules=test_rules(made.screening, made.assessment), well=well, signature=signature or "",
                words=words.strip(),
            )  # fmt: skip
            if opened.note(note):
                opened.noted_in("room")


def _consent(opened: Opened, to: ConsentTo) -> None:
    """Both sign: the client types or draws their name, and the specialist is who is signed in."""
    desk, say = opened.desk, opened.desk.language.say
    last = last_consent(opened.made.kept.chart, to)
    stands = "none" if last is None else "given" if last[1].given else "refused"
    with st.expander(plain(say(f"room.consent.{to}.{stands}"))):
        show(opened.for_whom())
        text = _wording(opened, to)
        show(tag("section", tag("p", text), "smp-card"))
        given = st.radio(
            plain(say("room.agrees")), _AGREES, index=None, key=opened.key(f"{to}.given"), horizontal=True,
            width="stretch", format_func=lambda one: plain(say("room.agrees.yes" if one else "room.agrees.no")),
        )  # fmt: skip
        signature = client_signature(opened, f"{to}.signature")
        role = desk.say(f"role.{desk.account.role}")
        show(tag("p", say("room.with_you", name=desk.account.name, role=role), "smp-help"))
        if not st.button(plain(say("room.sign")), key=opened.key(f"{to}.sign")):
            return
        if given is None:
            desk.refuse(say("room.agrees_missing"))
        elif signs(opened, signature):
            kept = desk.store.contents.keep(text.encode())
            if opened.note(RoomConsent(to=to, given=given, text=kept, signature=signature or "")):
                opened.noted_in("room")


def _wording(opened: Opened, to: ConsentTo) -> str:
    """In the client's language, where the clinic speaks it still."""
    spoken, code = opened.desk.clinic.languages, opened.record.language
    return load_language(code if code in spoken else spoken[0]).say(f"consents.{to}", clinic=opened.desk.clinic.name)
