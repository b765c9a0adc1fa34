"""Above our plain pages: the languages that a client may choose, and that a translation has not been checked."""

from collections.abc import Sequence
from html import escape

from intake.language import ENGLISH, Language, load_language


def switch(language: Language, offered: Sequence[Language]) -> str:
    """A line with a link for each language, where there is a choice; each leads to this very address."""
    links = "".join(_link(one, here=one.code == language.code) for one in offered)
    label = escape(language.say("intake.language"))
    choice = f'<nav class="languages" aria-label="{label}">{links}</nav>' if len(offered) > 1 else ""
    return choice + (_not_checked(language) if language.draft else "")


def _link(language: Language, here: bool) -> str:
    current = ' aria-current="true"' if here else ""
    return f'<a href="?lang={language.code}" {_marks(language)}{current}>{escape(language.own_name)}</a>'


def _not_checked(language: Language) -> str:
    told = "".join(
        f"<p><bdi {_marks(one)}>{escape(one.say('intake.not_checked'))}</bdi></p>"
        for one in (language, load_language(ENGLISH))
    )
    return f'<div class="draft">{told}</div>'


def _marks(language: Language) -> str:
    return f'lang="{language.tag}" dir="{language.direction}"'
