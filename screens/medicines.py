"""The medicines a client takes: looked up by name, then a card each with four short questions."""

from functools import cache
from typing import Any

import streamlit as st

from intake.answers import ADVISED, ENDED_BY, MOST_MEDICINES, STILL
from intake.medicines import Catalogue, Medicine, Reading
from intake.questionnaire import Question
from screens.dates import remembered
from screens.form import Form
from screens.session import known
from screens.text import plain, show, tag

_NAME_LENGTH = 200
_WAYS = ("unlisted", "nameless")
"""What can be written where the search does not help: a name that is not in the list, or what it is for."""


def medicines(form: Form, question: Question, raw: Any) -> Any:
    """The list as it is now; None while it is empty, because then the question is not answered."""
    entries: list[dict[str, Any]] = [dict(entry) for entry in raw or []]
    fields = {way: form.key(f"{question.id}.{way}") for way in ("name", *_WAYS)}
    fresh = [str(typed) for key in fields.values() if (typed := known(key))]
    if fresh:
        entries += [{"name": name} for typed in fresh for name in _names(form, typed)][: MOST_MEDICINES - len(entries)]
        for key in fields.values():
            st.session_state[key] = None
        st.session_state.pop(form.key(f"{question.id}.way"), None)
        form.give(question, entries)
        form.save()
    cards = st.container()
    if len(entries) >= MOST_MEDICINES:
        show(tag("p", form.say("medicine_most", most=MOST_MEDICINES), "smp-help"))
    elif _search(form, question, fields, bool(entries)):
        st.rerun()  # this process saw the list for the first time; now that it knows it, the name is taken above
    with cards:
        kept = [entry for place in range(len(entries)) if (entry := card(form, question, place, entries))]
    show(tag("p", _told(form, kept), "smp-aloud"))
    return kept or None


def _told(form: Form, entries: list[dict[str, Any]]) -> str:
    """The list in a sentence, for who cannot see that a card has come or gone."""
    names = [entry["name"] for entry in entries]
    return form.say("medicine_listed", names=form.language.listed(names)) if names else form.say("medicine_empty")


def _names(form: Form, typed: str) -> list[str]:
    """What was typed, as typed; a line that only lists medicines becomes a card for each of them."""
    several = form.screening.questions.catalogue.match(typed).several
    return [name[:_NAME_LENGTH] for name in several or (typed,)]


def _search(form: Form, question: Question, fields: dict[str, str], more: bool) -> bool:
    """The search with its ways out; has anything just been typed into it?"""
    label = form.say("medicine_more" if more else "medicine_name")
    with st.container(key=form.key(f"row.{question.id}")):
        offered = catalogue_names(form.screening.questions.catalogue, form.clinic.country, form.language.code)
        found = st.selectbox(
            plain(label), offered, index=None, key=fields["name"], placeholder=form.say("medicine_hint"),
            accept_new_options=True,
        )  # fmt: skip
        chosen = form.key(f"{question.id}.way")
        for way in _WAYS:
            if st.button(
                plain(form.say(f"medicine_{way}")), key=form.key(f"{question.id}.{way}.open"), type="tertiary"
            ):
                st.session_state[chosen] = way
        opened = st.session_state.get(chosen)
        written = opened and st.text_input(
            plain(form.say(f"medicine_{opened}_label")), max_chars=_NAME_LENGTH, key=fields[opened]
        )
        photo = form.say("medicine_photo_name")
        listed = form.draft.answers.get(question.id)
        entries = listed if isinstance(listed, list) else []
        unseen = all(entry["name"] != photo for entry in entries)
        if unseen and st.button(
            plain(form.say("medicine_photo")), key=form.key(f"{question.id}.photo"), type="tertiary"
        ):
            form.give(question, [*entries, {"name": photo}])
            form.save()
            return True
    return bool(found or written)


@cache
def catalogue_names(catalogue: Catalogue, country: str, language: str) -> tuple[str, ...]:
    """What the search offers."""
    return catalogue.names(country, language)


