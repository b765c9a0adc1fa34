"""Pages of our own that need no app, as plain HTML without a script: they stand at once, on any phone and any line."""

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple, Self

from intake.language import Language
from intake.reach import linked
from web.plainstyle import style
from web.switch import switch


class Voice(NamedTuple):
    """One language on these pages: its code ("pt_BR"), BCP 47 tag, direction and texts; `switch` is HTML."""

    code: str
    tag: str
    direction: str
    say: Callable[..., str]
    counted: Callable[..., str]
    switch: str
    clinic: str
    phone: str
    colour: str
    logo: str = ""

    @classmethod
    def said(cls, language: Language, offered: Sequence[Language], **named: str) -> Self:
        """`offered` is what a client may choose among; `named` are clinic, phone, colour and its logo's address."""
        code, tag, direction = language.code, language.tag, language.direction
        named["phone"] = language.left_to_right(named["phone"].replace(" ", "\u00a0"))  # it stays in one line
        return cls(code, tag, direction, language.say, language.counted, switch(language, offered), **named)

    def text(self, key: str, **named: str | int) -> str:
        """The escaped text under `web.<key>`."""
        return escape(self.say(f"web.{key}", **{"clinic": self.clinic, "phone": self.phone, **named}))


def page(voice: Voice, heading: str, body: str, wrong: str = "", title: str = "title", client: bool = True) -> str:
    """A whole page. `heading` and `title` are keys of web.yaml, `body` is HTML, `wrong` a finished sentence that is not
    escaped yet; a page for a `client` offers the languages and ends with whom to phone."""
    told = f'<h2>{voice.text("link_error")}</h2><p id="wrong">{escape(wrong)}</p>'
    summary = f'<div class="box wrong" role="alert">{told}</div>' if wrong else ""
    asked = f'<p class="help">{voice.text("link_questions")}</p>' if voice.phone and client else ""
    phone = linked(asked, [voice.phone.strip("\u2066\u2069").replace("\u00a0", " ")])
    logo = f'<img alt="" src="{escape(voice.logo)}">' if voice.logo else ""
    named = f'<div class="top"><div class="clinic">{logo}<span>{escape(voice.clinic)}</span></div>'
    # Browsers that do not say Sec-Fetch-Site must be able to say their origin; an origin holds no path, so no token.
    return (
        f'<!doctype html><html lang="{escape(voice.tag)}" dir="{escape(voice.direction)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        '<meta name="referrer" content="strict-origin"><link rel="icon" href="data:,">'
        f"<title>{voice.text(title)}</title><style>{style(voice.colour)}</style></head>"
        f"<body>{named}{voice.switch if client else ''}</div><main><h1>{voice.text(heading)}</h1>"
        f"{summary}{body}{phone}</main></body></html>"
    )


def field(voice: Voice, key: str, name: str, kind: str = "text", complete: str = "off", value: str = "") -> str:
    """A labelled input that must be filled in; `complete` is its autocomplete."""
    return (
        f'<label class="field">{voice.text(key)}<input name="{name}" type="{kind}" required maxlength="200" '
        f'autocomplete="{complete}" value="{escape(value)}" spellcheck="false" autocapitalize="none"></label>'
    )
