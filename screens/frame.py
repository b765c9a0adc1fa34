"""What every page of the form has around its questions: how far one is, what is wrong, and the way on."""

import streamlit as st

from intake.clinic import Clinic
from intake.journey import Step
from intake.language import Language
from intake.logo import logo_address
from screens.form import Form
from screens.languages import languages, not_checked
from screens.text import NOTHING, Html, joined, listed, plain, safe, show, tag


class Head:
    """The words above a field: the question, what helps to answer it, and what is wrong with the answer.

    `name` is the id that the summary of faults links to; the help and the fault have it too, with "-help" and "-fault"
    behind it (screens/focus.py).
    """

    def __init__(self, title: str, name: str, helps: str = "", why: str = "") -> None:
        self.title, self.name = title, f"q-{name}"
        self._lines = tag("p", helps, "smp-help", f"{self.name}-help") if helps else ""
        self._lines += tag("p", why, "smp-why") if why else ""
        self._place = st.html(self._words())

    def wrong(self, line: str) -> None:
        """Say what is wrong, in the same place, once that is known: the field has been drawn by then."""
        self._place.html(self._words() + tag("p", line, "smp-fault", f"{self.name}-fault"))

    def _words(self) -> str:
        return tag("h2", self.title, "smp-question", self.name) + self._lines


def masthead(clinic: Clinic, language: Language, opened: bool, choice: bool = True) -> None:
    """Whose form this is, with its logo, and the languages, if there is a `choice`; `opened` lists them at once."""
    logo = f'<img alt="" src="{logo_address(clinic.logo)}">' if clinic.logo else ""
    show(
        f'<div class="smp-top"><div class="smp-clinic">{logo}{tag("span", clinic.name)}</div>',
        languages(language, clinic.languages if choice else (), opened),
        f"</div>{not_checked(language)}",
    )


def progress(form: Form, step: Step) -> Html:
    """ "Step 3 of 11" and a bar; nothing where one page does.

    A tick may bring a step or take one away. That is told on the next page: the numbers of this one stand still while
    somebody reads it.
    """
    if form.one_page:
        return NOTHING
    if form.tab["counted"][0] != step.section.id:
        form.tab["counted"] = step.section.id, len(form.steps)
    total = max(form.tab["counted"][1], step.number)
    told = form.say("progress", number=step.number, total=total)
    bar = f'<div class="smp-bar" aria-hidden="true"><div style="width:{100 * step.number // total}%"></div></div>'
    return joined(tag("p", told, "smp-progress"), Html(bar))


def buttons(form: Form, forward: str, back: bool) -> tuple[bool, bool]:
    """The one filled button, and the way back; returns which was pressed.

    Both are read as values: a function called on a click is lost when the server was restarted before the click.
    """
    with st.container(key="buttons"):
        go_on = st.button(plain(form.say(forward)), type="primary", key="continue", width="stretch")
        go_back = back and st.button(plain(form.say("back")), type="tertiary", key="back")
    return go_on, go_back


def saved(form: Form) -> None:
    """That nothing of this page is lost, said quietly: only where it is kept."""
    kept = form.draft.begun and not form.draft.unsaved
    show('<p class="smp-saved" role="status">', safe(form.say("saved")) if kept else "", "</p>")


def error_summary(form: Form, faults: list[tuple[Head, str]]) -> None:
    """What has to be looked at again, in the words of the fields, each a link to its field; and again above each."""
    for head, line in faults:
        head.wrong(line)
    lines = [Html(f'<a href="#{head.name}">{safe(f"{head.title} {line}")}</a>') for head, line in faults]
    show('<div class="smp-errors" role="alert">', tag("h2", form.say("errors")), listed(lines), "</div>")


def notice(text: str) -> None:
    """One kind message above everything."""
    show('<div class="smp-notice" role="status">', tag("p", text), "</div>")
