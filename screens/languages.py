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
        label = joined(language.say("intake.language"))
        nav = Html(f'<nav class="smp-languages" aria-label="{label}">{links}</nav>')
        show(f'<details class="smp-language"{" open" if opened else ""}>{now}{nav}</details>')
    if language.draft:
        _not_checked(language, ENGLISH in offered)


def _not_checked(language: Language, way_back: bool) -> None:
    english = load_language(ENGLISH)
    told = joined(english.say("intake.not_checked"))
    if way_back:
        told = joined(told, " ", Html(f'<a href="?lang={ENGLISH}">{joined(english.say("intake.in_english"))}</a>'))
    show(
        '<div class="smp-draft">',
        tag("p", language.say("intake.not_checked")),
        f'<p lang="{ENGLISH}" dir="ltr">{told}</p></div>',
    )


def _link(language: Language, here: bool) -> Html:
    current = ' aria-current="true"' if here else ""
    marks = f'lang="{language.tag}" dir="{language.direction}"'
    return Html(f'<a href="?lang={language.code}" {marks}{current}>{joined(language.own_name)}</a>')
