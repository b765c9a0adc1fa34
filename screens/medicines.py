"""The medicines a client takes: looked up by name, then a card each with four short questions."""

from functools import cache
from typing import Any

import streamlit as st

from intake.answers import ADVISED, ENDED_BY, STILL
from intake.medicines import Catalogue
from intake.questionnaire import Question
from screens.dates import remembered
from screens.form import Form
from screens.session import known
from screens.text import plain, show, tag

_NAME_LENGTH = 200


def medicines(form: Form, question: Question, raw: Any) -> Any:
    """The list as it is now; None while it is empty, because then the question is not answered."""
    entries: list[dict[str, Any]] = [dict(entry) for entry in raw or []]
    key = form.key(f"{question.id}.name")
    typed = known(key)
    if typed:
        entries.append({"name": str(typed)[:_NAME_LENGTH]})
        st.session_state[key] = None
        form.give(question, entries)
        form.save()
    cards = st.container()
    label = form.say("medicine_more" if entries else "medicine_name")
    with st.container(key=form.key(f"row.{question.id}")):
        found = st.selectbox(
            plain(label), catalogue_names(form.screening.questions.catalogue), index=None, key=key,
            placeholder=form.say("medicine_hint"), accept_new_options=True,
        )  # fmt: skip
    if found:
        st.rerun()  # this process saw the list for the first time; now that it knows it, the name is taken above
    with cards:
        kept = [card(form, question, place, entry) for place, entry in enumerate(entries)]
    return [entry for entry in kept if entry] or None


@cache
def catalogue_names(catalogue: Catalogue) -> tuple[str, ...]:
    """What the search offers."""
    return catalogue.names()


def card(form: Form, question: Question, place: int, entry: dict[str, Any]) -> dict[str, Any] | None:
    """One medicine with its questions, or None when it was taken off the list."""
    # The name is part of the key: when a card above is removed, no answer slides onto another medicine.
    name, known_by = entry["name"], f"{question.id}.{place}.{entry['name']}"
    with st.container(border=True, key=form.key(f"entry-card-{question.id}.{place}")):
        show(tag("h3", name, "smp-name"))
        which = _which(form, known_by, entry)
        advised = _choice(form, known_by, "advised", ADVISED, entry)
        still = _choice(form, known_by, "still", STILL, entry)
        ended = _choice(form, known_by, "ended_by", ENDED_BY, entry) if still in ("no", "sometimes") else None
        show(tag("p", form.say("medicine_last"), "smp-sub"))
        asked, taken = form.say("medicine_last"), entry.get("last_taken")
        last = remembered(form, f"{known_by}.last", asked, "minute", "past", taken)
        if st.button(
            plain(form.say("medicine_remove", name=name)), key=form.key(f"{known_by}.remove"), type="tertiary"
        ):
            entries = form.draft.answers[question.id]
            form.give(question, [other for at, other in enumerate(entries) if at != place] or None)
            form.save()
            st.rerun()
    given = {"name": name, **which, "advised": advised, "still": still, "ended_by": ended, "last_taken": last}
    return {part: value for part, value in given.items() if value is not None}


def _which(form: Form, known_by: str, entry: dict[str, Any]) -> dict[str, Any]:
    """What the catalogue makes of the name; where it stands for several medicines, the client says which."""
    catalogue = form.screening.questions.catalogue
    if catalogue.complete(entry["name"], None, None):
        show(tag("p", form.say("medicine_known"), "smp-help"))
        return {}
    asked = next((one for one in catalogue.match(entry["name"]).matches if not one.item), None)
    if asked is None:
        show(tag("p", form.say("medicine_unknown"), "smp-help"))
        return {}
    texts = {item: catalogue.rows[item].name for item in asked.candidates} | {"": form.say("medicine_unsure")}
    names = list(texts)
    show(tag("p", form.say("medicine_which"), "smp-sub"))
    item = st.radio(
        plain(form.say("medicine_which")), names,
        index=names.index(entry["item"]) if entry.get("item") in names else None,
        format_func=lambda name: plain(texts[name]), key=form.key(f"{known_by}.item"), label_visibility="collapsed",
        width="stretch",
    )  # fmt: skip
    return {"item": item, "confirmed": True} if item else {}


def _choice(form: Form, known_by: str, part: str, values: tuple[str, ...], entry: dict[str, Any]) -> str | None:
    label = form.say(f"medicine_{part}")
    show(tag("p", label, "smp-sub"))
    return st.radio(
        plain(label), values, index=values.index(entry[part]) if entry.get(part) in values else None,
        format_func=lambda value: plain(form.say(f"medicine_{part}_{value}")), key=form.key(f"{known_by}.{part}"),
        label_visibility="collapsed", width="stretch",
    )  # fmt: skip


def missing_part(form: Form, question: Question) -> str:
    """The first thing that is still to be said about a medicine on the list, in a plain line; empty when nothing is."""
    raw = form.draft.answers.get(question.id)
    for entry in raw if isinstance(raw, list) else []:
        wanted = ["advised", "still"] + (["ended_by"] if entry.get("still") in ("no", "sometimes") else [])
        for part in wanted:
            if not entry.get(part):
                return form.say("medicine_missing", name=entry["name"], question=form.say(f"medicine_{part}"))
    return ""
