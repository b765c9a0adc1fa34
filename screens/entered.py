"""A form that somebody of the desk fills in for a client, who tells them the answers.

Who is signed in at the desk may see such a form while they type it, and no other: not one that the client has begun,
and nothing of any form once it was sent.
"""

from collections.abc import Mapping
from typing import Any

from screens.draft import DraftInHand
from screens.form import Form
from screens.text import heading, show, tag

_ENTERED_BY = "entered_by"


def entered_by(content: Mapping[str, Any]) -> str:
    """The account of who types in this draft for the client; "" for the client's own."""
    return str(content.get(_ENTERED_BY) or "")


def mark(draft: DraftInHand, account: str) -> bool:
    """Note who has this draft before them (`account` is "" where nobody is signed in). May they see it?

    As soon as the client looks at it, it is theirs.
    """
    if account and draft.begun and entered_by(draft.content) != account:
        return False
    if account:
        draft.content[_ENTERED_BY] = account
    else:
        draft.content.pop(_ENTERED_BY, None)
    return True


def closed_page(form: Form) -> None:
    """Instead of a form that the client has begun."""
    heading(form.language.say("desk.entered_closed"), form.language.say("desk.entered_closed_intro"))


def sent_page(form: Form, ref: str) -> None:
    """Instead of the result."""
    heading(form.language.say("desk.entered_sent"), form.language.say("desk.entered_sent_intro"))
    show(tag("p", form.language.say("desk.entered_ref", ref=ref), "smp-strong"))
