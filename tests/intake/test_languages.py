"""A language says what is translated, English for the rest, and is offered when its locked rules are checked."""

from pathlib import Path

import pytest

from intake.catalogue import Translation, write_catalogue
from intake.clinic import Clinic
from intake.content import ContentError
from intake.language import Borrowed, Language, known_codes, load_language
from intake.languages import offered

ENGLISH = """screens.back: Back
screens.step: "Step {number}"
screens.wait.one: In a minute
screens.wait.other: "In {count} minutes"
"""
CHECKED = "Maria Alba, 2026-12-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Locales of English and Arabic, which has six plural forms and runs from right to left."""
    (tmp_path / "en").mkdir()
    (tmp_path / "ar").mkdir()
    (tmp_path / "en" / "screens.yaml").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


def arabic(folder: Path, messages: dict[str, Translation], locked: dict[str, Translation] | None = None) -> Language:
    write_catalogue(folder / "ar" / "screens.po", "ar", "", messages)
    write_catalogue(folder / "ar" / "locked.po", "ar", "", locked or {})
    return load_language("ar", folder)


def test_a_text_is_said_in_the_language(folder: Path) -> None:
    said = arabic(folder, {"screens.step": Translation("Step {number}", "الخطوة {number}")})
    assert said.say("screens.step", number=3) == "الخطوة 3"
    assert (said.direction, said.tag, said.own_name) == ("rtl", "ar", "العربية")


@pytest.mark.parametrize(
    "made",
    [
        {},
        {"screens.step": Translation("Step {number}", "")},
        {"screens.step": Translation("Step no. {number}", "الخطوة {number}")},
        {"screens.step": Translation("Step {number}", "الخطوة {number}", before="Step no. {number}")},
    ],
    ids=["left out", "empty", "of other English", "out of date"],
)
def test_what_is_not_translated_is_said_in_english_and_known_to_be(folder: Path, made: dict[str, Translation]) -> None:
    said = arabic(folder, made).say("screens.step", number=3)
    assert said == "Step 3"
    assert isinstance(said, Borrowed)


def test_content_is_translated_only_where_it_is_the_same_content(folder: Path) -> None:
    said = arabic(folder, {"sections.you.title": Translation("You", "أنت")})
    assert said.content("sections.you.title", "You") == "أنت"
    older = said.content("sections.you.title", "About you")
    assert (older, isinstance(older, Borrowed)) == ("About you", True)


def test_english_is_never_borrowed(folder: Path) -> None:
    english = load_language("en", folder)
    assert not isinstance(english.say("screens.back"), Borrowed)
    assert not isinstance(english.content("sections.you.title", "You"), Borrowed)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "بعد دقيقة"), (2, "بعد دقيقتين"), (3, "بعد 3 دقائق"), (11, "بعد 11"), (100, "بعد 100")]
)
def test_a_number_takes_the_plural_form_of_the_language(folder: Path, count: int, said: str) -> None:
    forms = {"one": "بعد دقيقة", "two": "بعد دقيقتين", "few": "بعد {count} دقائق", "other": "بعد {count}"}
    english = {"one": "In a minute"}
    made = {
        f"screens.wait.{form}": Translation(english.get(form, "In {count} minutes"), text)
        for form, text in forms.items()
    }
    assert arabic(folder, made).counted("screens.wait", count) == said


@pytest.mark.parametrize(
    ("locked", "draft"),
    [
        ({"rules.a-b.client.do": Translation("Go on.", "استمر.", CHECKED)}, False),
        ({"rules.a-b.client.do": Translation("Go on.", "استمر.")}, True),
        ({"rules.a-b.client.do": Translation("Go on.", "")}, True),
        ({"rules.a-b.client.do": Translation("Go on.", "استمر.", CHECKED, "Go.")}, True),
    ],
    ids=["checked", "draft", "missing", "out of date"],
)
def test_a_language_is_a_draft_until_every_text_of_a_locked_rule_is_checked(
    folder: Path, locked: dict[str, Translation], draft: bool
) -> None:
    if locked["rules.a-b.client.do"].before and locked["rules.a-b.client.do"].checked:
        locked["rules.a-b.client.do"] = locked["rules.a-b.client.do"]._replace(checked="")
    assert arabic(folder, {}, locked).draft is draft


def test_a_draft_is_offered_only_knowingly() -> None:
    drafts = [code for code in known_codes() if load_language(code).draft]
    for code in drafts:
        with pytest.raises(ContentError, match=rf"[0-9]+ in '{code}'.*write draft_languages: \[{code}\]"):
            offered(Clinic(languages=("en", code)))
        assert [one.code for one in offered(Clinic(languages=("en", code), draft_languages=(code,)))] == ["en", code]


def test_a_draft_that_is_not_offered_is_a_fault() -> None:
    with pytest.raises(ValueError, match="draft_languages: 'es' is not offered"):
        Clinic(draft_languages=("es",))


def test_there_is_no_language_without_texts() -> None:
    with pytest.raises(ContentError, match="there is no such language; allowed: en, ar, de, es, fr"):
        load_language("tlh")
