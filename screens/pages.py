"""The pages of the form as Streamlit knows them, each made when a run first needs it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import streamlit as st

from intake.questionnaire import Section
from screens.client.step import step_page
from screens.form import Form

Page = Callable[[Form], None]


class FormPages(Mapping[str, Any]):
    """st.Page objects: one a section under its id, and the `plain` pages under their names.

    Who only goes on from a page needs the next one and no other; all are needed to draw one.
    """

    def __init__(self, form: Form, plain: Mapping[str, Page], instead: Page | None = None) -> None:
        """`instead` is shown at every address, if given."""
        self._form, self._instead = form, instead
        self._plain, self._sections = plain, {one.id: one for one in form.screening.questionnaire.sections}
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._page(name, self._sections.get(name))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._plain
        yield from self._sections

    def __len__(self) -> int:
        return len(self._plain) + len(self._sections)

    def _page(self, name: str, section: Section | None) -> Any:
        form = self._form
        draw: Callable[[], None]
        if section:
            draw, title = partial(step_page, form, name), form.title(section)
        else:
            draw, title = partial(self._plain[name], form), form.say(_TITLES.get(name, "landing_title"))
        if self._instead:
            draw = partial(self._instead, form)
        return st.Page(draw, title=f"{title} – {form.clinic.name}", url_path=name, default=name == "landing")


_TITLES = {name: name for name in ("result", "ended", "elsewhere")}
