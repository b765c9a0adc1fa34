"""Somebody at the desk, without a browser, and a client whose record they may read."""

import json
import secrets
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from intake.answers import read_intake
from records import Account, Ref, Role, Store, Submission
from records.audit import COMMAND
from rules.content import load_screening, parts
from screens.wiring import installed

HEALTHY: dict[str, Any] = json.loads((Path(__file__).parents[1] / "rules/healthy.json").read_text(encoding="utf-8"))
PASSWORD = "Grüne Tinte trocknet"


def hire(store: Store, login: str, role: Role, password: str | None = PASSWORD, **how: Any) -> Account:
    """An account whose name is its login, capitalised."""
    return store.accounts.add(
        login.title(), role, login, password, moment=installed().now(), actor=COMMAND, **how
    )  # fmt: skip


CONSULTATION: dict[str, Any] = {"kind": "consultation", "at": None}


def sent(store: Store, name: str, draft: str = "", *, visit: dict[str, Any] = CONSULTATION, **answers: Any) -> Ref:
    """The record of a client with this name, healthy but for `answers`; from this draft's token, or from any."""
    now, clinic = installed().now(), installed().clinic
    screening = load_screening(clinic)
    told: dict[str, Any] = {"assessed_at": now.isoformat(), "answers": {**HEALTHY, "full_name": name, **answers}}
    told["visit"] = visit
    assessment = screening.assess(read_intake(told, screening.questionnaire, clinic))
    return store.records.submit(
        Submission(
            id=secrets.token_hex(8),
            draft_token=draft or secrets.token_urlsafe(32),
            answers=told,
            identity={"full_name": name, "birth_date": told["answers"]["birth_date"]},
            assessment=assessment.model_dump(mode="json", by_alias=True),
            consents=[],
            contents={part: store.contents.keep(text) for part, text in parts(screening).items()},
        ),
        now,
    )


class Colleague:
    """One tab of a browser at the desk. `token` is what its cookie holds, `user` what a provider says."""

    def __init__(self, patch: pytest.MonkeyPatch, token: str = "", user: dict[str, Any] | None = None) -> None:
        self._patch, self._token = patch, token
        self.app = AppTest.from_file("../../screens/main.py", default_timeout=60)
        if user:
            self.app.user = {"is_logged_in": True, **user}
        self.open("desk")

    def run(self) -> None:
        """Click somewhere."""
        self._with_cookie()
        self.app.run()
        assert not self.app.exception

    def open(self, address: str) -> str:
        """Type an address of this program; the heading of the page that it leads to."""
        self.app._page_hash = calc_hash(address)
        self.run()
        self.app._page_hash = ""
        return self.heading

    def press(self, key: str) -> None:
        """The button whose key, or whose label where it stands in a form, ends so."""
        self._with_cookie()
        next(one for one in self.app.button if str(one.key).endswith(key) or one.label == key).click().run()
        assert not self.app.exception

    def type(self, **values: str) -> None:
        """Into the fields whose keys end with these names."""
        for name, value in values.items():
            next(one for one in self.app.text_input if str(one.key).endswith(name)).set_value(value)

    def choose(self, key: str, value: Any) -> None:
        """One of a list, or of a group of buttons."""
        lists = (*self.app.selectbox, *self.app.radio)
        next(one for one in lists if str(one.key).endswith(key)).set_value(value)

    def tick(self, key: str) -> None:
        """Tick a box; what follows from it is drawn."""
        self._with_cookie()
        next(one for one in self.app.checkbox if str(one.key).endswith(key)).check().run()
        assert not self.app.exception

    def read(self, ref: Ref) -> None:
        """Open the page of a record."""
        self.app.session_state["record"] = str(ref)
        self.open("record")

    @property
    def said(self) -> str:
        """All words of the page: its texts, labels, values and links."""
        shown = [element.proto.body for element in self.app.get("html")]
        shown += [element.proto.label for element in self.app.get("page_link")]
        shown += [one.label for one in (*self.app.button, *self.app.text_input, *self.app.selectbox)]
        shown += [str(one.value) for one in self.app.text_input]
        return "\n".join(shown)

    @property
    def heading(self) -> str:
        return self.said.partition('<h1 class="smp-title">')[2].partition("</h1>")[0]

    @property
    def links(self) -> list[str]:
        """Where the page leads, and the page of the desk that it is."""
        return [element.proto.page for element in self.app.get("page_link")] + ([self.here] if self.here else [])

    @property
    def here(self) -> str:
        """The page that the bar marks as the one that is shown."""
        return self.said.partition('aria-current="page" href="/')[2].partition('"')[0]

    def _with_cookie(self) -> None:
        # AppTest has no browser, so it asks with no cookies; each tab has its own here.
        cookies = {installed().desk_cookie: self._token} if self._token else {}
        self._patch.setattr(type(st.context), "cookies", cookies)
