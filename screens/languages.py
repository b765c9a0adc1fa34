"""At the top of each page of the form: the language it is in, the others to choose from, and whether a
translation is checked.

A link loads the page again in its language; the draft is kept by then, as after every answer.
"""

from collections.abc import Sequence

from intake.language import ENGLISH, Language, load_language
from screens.text import Html, joined, tag


def languages(language: Language, offered: Sequence[str], opened: bool) -> Html:
    """`offered` are the clinic's codes; where there is no choice it is empty. `opened` lists them at once."""
    if len(offered) < 2:
        return Html()
    now = tag("summary", language.say("intake.language_now", name=language.own_name))
    nav = _links(language, offered, "smp-languages")
    back = _in_english() if language.draft and ENGLISH in offered and not opened else ""
    return Html(f'<div class="smp-language"><details{" open" if opened else ""}>{now}{nav}</details>{back}</div>')


def offered_plainly(language: Language, offered: Sequence[str]) -> Html:
    """Each in its own name and large, where a shared screen begins; empty where there is no choice."""
    return _links(language, offered, "smp-languages smp-tongues") if len(offered) > 1 else Html()


def not_checked(language: Language) -> Html:
    """That a translation has not been checked, in it and in English; empty for one that was."""
    if not language.draft:
        return Html()
    told = [tag("p", _marked(one, one.say("intake.not_checked"))) for one in (language, load_language(ENGLISH))]
    return Html(f'<div class="smp-draft">{joined(*told)}</div>')


def _links(language: Language, offered: Sequence[str], style: str) -> Html:
    links = joined(*(_link(load_language(code), here=code == language.code) for code in offered))
    return Html(f'<nav class="{style}" aria-label="{joined(language.say("intake.language"))}">{links}</nav>')


def _link(language: Language, here: bool) -> Html:
    current = ' aria-current="true"' if here else ""
    return Html(f'<a href="?lang={language.code}"{current}>{_marked(language, language.own_name)}</a>')


def _in_english() -> str:
    english = load_language(ENGLISH)
    return f'<a href="?lang={ENGLISH}">{_marked(english, english.say("intake.in_english"))}</a>'


def _marked(language: Language, text: str) -> Html:
    """A text in one language on a page that may be in another."""
    return Html(f'<bdi lang="{language.tag}" dir="{language.direction}">{joined(text)}</bdi>')
