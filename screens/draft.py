"""The draft in hand: everything a client has given so far, read when a run begins and saved whenever it changed."""

import copy
from datetime import datetime
from typing import Any, Self

from records import BadToken, Draft, RecordsError, Store
from screens.session import Tab


class MovedOn(Exception):  # noqa: N818 - a state of affairs, not a fault
    """Another tab has saved, sent or dropped the draft since this tab showed it."""


class DraftInHand:
    """One draft. `content` is plain JSON and is changed in place; `save` writes it if it differs from what is kept.

    Its parts: answers {question: raw}, visit {kind, day, time}, told {rule: moment}, left_open {check: answers},
    showing (what a step shows instead of its questions), return_to (a section id), submission (an id).
    """

    def __init__(self, store: Store, token: str, own: Tab, content: dict[str, Any], version: int) -> None:
        self._store, self.token, self._tab = store, token, own
        self.content = content
        self._kept = copy.deepcopy(content)
        self._version = version

    @classmethod
    def read(cls, store: Store, token: str, own: Tab) -> Self:
        """The draft of `token`, empty when there is none. Raises MovedOn when this tab showed an older one."""
        try:
            draft: Draft | None = store.drafts.read(token)
        except BadToken:
            # A cookie that was not set here, so it may be guessable: the tab's own token instead.
            token, draft = own["token"], store.drafts.read(own["token"])
        version = draft.version if draft else 0
        shown = own["version"]
        own["version"] = version
        if shown not in (None, version):
            raise MovedOn
        return cls(store, token, own, dict(draft.content) if draft else {}, version)

    @property
    def begun(self) -> bool:
        return self._version > 0

    @property
    def answers(self) -> dict[str, Any]:
        return self.part("answers")

    def part(self, name: str) -> dict[str, Any]:
        """A part of the draft that is a mapping, made when it is not there yet."""
        made: dict[str, Any] = self.content.setdefault(name, {})
        return made

    def save(self, moment: datetime) -> None:
        """Keep what changed, in one commit. Raises MovedOn when another tab was faster; nothing is overwritten."""
        if _without_blanks(self.content) == _without_blanks(self._kept):
            return
        try:
            version = self._store.drafts.save(self.token, self.content, self._version, moment)
        except RecordsError as error:
            raise MovedOn from error
        self._tab["version"] = self._version = version
        self._kept = copy.deepcopy(self.content)

    def drop(self) -> None:
        """Forget everything: nothing is kept of it."""
        self._store.drafts.delete(self.token)
        self._tab["version"] = None
        self.content, self._kept, self._version = {}, {}, 0


def _without_blanks(content: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in content.items() if part not in ({}, None)}
