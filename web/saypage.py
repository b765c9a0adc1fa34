"""What a client can say on the page of their visit: that something has changed, or that another day would suit."""

from collections.abc import Mapping
from html import escape

from intake.typed_day import PARTS
from web.behind import State
from web.plain import Voice

MOST_SIGNS = 1000
"""Of what has changed."""


def word_part(voice: Voice, address: str, state: State, typed: Mapping[str, str], wrong: bool) -> str:
    """Something has changed: about what, and in a few words. What was `typed` stays there when it was `wrong`."""
    cards = "".join(
        _card(voice.text(f"link_word_about_{one}"), "radio", "about", one, typed.get("about") == one, required=True)
        for one in state.words
    )
    body = (
        f'<p>{voice.text("link_word_intro")}</p><form method="post" action="{escape(address)}/word">'
        f"<fieldset><legend>{voice.text('link_word_about')}</legend>{cards}</fieldset>"
        f'<label class="field">{voice.text("link_word_words")}<textarea name="words" rows="4" required '
        f'maxlength="{MOST_SIGNS}">{escape(typed.get("words", ""))}</textarea></label>'
        f"<button class=quiet>{voice.text('link_word_send')}</button></form>"
    )
    return _folded(voice.text("link_word"), body, wrong) if state.words else ""


def day_part(voice: Voice, address: str, state: State, typed: Mapping[str, str], wrong: bool) -> str:
    """Ask for another day: weekdays, times of day and from when on; what is left open suits too."""
    days = "".join(
        _card(escape(name), "checkbox", f"weekday{number}", "on", f"weekday{number}" in typed)
        for number, name in enumerate(state.days)
    )
    parts = "".join(
        _card(voice.text(f"link_other_part_{one}"), "checkbox", one, "on", one in typed) for one in state.parts
    )
    fields = "".join(
        f'<label>{voice.text(f"link_{part}")}<input type="text" name="{part}" inputmode="numeric" '
        f'maxlength="{length}" autocomplete="off" value="{escape(typed.get(part, ""))}"></label>'
        for part, length in PARTS
    )
    body = (
        f'<p>{voice.text("link_other_intro")}</p><form method="post" action="{escape(address)}/day">'
        f"<fieldset><legend>{voice.text('link_other_weekdays')}</legend>{days}</fieldset>"
        f"<fieldset><legend>{voice.text('link_other_parts')}</legend>{parts}</fieldset>"
        f'<fieldset><legend>{voice.text("link_other_from")}</legend><div class="date">{fields}</div></fieldset>'
        f"<button class=quiet>{voice.text('link_other_send')}</button></form>"
    )
    return _folded(voice.text("link_other"), body, wrong) if state.days else ""


def weekdays_in(fields: Mapping[str, str]) -> list[str]:
    """The numbers of the weekdays that were ticked."""
    return [name.removeprefix("weekday") for name in fields if name.startswith("weekday")]


def _card(text: str, kind: str, name: str, value: str, chosen: bool, required: bool = False) -> str:
    more = f"{' checked' if chosen else ''}{' required' if required else ''}"
    field = f'<input type="{kind}" name="{escape(name)}" value="{escape(value)}"{more}>'
    return f'<label class="card">{field}<span>{text}</span></label>'


def _folded(title: str, body: str, opened: bool) -> str:
    return f'<details class="say"{" open" if opened else ""}><summary>{title}</summary>{body}</details>'
