"""Above each page of the form: the language it is in, the others to choose from, and whether a translation is checked.

A link loads the page again in its language; the draft is kept by then, as after every answer.
"""

from collections.abc import Sequence

from intake.language import ENGLISH, Language, load_language
from screens.text import Html, joined, show, tag


def languages(language: Language, offered: Sequence[str], opened: bool) -> None:
    """`offered` are the clinic's codes; where there is no choice nothing is shown. `opened` lists them at once."""
    if len(offered) > 1:
        now = tag("summary", language.say("intake.language_now", name=language.own_name))
        links = joined(*(_link(load_language(code), here=code == language.code) for code in offered))
        nav = f'<nav class="smp-languages" aria-label="{joined(language.say("intake.language"))}">{links}</nav>'
        back = _in_english() if language.draft and ENGLISH in offered and not opened else ""
        show(
            f'<div class="smp-language"><details{" open" if opened else ""}>{now}{nav}</details>{back}</div>',
        )
    not_checked(language)


def offered_plainly(language: Language, offered: Sequence[str]) -> None:
    """Each in its own name and large, where a shared screen begins; nothing where there is no choice."""
    if len(offered) > 1:
        links = joined(*(_link(load_language(code), here=code == language.code) for code in offered))
        label = joined(language.say("intake.language"))
        show(f'<nav class="smp-languages smp-tongues" aria-label="{label}">{links}</nav>')
    not_checked(language)


def not_checked(language: Language) -> None:
    """That nobody has checked the translation, where it is so."""
    if language.draft:
        told = [tag("p", _marked(one, one.say("intake.not_checked"))) for one in (language, load_language(ENGLISH))]
        show('<div class="smp-draft">', *told, "</div>")


def _link(language: Language, here: bool) -> Html:
    current = ' aria-current="true"' if here else ""
    return Html(f'<a href="?lang={language.code}"{current}>{_marked(language, language.own_name)}</a>')


def _in_english() -> str:
    english = load_language(ENGLISH)
    return f'<a href="?lang={ENGLISH}">{_marked(english, english.say("intake.in_english"))}</a>'


def _marked(language: Language, text: str) -> Html:
    """A text in one language on a page that may be in another."""
    return Html(f'<bdi lang="{language.tag}" dir="{language.direction}">{joined(text)}</bdi>')
