"""Our plain pages offer the languages too, keep what was chosen, and say where a translation is not checked."""

from dataclasses import replace

from intake.language import load_language
from tests.web.invited import Door
from web.switch import switch

ENGLISH, SPANISH = load_language("en"), load_language("es")
TOLD = ENGLISH.say("intake.not_checked")


def test_one_language_is_no_choice() -> None:
    assert switch(ENGLISH, [ENGLISH]) == ""


def test_each_language_is_named_in_itself_and_the_present_one_is_marked() -> None:
    shown = switch(ENGLISH, [ENGLISH, SPANISH])
    assert '<a href="?lang=en" lang="en" dir="ltr" aria-current="true">English</a>' in shown
    assert '<a href="?lang=es" lang="es" dir="ltr">Español</a>' in shown
    assert TOLD not in shown


def test_a_translation_that_nobody_checked_says_so_in_both_languages() -> None:
    draft = replace(SPANISH, unchecked=1)
    assert draft.say("intake.not_checked") in switch(draft, [ENGLISH, draft])
    assert TOLD in switch(draft, [draft])


def test_a_checked_translation_says_nothing() -> None:
    assert TOLD not in switch(replace(SPANISH, unchecked=0), [ENGLISH, SPANISH])


def test_what_is_chosen_on_a_link_is_kept_for_its_pages_and_the_form(clinic: Door) -> None:
    browser, link = clinic.browser(), clinic.link(clinic.expect(language="en"))
    assert '<html lang="xx"' in browser.get(f"{link}?lang=xx").text
    assert '<html lang="xx"' in browser.get(link).text
    opened = browser.post(link, headers={"Sec-Fetch-Site": "same-origin"})
    assert any(one.startswith("smp_lang=xx; ") for one in opened.headers.get_list("set-cookie"))


def test_nonsense_chooses_nothing(clinic: Door) -> None:
    answer = clinic.browser().get(f"{clinic.link(clinic.expect(language='xx'))}?lang=../etc")
    assert '<html lang="xx"' in answer.text
    assert "smp_lang" not in answer.headers.get("set-cookie", "")
