"""The desk in this run: who is there, what the clinic is, and which pages this role has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from intake.clinic import Clinic
from intake.language import Language
from records import Account, Store
from screens.text import show, tag
from screens.wiring import Wiring


@dataclass
class Desk:
    """Everything that a page of the desk needs, made afresh for each run. `key` is that of the session."""

    wiring: Wiring
    language: Language
    account: Account
    key: str
    now: datetime
    pages: Mapping[str, Any] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.wiring.store

    @property
    def clinic(self) -> Clinic:
        return self.wiring.clinic

    @property
    def still_open(self) -> bool:
        """Is the session open at this moment, which may be long after the page was drawn?"""
        return self.store.sessions.see(self.key, self.wiring.now()).state == "open"

    def say(self, key: str, **values: Any) -> str:
        """A text of the desk."""
        return self.language.say(f"desk.{key}", **values)

    def moment(self, at: datetime) -> str:
        """Thu 3 Dec, 14:00 on the clinic's clock."""
        return self.language.short_moment(at.astimezone(self.clinic.clock))

    @property
    def address(self) -> str:
        """Where this program is reached, as the browser has it."""
        here = urlsplit(st.context.url or "")
        return f"{here.scheme}://{here.netloc}"

    def new_link(self, visit_id: str, address: str = "") -> str:
        """Another link to a visit's form, which is kept nowhere; `address` where no page is being drawn."""
        token = self.store.invitations.make(visit_id, self.wiring.now(), self.account.id)
        return f"{address or self.address}/i/{token}"

    def note(self, action: str, subject: str = "") -> None:
        """Write into the audit trail what this person took away."""
        self.store.audit.note(self.wiring.now(), self.account.id, action, subject)

    def looked(self, action: str, subject: str = "") -> None:
        """The same for what they look at: once, however often Streamlit draws it again meanwhile."""
        if st.session_state.get("looked") != (action, subject):
            self.note(action, subject)
            st.session_state["looked"] = (action, subject)

    def refuse(self, line: str) -> None:
        """Say what is wrong and what to do."""
        show('<div class="smp-errors" role="alert">', tag("p", line), "</div>")

    def done(self, line: str) -> None:
        """Say that something was done."""
        show('<div class="smp-notice" role="status">', tag("p", line), "</div>")

    def go(self, page: str) -> None:
        """Leave for another page of the desk; ends the run."""
        st.switch_page(self.pages[page])