def card(form: Form, question: Question, place: int, entries: list[dict[str, Any]]) -> dict[str, Any] | None:
    """One medicine of the list with its questions, or None when it was taken off it."""
    entry = entries[place]
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
            form.give(question, [other for at, other in enumerate(entries) if at != place] or None)
            form.save()
            st.rerun()
    given = {"name": name, **which, "advised": advised, "still": still, "ended_by": ended, "last_taken": last}
    return {part: value for part, value in given.items() if value is not None}


def _which(form: Form, known_by: str, entry: dict[str, Any]) -> dict[str, Any]:
    """What was understood of the name. Where it may be one of several, or is only guessed, the client says which."""
    catalogue = form.screening.questions.catalogue
    read = catalogue.match(entry["name"])
    for status in ("taken", "denied", "past", "allergy"):
        if said := _understood(form, read, status, entry["name"]):
            show(tag("p", said, "smp-help"))
    if catalogue.complete(entry["name"], None, None):
        return {}
    asked = next((one for one in read.matches if not one.sure), None)
    if form.identifies:
        return _identified(form, known_by, entry, asked.candidates if asked else ())
    if asked is None:
        unnamed = any(row.unnamed for row in catalogue.recognised(entry["name"], None, None))
        show(tag("p", form.say("medicine_unnamed" if unnamed else "medicine_unknown"), "smp-help"))
        return {}
    guessed = asked.certainty == "fuzzy"
    label = form.say("medicine_meant" if guessed else "medicine_which")
    texts = {item: _known_as(form, catalogue.rows[item]) for item in asked.candidates}
    texts |= {"other": form.say("medicine_other")} if guessed else {}
    texts |= {"": form.say("medicine_unsure")}
    names = list(texts)
    held = "other" if entry.get("confirmed") is False else entry.get("item")
    show(tag("p", label, "smp-sub"))
    item = st.radio(
        plain(label), names, index=names.index(held) if held in names else None,
        format_func=lambda name: plain(texts[name]), key=form.key(f"{known_by}.item"), label_visibility="collapsed",
        width="stretch",
    )  # fmt: skip
    if item == "other":
        return {"confirmed": False}
    return {"item": item, "confirmed": True} if item else {}


def _identified(form: Form, known_by: str, entry: dict[str, Any], first: tuple[str, ...]) -> dict[str, Any]:
    """A search in the whole catalogue, with what it may be at its head; the name stays as it was typed."""
    texts = {item: _known_as(form, row) for item, row in form.screening.questions.catalogue.rows.items()}
    items = [*first, *sorted(texts.keys() - set(first), key=lambda item: texts[item].casefold())]
    item = st.selectbox(
        plain(form.say("medicine_identify")), items, index=items.index(entry["item"]) if entry.get("item") else None,
        format_func=texts.__getitem__, key=form.key(f"{known_by}.item"), placeholder=form.say("medicine_hint"),
    )  # fmt: skip
    return {"item": item, "confirmed": True} if item else {}


def _known_as(form: Form, row: Medicine) -> str:
    """A medicine by its generic name and the first brands of the country: on the box, people read the brand."""
    brands = row.brands_in(form.clinic.country)[:2]
    name = row.name_in(form.language.code)
    return f"{name} ({', '.join(brands)})" if brands else name


def _understood(form: Form, read: Reading, status: str, typed: str) -> str:
    """What was read for certain with one status, in a line; empty where nothing was."""
    rows = form.screening.questions.catalogue.rows
    found = [
        rows[one.item].name_in(form.language.code)
        for one in read.matches
        if one.sure and one.item and one.status == status
    ]
    if not found:
        return ""
    if status == "taken" and [name.casefold() for name in found] == [typed.casefold()]:
        return form.say("medicine_known")
    return form.say(f"medicine_read_{status}", names=form.language.listed(found))


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
