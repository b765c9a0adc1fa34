"""The first page speaks the visitor's language before the app runs, and also when it cannot."""

import base64
import hashlib
import json
import re

import pytest

from intake.language import load_language
from intake.shades import in_the_dark, in_the_light
from web.page import AT_ONCE, SOON, PageError, PageTexts, files_of, first_page, script_hash
from web.plain import Voice
from web.plain import page as plain_page
from web.shelf import streamlit_static

TEXTS = PageTexts("pl", "ltr", "Tytuł & <b>", "Otwieramy formularz", "Nie <udało> się", "Błąd")
STATIC = streamlit_static()
SOURCE = (STATIC / "index.html").read_text(encoding="utf-8")


def page(texts: PageTexts = TEXTS) -> str:
    return first_page(SOURCE, texts, ["static/js/a.js"], ["static/js/b.js"])


def test_language_direction_and_title_are_written_in() -> None:
    assert '<html lang="pl" dir="ltr">' in page()
    assert "<title>Tytuł &amp; &lt;b&gt;</title>" in page()


def test_on_a_slow_line_something_plain_can_be_read() -> None:
    assert re.search(r'<div id="root"><p [^>]*id="smp-opening"[^>]*>Otwieramy formularz</p>', page())


def test_without_scripts_the_page_says_what_to_do() -> None:
    assert re.search(r"<noscript><p[^>]*>Nie &lt;udało&gt; się</p></noscript>", page())


def test_a_browser_that_cannot_run_the_app_has_the_message_ready() -> None:
    assert re.search(r'id="smp-failed"[^>]*hidden>Nie &lt;udało&gt; się</p>', page())


def test_the_policy_allows_exactly_the_script_in_the_page() -> None:
    scripts = re.findall(r"<script>(.*?)</script>", page(), re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert [f"sha256-{digest}" for digest in digests] == [script_hash()]


def test_the_page_names_no_other_host_and_no_interface_for_programs() -> None:
    assert "//" not in re.sub(r"<script>.*?</script>", "", page(), flags=re.DOTALL)
    assert "agent" not in page()


def test_the_style_sheet_stands_behind_streamlits_styles_and_before_what_the_app_adds() -> None:
    head, _, body = first_page(SOURCE, TEXTS, [], [], "p{margin:0}").partition("</head>")
    assert "p{margin:0}" not in head
    assert body.index("<style>p{margin:0}</style>") < body.index('<div id="root">')


def test_every_file_the_page_names_is_there() -> None:
    at_once, soon = files_of(STATIC, AT_ONCE), files_of(STATIC, SOON)
    named = re.findall(r'(?:src|href)="\./([^"]+)"', first_page(SOURCE, TEXTS, at_once, soon))
    assert len(named) > len(at_once) + len(soon)
    assert [file for file in named if not (STATIC / file).is_file()] == []


@pytest.mark.parametrize("part", [*AT_ONCE, *SOON])
def test_every_part_asked_for_early_is_one_of_streamlits(part: str) -> None:
    manifest = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    assert any(key.endswith(f"/{part}.tsx") for key in manifest)


def test_an_index_html_that_is_not_known_is_refused_at_start() -> None:
    with pytest.raises(PageError, match="root"):
        first_page(SOURCE.replace('id="root"', 'id="other"'), TEXTS, [], [])


def test_a_plain_page_wears_the_clinics_name_logo_and_colour_in_the_light_and_in_the_dark() -> None:
    language, plum = load_language("en"), "#5B2A6E"
    told = {"clinic": "Northgate", "phone": "", "colour": plum, "logo": "/pictures/logo.png"}
    shown = plain_page(Voice.said(language, [language], **told), "resume.heading", "")
    assert '<img alt="" src="/pictures/logo.png"><span>Northgate</span>' in shown
    for shades in (in_the_light(plum), in_the_dark(plum)):
        assert f"--primary:{shades.filled};--strong:{shades.read};" in shown


@pytest.mark.parametrize(("code", "phone"), [("en", "020 7946 0000"), ("ar", "\u2066020 7946 0000\u2069")])
def test_a_telephone_number_is_read_as_it_is_dialled_in_every_direction(code: str, phone: str) -> None:
    language = load_language(code)
    assert phone in PageTexts.said(language, "Northgate", "020 7946 0000").failed
    voice = Voice.said(language, [language], clinic="Northgate", phone="020 7946 0000", colour="#0F5C5C")
    assert phone.replace(" ", "\u00a0") in voice.text("link_questions")
