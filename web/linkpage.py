"""The pages that a link opens, as plain HTML without a script: they stand at once, on any phone and any line.

They say nothing of who the link is for: a link can be forwarded, and what a mail program previews is seen by others.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape

from web.behind import State
from web.birthdate import day_fields
from web.plain import Voice, page
from web.saypage import day_part, word_part
from web.uploadpage import upload_part


def form_page(voice: Voice, address: str) -> str:
    """One button, which leads to the form. `address` is the link's own path."""
    told = "".join(f"<p>{voice.text(f'link_{name}')}</p>" for name in ("intro", "stop", "yours"))
    button = f'<form method="post" action="{escape(address)}"><button>{voice.text("link_open")}</button></form>'
    return page(voice, "link_heading", told + button)


def birth_date_page(voice: Voice, address: str, wrong: str = "", typed: Mapping[str, str] | None = None) -> str:
    """Asks for the birth date; `wrong` is the finished sentence about the last one."""
    fields = day_fields(voice, typed, bool(wrong))
    body = (
        f"<p>{voice.text('link_sent_intro')}</p>"
        f'<form method="post" action="{escape(address)}" autocomplete="on">'
        f'<fieldset aria-describedby="help"><legend>{voice.text("link_birth_date")}</legend>'
        f'<p class="help" id="help">{voice.text("link_birth_date_help")}</p><div class="date">{fields}</div></fieldset>'
        f"<button>{voice.text('link_continue')}</button></form>"
    )
    return page(voice, "link_sent_heading", body, wrong)


def state_page(
    voice: Voice,
    address: str,
    state: State,
    purposes: Sequence[str],
    wrong: str = "",
    done: str = "",
    said: str = "",
    typed: Mapping[str, str] | None = None,
) -> str:
    """The client copy as it stands, what has arrived, what can be saved, and what can be said or sent.

    `done` is the key of what was just done; `said` is which form was `wrong` ("word", "day" or "kept"), `typed` what
    stood in it. What cannot wait stands above all else, also above the way to the next form.
    """
    notice = f'<div class="box done" role="status"><p>{voice.text(done)}</p></div>' if done else ""
    near = (
        f'<p class="strong">{voice.text("link_near")}</p>'
        f'<form method="post" action="{escape(address)}/near"><button>{voice.text("link_near_open")}</button></form>'
        if state.near
        else ""
    )
    coming = (
        f'<p class="strong">{voice.text("link_next", moment=state.next)}</p>'
        f'<form method="post" action="{escape(address)}/next"><button>{voice.text("link_next_open")}</button></form>'
        if state.next
        else ""
    )
    held = typed or {}
    lines = "".join(f'<p class="strong">{escape(line)}</p>' for line in state.lines)
    arrived = "".join(f"<li>{escape(line)}</li>" for line in state.arrived)
    papers = "".join(
        f'<a class="button" href="{escape(address)}/{name}">{voice.text(f"link_{name}")}</a>' for name in state.papers
    )
    body = (
        f"{notice}{state.first}{lines}{near}{coming}{state.copy}"
        + (f"<h2>{voice.text('link_keep')}</h2>{papers}" if papers else "")
        + f"<h2>{voice.text('link_arrived')}</h2><ul>{arrived}</ul>"
        + word_part(voice, address, state, held if said == "word" else {}, said == "word")
        + day_part(voice, address, state, held if said == "day" else {}, said == "day")
        + upload_part(voice, address, purposes, held if said == "kept" else {}, filled=not coming)
    )
    return page(voice, "link_state_heading", body, wrong)


def over_page(voice: Voice) -> str:
    """Nothing is behind this link: never was, or no longer; the page is the same."""
    return page(voice, "link_over_heading", f"<p>{voice.text('link_over')}</p>")


def refusal_page(voice: Voice, wrong: str) -> str:
    """One finished sentence that says why nothing was done."""
    return page(voice, "link_heading", "", wrong)


def wait_sentence(voice: Voice, wait: timedelta) -> str:
    """Says when the next birth date counts, in whole minutes; not escaped yet."""
    minutes = math.ceil(wait.total_seconds() / 60)
    return voice.counted("web.link_wait", minutes)
