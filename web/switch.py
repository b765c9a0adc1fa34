"""Above our plain pages: the languages that a client may choose, and that a translation has not been checked."""

from collections.abc import Sequence
from html import escape

from intake.language import ENGLISH, Language, load_language


def switch(language: Language, offered: Sequence[Language]) -> str:
    """A line with a link for each language, "" where there is no choice; each leads to this very address."""
    links = "".join(_link(one, here=one.code == language.code) for one in offered)
    if len(offered) > 1:
        links = f'<nav class="languages" aria-label="{escape(language.say("intake.language"))}">{links}</nav>'
    else:
        links = ""
    return links + (_draft(language, any(one.code == ENGLISH for one in offered)) if language.draft else "")


def _link(language: Language, here: bool) -> str:
    current = ' aria-current="true"' if here else ""
    return f'<a href="?lang={language.code}" {_marks(language)}{current}>{escape(language.own_name)}</a>'


def _draft(language: Language, way_back: bool) -> str:
    english = load_language(ENGLISH)
    back = f' <a href="?lang={ENGLISH}">{escape(english.say("intake.in_english"))}</a>' if way_back else ""
    return (
        f'<div class="draft"><p>{escape(language.say("intake.not_checked"))}</p>'
        f"<p {_marks(english)}>{escape(english.say('intake.not_checked'))}{back}</p></div>"
    )


def _marks(language: Language) -> str:
    return f'lang="{language.tag}" dir="{language.direction}"'
