"""Names and notes in any script: right shapes, right order, found again by whoever searches or listens."""

import unicodedata

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.bidi import in_order, levels
from reports.glyphs import BASE, REGULAR, in_faces, shaped
from reports.model import Answer, AnswerSection
from reports.pdf import render
from reports.scripts import Ink, Passage
from reports.text import shown
from tests.reports.pages import spoken, texts
from tests.reports.samples import healthy

LEFT_TO_RIGHT = {
    "Latin": "Zoë Ångström, Nguyễn Thị Ánh",
    "Greek": "Νίκος Παπαδόπουλος",
    "Cyrillic": "Дмитрий Соколов",
    "Devanagari": "मैं दिन में दो बार apixaban 5 mg ले रहा हूँ",
    "Tamil": "தமிழ்செல்வி, 5 mg",
    "Thai": "ฉันกินยาละลายลิ่มเลือด 5 mg",
    "Chinese": "自2022年起我每天服用阿哌沙班5毫克",
    "Japanese": "私はアピキサバン5mgを飲んでいます",
    "Korean": "하루 두 번 아픽사반 5mg을 복용",
    "emoji": "👩‍⚕️ ok ❤️",
}
RIGHT_TO_LEFT = {
    "Arabic": "أتناول دواء أبيكسابان 5 mg مرتين يومياً منذ عام 2022",
    "Hebrew": "אני לוקח apixaban 5 mg פעמיים ביום (בוקר וערב).",
    "mixed": "Ref 12 محمد العربي, clinic 3",
    "Persian": "می‌خواهم",
}
INK = Ink(REGULAR, 10, None, "")


def noted(note: str) -> bytes:
    """A report whose one answer and whose person's name are this text."""
    steps = (AnswerSection(title="Other", answers=(Answer(question="Note", answer=note),)),)
    report = healthy("specialist")
    person = report.person.model_copy(update={"name": note})
    return render(report.model_copy(update={"person": person, "answers": steps, "wants": note}))


def lines(text: str, width: float) -> list[str]:
    """A text broken into lines, as they are read."""
    passage, start, read = Passage(text, (INK,) * len(text)), 0, []
    for stop, _ in passage.lines(width):
        read.append(text[start:stop])
        start = stop
    return read


@pytest.mark.parametrize("note", LEFT_TO_RIGHT.values(), ids=LEFT_TO_RIGHT)
def test_a_note_is_found_on_the_page(note: str) -> None:
    assert note.replace(" ", "") in "".join(" ".join(texts(noted(note))).split())


@pytest.mark.parametrize("note", RIGHT_TO_LEFT.values(), ids=RIGHT_TO_LEFT)
def test_what_runs_from_right_to_left_is_read_aloud_in_the_order_it_was_written(note: str) -> None:
    assert note in spoken(noted(note))


@pytest.mark.parametrize(
    "note", [*LEFT_TO_RIGHT.values(), *RIGHT_TO_LEFT.values()], ids=[*LEFT_TO_RIGHT, *RIGHT_TO_LEFT]
)
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A], ids=str)
def test_a_report_in_any_script_passes_pdf_ua_1_and_pdf_a_2a(note: str, profile: page.ValidationProfile) -> None:
    checked = page.validate_pdf_bytes(noted(note), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []


@pytest.mark.parametrize(
    "dose", ["5 mg", "2.5 mg", "1,000 IU", "100 µg", "20 mg/ml", "50%", "020 7946 0100", "+44 (0)20 7946-0100"]
)
@pytest.mark.parametrize("around", ["دواء {} مرتين", "לוקח {} ביום", "{} يوميا"])
def test_a_dose_or_a_telephone_number_is_never_turned_round(dose: str, around: str) -> None:
    text = around.format(dose)
    _, every = levels(text)
    assert dose in "".join(in_order([(level, letter) for level, letter in zip(every, text, strict=True)]))


@pytest.mark.parametrize("width", [60, 90, 140])
@pytest.mark.parametrize("text", [RIGHT_TO_LEFT["Arabic"], LEFT_TO_RIGHT["Devanagari"], LEFT_TO_RIGHT["Thai"]])
def test_a_dose_is_never_broken_over_two_lines(text: str, width: float) -> None:
    assert sum("5 mg" in line for line in lines(text, width)) == 1


def test_letters_of_arabic_are_joined() -> None:
    text = "محمد"
    face = next(in_faces(text))
    alone = {shaped(letter, face, REGULAR, True)[0].number for letter in text}
    assert not alone & {glyph.number for glyph in shaped(text, face, REGULAR, True)[1:-1]}


def test_japanese_korean_and_chinese_have_faces_of_their_own() -> None:
    assert len({next(in_faces(text)) for text in ("直します", "直 한국", "直接")}) == 3


def test_a_word_that_is_longer_than_a_line_is_broken_and_kept() -> None:
    word = "王" + "x" * 300
    assert "".join(lines(word, 80)) == word


@given(st.text(max_size=80), st.floats(12, 200))
@settings(max_examples=200)
def test_any_text_is_drawn_whole_by_glyphs_that_its_fonts_have(text: str, width: float) -> None:
    printed = shown(text)
    passage = Passage(printed, (INK,) * len(printed))
    found = [line for _, line in passage.lines(width)]
    assert all(glyph.number for line in found for run in line.runs for glyph in run.glyphs)
    drawn = "".join(sorted(letter for line in found for run in line.runs for letter in run.text))
    assert "".join(drawn.split()) == "".join("".join(sorted(printed)).split())


def test_text_of_the_reports_own_font_takes_no_other_road() -> None:
    assert set(in_faces(unicodedata.normalize("NFC", LEFT_TO_RIGHT["Latin"]))) == {BASE}


@pytest.mark.parametrize("text", ["O'Brien <b>&amp;", "=1+1", "x" * 300, "Zoë \u200d王", "王\u202eabc"])
def test_what_could_do_harm_prints_as_itself(text: str) -> None:
    assert "".join(shown(text).split()) in "".join(" ".join(texts(noted(text))).split())


def test_a_note_of_a_whole_page_in_arabic_is_read_aloud_whole() -> None:
    note = " ".join(f"{RIGHT_TO_LEFT['Arabic']} {number}." for number in range(400))
    made = noted(note)
    assert page.validate_pdf_bytes(made, profile=page.ValidationProfile.PDF_A_2A).failures == []
    assert "".join(note.split()) in "".join(spoken(made).split())
