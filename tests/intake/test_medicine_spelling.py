"""Misspelt, in other scripts, inflected, and made from a name."""

import pytest

from tests.intake.medicine_answers import CATALOGUE, items, thins


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("eliqus 5mg", "apixaban"),
        ("elequis", "apixaban"),
        ("apixiban", "apixaban"),
        ("zarelto", "rivaroxaban"),
        ("rivoroxaban", "rivaroxaban"),
        ("cumadin 3mg", "warfarin"),
        ("warferin", "warfarin"),
        ("clopidigrel 75", "clopidogrel"),
        ("plavics", "clopidogrel"),
        ("asprin", "aspirin"),
        ("ibuprophen", "ibuprofen"),
        ("naprocsen", "naproxen"),
        ("варфорин", "warfarin"),
        ("利伐沙斑", None),
    ],
)
def test_a_misspelt_thinner_is_guessed_and_left_to_the_client(text: str, item: str | None) -> None:
    read = CATALOGUE.match(text)
    if item is None:
        assert read.thins_blood == "unknown"
        return
    assert ([match.item for match in read.matches], read.thins_blood) == ([item], "yes")
    assert read.matches[0].certainty == "fuzzy"
    assert CATALOGUE.recognised(text, None, None) == ()
    assert [row.id for row in CATALOGUE.recognised(text, item, True)] == [item]


@pytest.mark.parametrize(
    "text",
    [
        "w a r f a r i n",
        "I t a k e  w a r f a r i n",
        "ｗａｒｆａｒｉｎ",
        "war\u200bfarin",
        "WARFARIN5MG",
        "takewarfarin",
        "war farin",
        "Warfarintabletten",
        "ibuprofeno 400 mg",
        "ácido acetilsalicílico 100",
        "ich nehme Marcumar",
        "prends de l'aspirine",
        "biorę warfarynę",
        "aspirynę codziennie",
        "принимаю варфарин",
        "пью аспирин кардио",
        "ксарелто 20 мг",
        "我吃阿司匹林100毫克",
        "每天服用华法林",
        "آخذ الأسبرين يوميا",
        "وارفارين ٥ ملغ",
        "Coumadin'i alıyorum",
    ],
)
def test_a_thinner_is_known_in_any_script_and_spacing(text: str) -> None:
    assert thins(text) == "yes"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Rosuvas Gold 10", "clopidogrel-with-aspirin-and-rosuvastatin"),
        ("Storvas-CV 20", "clopidogrel-with-atorvastatin"),
        ("Rozavel CV 10", "clopidogrel-with-rosuvastatin"),
        ("atorva asp 75", "aspirin-with-atorvastatin"),
        ("RosuvasGold", "clopidogrel-with-aspirin-and-rosuvastatin"),
        ("Rosuvas 10", "rosuvastatin"),
    ],
)
def test_a_word_behind_a_statin_says_that_it_holds_a_thinner_too(text: str, item: str) -> None:
    assert items(text) == [item]
    assert thins(text) == ("no" if item == "rosuvastatin" else "yes")


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("вaрфаpин 2,5", "warfarin"),  # Latin a and p
        ("Eliquіs", "apixaban"),  # Ukrainian i
        ("Хаrelto", "rivaroxaban"),  # Cyrillic Kha and a
        ("Plavіx 75", "clopidogrel"),
        ("ασπιρiνη", "aspirin"),  # Latin i
    ],
)
def test_letters_of_another_script_that_look_alike_hide_no_name(text: str, item: str) -> None:
    assert items(text) == [item]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Etol'den günde iki tane", "etodolac"),
        ("Xarelto'yu her akşam", "rivaroxaban"),
        ("jestem na Xarelcie", "rivaroxaban"),
        ("leczę się Xareltem", "rivaroxaban"),
        ("лечусь эликвисом", "apixaban"),
        ("Circuvittabletten", "warfarin"),
        ("والوارفارين", "warfarin"),
        ("我每天吃拜瑞妥片", "rivaroxaban"),
    ],
)
def test_what_grammar_adds_hides_no_name(text: str, item: str) -> None:
    assert items(text) == [item]


