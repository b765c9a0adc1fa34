"""The draft in hand: everything a client has given so far, read when a run begins and saved whenever it changed."""

import copy
from datetime import datetime
from typing import Any, Self

from records import BadToken, Conflict, Draft, DraftGone, Store, Unavailable
from screens.session import Tab


class MovedOn(Exception):  # noqa: N818 - a state of affairs, not a fault
    """Another tab has saved, sent or dropped the draft since this tab showed it."""


class DraftInHand:
    """One draft. `content` is plain JSON and is changed in place; `save` writes it if it differs from what is kept.

    Its parts: answers {question: raw}, given {question: moment}, visit {kind, day, time}, told {rule: moment},
    left_open {check: answers}, put_by {question: a signature in the way that was left}, expected (the visit as the
    clinic had it last), showing (what a step shows instead of its questions), return_to (a section id), submission (an
    id); and of who comes again (screens/returning.py): before, as_before, changing, and changed {sections, rest}, what
    they say has changed.

    `waiting` is true when the database could not be used in this run. The tab then remembers what it could not save,
    and the next run begins with that.
    """

    def __init__(self, store: Store, token: str, own: Tab, version: int, waiting: bool) -> None:
        self._store, self.token, self._tab, self._version, self.waiting = store, token, own, version, waiting
        self._kept = own["kept"]
        self.content: dict[str, Any] = copy.deepcopy(own["unsaved"] or self._kept)

    @classmethod
    def read(cls, store: Store, token: str, own: Tab) -> Self:
        """The draft of `token`, empty when there is none. Raises MovedOn when this tab showed an older one.

        Raises Unavailable where the database cannot be used and this tab has not seen the draft yet.
        """
        try:
            try:
                draft: Draft | None = store.drafts.read(token)
            except BadToken:
                # A cookie that was not set here, so it may be guessable: the tab's own token instead.
                token = own["token"]
                draft = store.drafts.read(token)
        except Unavailable:
            if own["version"] is None:
                raise
            return cls(store, token, own, own["version"], waiting=True)
        version, content = (draft.version, dict(draft.content)) if draft else (0, {})
        shown, unsaved = own["version"], own["unsaved"]
        own["version"], own["kept"], own["unsaved"] = version, content, None
        if shown not in (None, version):
            if unsaved is None or _without_blanks(unsaved) != _without_blanks(content):
                raise MovedOn
        elif shown is not None:
            own["unsaved"] = unsaved
        return cls(store, token, own, version, waiting=False)

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

    @property
    def unsaved(self) -> bool:
        """Is there anything that could not be saved yet?"""
        return self._tab["unsaved"] is not None

    def save(self, moment: datetime) -> None:
        """Keep what changed, in one commit; while that cannot be, the tab remembers it.

        Raises MovedOn when another tab was faster; nothing is overwritten.
        """
        if _without_blanks(self.content) == _without_blanks(self._kept):
            self._tab["unsaved"] = None
            return
        if not self.waiting:
            try:
                version = self._store.drafts.save(self.token, self.content, self._version, moment)
            except (Conflict, DraftGone) as error:
                self._tab["unsaved"] = None
                raise MovedOn from error
            except Unavailable:
                self.waiting = True
        if self.waiting:
            self._tab["unsaved"] = copy.deepcopy(self.content)
            return
        self._tab["version"] = self._version = version
        self._tab["kept"] = self._kept = copy.deepcopy(self.content)
        self._tab["unsaved"] = None

    def require_saved(self) -> None:
        """Nothing leads on from a page whose answers are not kept. Raises Unavailable."""
        if self.unsaved:
            raise Unavailable("The draft could not be saved yet.")

    def drop(self) -> None:
        """Forget everything: nothing is kept of it."""
        self._store.drafts.delete(self.token)
        self.forget()
        self.content, self._kept, self._version = {}, {}, 0

    def forget(self) -> None:
        """The tab no longer knows the draft: it was sent or dropped."""
        self._tab["version"], self._tab["kept"], self._tab["unsaved"], self._tab["reading"] = None, {}, None, None


def _without_blanks(content: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in content.items() if part not in ({}, None)}
