"""The letters of a record: how far each is on its way, and what happened to it since."""

from datetime import date

import streamlit as st

from records import LETTER_STEPS, LetterNote, LetterStep
from reports.ways import Way, sent_by, ways
from screens.dates import upcoming_days
from screens.desk.files import keep, named, of_the_visit, upload
from screens.desk.look import badge, timeline
from screens.desk.opened import Opened
from screens.text import joined, plain, show, tag

_DUE_DAYS, _GOOD_DAYS = 92, 731
_OUT: tuple[LetterStep, ...] = ("asked", "sent", "chased")


def letters(opened: Opened) -> None:
    """Each letter that is demanded, or was, with its way and a place to note the next step."""
    kept = opened.made.kept
    found = ways(opened.case, kept.chart, kept.at, kept.asked)
    if not found:
        return
    show(tag("h2", opened.say("letters"), "smp-part"))
    opened.tell_noted("letters")
    for way in found:
        with st.container(border=True, key=opened.key(f"letter-card-{way.sender}")):
            _letter(opened, way)


def _letter(opened: Opened, way: Way) -> None:
    case, word = opened.case, opened.desk.language.say("reports.level.clearance")
    about = case.letter_subject(way.wanted) if way.wanted else case.in_a_sentence(case.subjects(way.rules))
    title = opened.say("letter_about" if about else "letter_from", about=about, sender=sent_by(case, way))
    show(joined(badge("letter", word), tag("p", title, "smp-strong")))
    show(timeline(_step(opened, way, place) for place in range(len(way.steps))))
    if advice := _advice(opened, way):
        show(tag("p", advice, "smp-do"))
    step = st.selectbox(
        plain(opened.say("letter_step")), LETTER_STEPS, index=None, key=opened.key(f"{way.sender}.step"),
        placeholder=opened.say("letter_step_hint"), format_func=lambda one: opened.say(f"letter_step.{one}"),
    )  # fmt: skip
    if step:
        _note(opened, way, step)


def _step(opened: Opened, way: Way, place: int) -> tuple[str, str, str]:
    at, note = way.steps[place]
    said = [opened.say(f"letter_step.{note.step}"), note.from_whom]
    if note.allows is not None:
        said.append(opened.desk.language.say(f"reports.way.{'allows' if note.allows else 'allows_not'}"))
    if day := note.valid_until or note.due:
        key = "until" if note.valid_until else "by"
        said.append(opened.desk.language.say(f"reports.way.{key}", day=opened.desk.language.short_date(day)))
    said.append(opened.say("letter_with_scan") if note.file else "")
    told = ", ".join(filter(None, said))
    by = next((one.by for one in opened.made.kept.chart if one.at == at and one.note == note), "")
    return opened.desk.moment(at), by or opened.say("letter_told"), f"{told}: {note.words}" if note.words else told


def _advice(opened: Opened, way: Way) -> str:
    """Where a way seems to end, how it goes on."""
    note = way.last.note if way.last else None
    if note is None or way.wanted is None or way.awaited:
        return ""
    if note.step == "arrived" and note.allows:
        return opened.say("letter_over" if note.valid_until else "letter_other")
    return opened.say(f"letter_{'not_now' if note.step == 'arrived' else note.step}")


def _note(opened: Opened, way: Way, step: LetterStep) -> None:
    """What belongs to this step, and keeping it."""

    def key(name: str) -> str:
        return opened.key(f"{way.sender}.{step}.{name}")

    show(opened.for_whom())
    whom = st.text_input(
        plain(opened.say("letter_whom")), value=way.from_whom, max_chars=200, key=key("whom"), autocomplete="off"
    )
    due, allows, good, scan = None, None, None, ""
    if step in _OUT:
        due = _day(opened, "letter_due", key("due"), _days_in_time(opened))
    if step == "arrived":
        allows = st.radio(
            plain(opened.say("letter_allows")), (True, False), index=None, key=key("allows"), horizontal=True,
            width="stretch",
            format_func=lambda yes: plain(opened.say("letter_allows.yes" if yes else "letter_allows.no")),
        )  # fmt: skip
        good = _day(opened, "letter_good", key("good"), _GOOD_DAYS)
        scan = _scan(opened, key("file"))
    words = st.text_input(
        plain(opened.say("letter_conditions" if step == "arrived" else "letter_words")), max_chars=2000,
        key=key("words"), autocomplete="off",
    )  # fmt: skip
    if not st.button(plain(opened.say("letter_note")), key=key("note")):
        return
    if step == "arrived" and allows is None:
        opened.desk.refuse(opened.say("letter_allows_missing"))
        return
    note = LetterNote(
        sender=way.sender, rules=way.rules, step=step, from_whom=whom.strip(), due=due, allows=allows,
        valid_until=good, file=scan, words=words.strip(),
    )  # fmt: skip
    if opened.note(note):
        opened.noted_in("letters")


def _scan(opened: Opened, key: str) -> str:
    """One of the visit's files, or "". What is put here is kept as soon as it has arrived, and is the one then."""
    found = of_the_visit(opened)
    data = upload(opened, "letter", f"{key}.{len(found)}")
    if data and (kept := keep(opened, "letter", data)):
        st.session_state[key] = kept
        st.rerun()
    if not found:
        return ""
    names = {one.id: named(opened, one) for one in found}
    chosen = st.selectbox(
        plain(opened.say("letter_file")), list(names), index=None, key=key, format_func=names.__getitem__,
        placeholder=opened.say("letter_file_hint"),
    )  # fmt: skip
    return chosen or ""


def _days_in_time(opened: Opened) -> int:
    """How many days, today the first, there are to ask again on: before the treatment that the letter is for."""
    desk, visit = opened.desk, opened.case.intake.visit
    if not (visit.treatment and visit.at and visit.at > desk.now):
        return _DUE_DAYS
    until, today = (moment.astimezone(desk.clinic.clock).date() for moment in (visit.at, desk.now))
    return min(_DUE_DAYS, max(1, (until - today).days))


def _day(opened: Opened, label: str, key: str, count: int) -> date | None:
    """A day from today on, or none."""
    desk = opened.desk
    chosen = st.selectbox(
        plain(opened.say(label)), upcoming_days(desk.now, desk.clinic.clock, count), index=None, key=key,
        placeholder=opened.say("letter_no_day"),
        format_func=lambda one: desk.language.date(date.fromisoformat(one)),
    )  # fmt: skip
    return date.fromisoformat(chosen) if chosen else None
