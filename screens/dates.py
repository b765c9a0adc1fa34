"""Dates as coarse as the client remembers them: three typed fields for the birth date, short lists for all others."""

import datetime as dt
import re
from datetime import datetime, timedelta, tzinfo
from typing import Any

import streamlit as st
from babel.dates import get_month_names

from intake.answers import Fault
from intake.instant import PARTS_OF_DAY
from intake.questionnaire import Question
from intake.typed_day import PARTS
from screens.form import Form
from screens.session import known
from screens.text import plain, show, tag

BIRTH_DATE = "birth_date"
RECENT_DAYS = 7
FINER = ("year", "month", "day", "part", "minute")
_OLDER = "older"
_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d\d))?(?: ?([ap])\.?m\.?)?")
_YEARS_BACK, _YEARS_AHEAD = 90, 5


def date(form: Form, question: Question, raw: Any) -> Any:
    """Ask for a date; returns what was given, also when it is no date yet: reading it says what is wrong."""
    if question.id == BIRTH_DATE:
        return _typed(form, question, raw)
    return remembered(form, question.id, form.words(question), question.finest, question.tense, raw)


def date_fault(form: Form, question: Question, fault: Fault) -> str:
    """What is wrong with an answer; a birth date cannot be left coarse, so it is not offered there."""
    raw = str(form.draft.answers.get(question.id))
    if question.id == BIRTH_DATE and fault.key == "intake.error.date":
        return form.say("birth_date_wrong")
    if fault.key == "intake.error.date" and (raw.startswith("-") or "--" in raw):
        return form.say("date_gap")
    if fault.key == "intake.error.date" and "T" in raw:
        return form.say("time_wrong")
    return fault.plain(form.language)


def _typed(form: Form, question: Question, raw: Any) -> Any:
    """Day, month and year typed one after another, as on a passport; all three are needed."""
    held = dict(zip(("year", "month", "day"), (raw or "").split("-"), strict=False))
    given = {}
    with st.container(horizontal=True, key=form.key(f"row.{question.id}")):
        for part, length in PARTS:
            given[part] = st.text_input(
                plain(form.say(part)),
                value=held.get(part, "").lstrip("0"),
                max_chars=length,
                key=form.key(f"{question.id}.{part}"),
                autocomplete=f"bday-{part}",
            ).strip()
    if not any(given.values()):
        return None
    return f"{given['year']:0>4}-{given['month']:0>2}-{given['day']:0>2}"


def remembered(form: Form, name: str, label: str, finest: str, tense: str, raw: Any) -> Any:
    """Ask when something was or will be; whatever is left out stays unknown.

    `name` is what the widgets are known by. A recent day is one choice; older ones go by day, month and year.
    """
    today = form.now.astimezone(form.clinic.clock).date()
    text = raw if isinstance(raw, str) else ""
    day, rest = text[:10], text[11:]
    fine = FINER.index(finest) >= FINER.index("day")
    if fine and tense == "past":
        days = [str(today - timedelta(days=back)) for back in range(RECENT_DAYS)]
        chosen = _select(
            form, f"{name}.recent", label, [*days, _OLDER], day if day in days else _OLDER if text else None,
            {**{one: _near(form, today, one) for one in days}, _OLDER: form.say("older")}, form.say("choose_day"),
        )  # fmt: skip
        if chosen is None:
            return None
        older = "" if day in days else day
        day = _calendar(form, name, label, finest, tense, older, today) if chosen == _OLDER else chosen
    else:
        day = _calendar(form, name, label, finest, tense, day, today)
    if not day or len(day) < len("2026-01-01") or finest not in ("part", "minute"):
        return day or None
    return _with_time(form, name, label, finest, day, rest)


def _calendar(form: Form, name: str, label: str, finest: str, tense: str, held: str, today: dt.date) -> str:
    """A list each for day, month and year, in the order of a birth date; what is not known is left empty."""
    first = today.year - (_YEARS_BACK if tense == "past" else 0 if tense == "future" else _YEARS_AHEAD)
    last = today.year + (0 if tense == "past" else _YEARS_AHEAD)
    years = [f"{year:04}" for year in range(first, last + 1)]
    if tense != "future":
        years.reverse()
    names = get_month_names(locale=form.language.locale)
    months = {f"{number:02}": form.say("month_name", month=text) for number, text in names.items()}
    lists = {"day": [f"{number:02}" for number in range(1, 32)], "month": list(months), "year": years}
    asked = FINER[: FINER.index(finest) + 1]
    given = dict(zip(("year", "month", "day"), [*held.split("-"), "", ""], strict=False))
    if "month" in asked:
        show(tag("p", form.say("date_coarse"), "smp-help"))
    with st.container(horizontal=True, key=form.key(f"row.{name}")):
        for part, _ in PARTS:
            if part in asked:
                texts, hint = months if part == "month" else {}, form.say(part)
                chosen = _select(form, f"{name}.{part}", f"{label} {hint}", lists[part], given[part], texts, hint)
                given[part] = chosen or ""
    return "-".join(given.values()).rstrip("-")


def _with_time(form: Form, name: str, label: str, finest: str, day: str, rest: str) -> str:
    """A part of the day, or a time; a time that is not in the list may be typed."""
    slots = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)] if finest == "minute" else []
    options = [*PARTS_OF_DAY, *slots]
    options += [rest] if rest and rest not in options else []
    texts = {part: form.say(part) for part in PARTS_OF_DAY}
    given = _select(
        form, f"{name}.time", f"{label} {form.say('time')}", options, rest, texts, form.say("choose_time"),
        typed=finest == "minute",
    )  # fmt: skip
    if not given:
        return day
    return f"{day} {given}" if given in PARTS_OF_DAY else f"{day}T{clock_time(given)}"


def clock_time(text: str) -> str:
    """A typed time as HH:MM where it can only mean one: "9.30", "14", "2 pm". Any other text stays as it is."""
    found = _TIME.fullmatch(text.strip().lower())
    if not found:
        return text
    hour, minute, half = int(found[1]), found[2] or "00", found[3]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half or (not found[2] and hour < 13):
        return text  # "2" alone may be the night or the afternoon
    return f"{hour:02}:{minute}"


def _near(form: Form, today: dt.date, day: str) -> str:
    """A recent day in words."""
    then = dt.date.fromisoformat(day)
    back = (today - then).days
    key = {0: "today", 1: "yesterday"}.get(back, "day_before")
    return form.say(key, date=form.language.date(then))


def _select(
    form: Form, name: str, label: str, options: list[str], held: str | None, texts: dict[str, str], hint: str,
    typed: bool = False,
) -> str | None:  # fmt: skip
    """One list. The chosen value may be taken back."""
    key = form.key(name)
    typed_before = known(key)
    if typed and typed_before and typed_before not in options:
        options = [*options, typed_before]
    given = st.selectbox(
        plain(label),
        options,
        index=options.index(held) if held in options else None,
        format_func=lambda option: texts.get(option, option),
        key=key,
        placeholder=hint,
        accept_new_options=typed,
        label_visibility="collapsed",
    )
    return str(given) if given is not None else None


def upcoming_days(now: datetime, zone: tzinfo, count: int) -> list[str]:
    """Today and the days after it, as the clinic's calendar has them (ISO)."""
    today = now.astimezone(zone).date()
    return [str(today + timedelta(days=ahead)) for ahead in range(count)]