@pytest.mark.parametrize(
    "name", ["Rixaban 20", "Brandogatran", "Zedoparin 40", "Фуксабан", "Aceclozip 100", "Meloxikor", "Диклофемакс"]
)
def test_a_brand_made_from_the_name_of_a_kind_of_thinners_is_guessed_as_one(name: str) -> None:
    read = CATALOGUE.match(name)
    assert ([match.certainty for match in read.matches], read.thins_blood) == (["fuzzy"], "yes")


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("βαρφαρίνη", "warfarin"),
        ("ριβαροξαμπάνη 20", "rivaroxaban"),
        ("קלופידוגרל 75", "clopidogrel"),
        ("एस्पिरिन 75", "aspirin"),
        ("アピキサバンを飲んでいます", "apixaban"),
        ("클로피도그렐 75mg", "clopidogrel"),
        ("แอสไพริน", "aspirin"),
        ("ریواروکسابان ۲۰", "rivaroxaban"),
        ("клопідогрель 75", "clopidogrel"),
        ("ацетилсалицилна киселина", "aspirin"),
    ],
)
def test_a_generic_name_is_known_in_languages_that_the_form_is_not_in(text: str, item: str) -> None:
    assert items(text) == [item]


@pytest.mark.parametrize(
    "text",
    [
        "alive",
        "metal",
        "syndrome",
        "aspiring",
        "danken",
        "dieser Award",
        "sumatriptan for migraine",
        "ramipril Actavis",
        "methotrexate medac",
        "trombosis",
        "stroke",
        "вариант",
        "καρδιάς",
        "Advair",
        "Brintellix",
        "Effexor",
        "Paxil",
        "Celexa",
    ],
)
def test_a_word_that_resembles_a_thinner_raises_no_alarm(text: str) -> None:
    assert thins(text) != "yes"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("clopedigril", "clopidogrel"),
        ("A.S.A. daily", "aspirin"),
        ("Vitamin E B-complex", "vitamin-e"),
        ("Ibuzor", "ibuprofen"),
        ("Diclovapin", "diclofenac"),
        ("ديكساروكسابان", "rivaroxaban"),
    ],
)
def test_wrong_vowels_points_and_made_up_endings_hide_no_thinner(text: str, item: str) -> None:
    assert (items(text)[0], thins(text)) == (item, "yes")


@pytest.mark.parametrize("text", ["dicloxacillin", "ibutilide", "aspiration", "mongrel", "b.i.d."])
def test_what_begins_or_ends_like_a_thinner_and_is_none_raises_no_alarm(text: str) -> None:
    assert thins(text) != "yes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("75 mg ASS", "yes"),
        ("Bisoprolol und 100 mg ASS", "yes"),
        ("omeprazol y AAS", "yes"),
        ("acetilsalicílico 300 mg", "yes"),
        ("دواء السيوله", "yes"),
        ("حبوب السيولة كل يوم", "yes"),
        ("氯芬黄敏片", "yes"),
        ("диклофенак в таблетках", "yes"),
        ("ich nehme ASS", "yes"),
        ("ASS, Ramipril, Metoprolol", "yes"),
        ("Simvastatin 40, ASS100", "yes"),
        ("81mg daily plus lisinopril", "yes"),
        ("ASA 81", "yes"),
        ("asprins", "yes"),
        ("INR target 2 to 3, tested monthly", "yes"),
        ("Adex liqui-gels", "yes"),
        ("ASS", "unknown"),
        ("eve", "unknown"),
        ("solo vitamine", "unknown"),
        ("minoxidil on the thinner areas of my scalp", "unknown"),
        ("um fluidificante para a tosse", "unknown"),
        ("tão bem que não tomo nada", "unknown"),
        ("a pain in the ass", "unknown"),
        ("paracetamol 500 mg for a pain in my ass", "unknown"),
        ("paracetamol 500 mg my ass hurts", "unknown"),
    ],
)
def test_a_short_or_everyday_name_counts_with_its_dose_and_is_no_other_word(text: str, said: str) -> None:
    """The English word counts only beside a dose, or where somebody says that they take it or lists it."""
    assert (thins(text) == "yes") == (said == "yes")


@pytest.mark.parametrize("text", ["сыпь на спине", "мазь на спине", "pelo en la spin"])
def test_words_that_only_end_like_a_thinner_when_they_are_joined_raise_no_alarm(text: str) -> None:
    assert thins(text) == "unknown"
