"""The first ten centimetres of a record: what is urgent, whether to start, what is awaited, asked and wanted."""

from collections.abc import Iterator

import streamlit as st

from reports import layout
from reports.model import Meaning
from screens.desk.look import box, shape
from screens.desk.opened import Opened
from screens.desk.zone_map import drawing
from screens.text import Html, joined, safe, show, tag


def page_one(opened: Opened) -> None:
    """What decides a consultation, in the order of the printed page."""
    report = opened.report
    boxes = [_urgent(opened, word) for word in dict.fromkeys(one.word for one in report.urgent)]
    if report.status:
        boxes.append(box(report.status.meaning, report.status.word, report.status.text))
    show(tag("div", joined(*boxes), "smp-page-one"))
    left, right = st.columns([4, 1], gap="medium")
    with left:
        show(tag("dl", joined(*_lines(opened)), "smp-lines"))
    with right:
        key = "map" if report.zones else "map_empty"
        told = opened.desk.language.say(f"reports.specialist.{key}", zones=opened.case.answered(layout.load().zones))
        show(f'<figure class="smp-map">{drawing(list(report.zones))}{tag("figcaption", told)}</figure>')


def _urgent(opened: Opened, word: str) -> Html:
    """What cannot wait, with when the client was told of it and who here has opened it."""
    meant = [one for one in opened.report.urgent if one.word == word]
    told = (line for one in meant for line in (one.text, *one.after))
    return box("urgent", word, *told, f"{meant[0].told}. {_first_look(opened)}")


def _first_look(opened: Opened) -> str:
    """Who of the specialists opened the record first, and when."""
    desk, queued = opened.desk, opened.queued
    if queued is None or queued.opened_at is None:
        return opened.say("opened_nobody")
    about = desk.store.audit.about(desk.store.records.subject(opened.record.ref))
    actor = next((entry.actor for entry in about if entry.action == "record.opened"), "")
    names = {account.id: account.name for account in desk.store.accounts.all()}
    return opened.say("opened_by", who=names.get(actor, opened.say("somebody")), when=desk.moment(queued.opened_at))


def _lines(opened: Opened) -> Iterator[Html]:
    report = opened.report
    for wait in report.waits:
        yield _line(opened, wait.meaning, f"{wait.meaning}_word", wait.text)
    for condition in report.conditions:
        yield _line(opened, "care", "care_word", condition)
    yield _line(opened, None, "allergies", report.allergies)
    for ask in report.asks:
        yield _line(opened, "ask", "ask_word", ask)
    if report.changed:
        yield _line(opened, None, "changed", report.changed)
    yield _line(opened, None, "wants", report.wants)
    if report.person.support:
        yield _line(opened, None, "support", report.person.support)
    if report.person.reach:
        yield _line(opened, None, "reach", report.person.reach)


def _line(opened: Opened, meaning: Meaning | None, word: str, text: str) -> Html:
    said = safe(opened.desk.language.say(f"reports.specialist.{word}"))
    label = joined(shape(meaning), tag("span", said)) if meaning else said
    style = f"smp-is-{meaning}" if meaning else ""
    return tag("div", joined(tag("dt", label, style), tag("dd", text)))
