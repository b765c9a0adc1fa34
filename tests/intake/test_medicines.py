"""The catalogue of medicines: what is found in a text, what is left open, and which content is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.content import ContentError
from intake.medicine_rows import FILE, read_rows
from intake.medicine_words import load_words
from intake.medicines import Catalogue, Medicine, load

CATALOGUE = load()
_WORDS = sorted(word for word in load_words().by_key if word)
ROWS = list(CATALOGUE.rows.values())


def _each(words: str) -> list[str]:
    return words.split()


ANTICOAGULANTS = _each(
    """
    warfarin acenocoumarol phenprocoumon fluindione phenindione dicoumarol tioclomarol rivaroxaban apixaban
    edoxaban betrixaban dabigatran argatroban bivalirudin desirudin lepirudin heparin enoxaparin dalteparin
    tinzaparin nadroparin bemiparin parnaparin reviparin certoparin danaparoid sulodexide fondaparinux
    defibrotide
    """
)
ANTIPLATELETS = _each(
    """
    clopidogrel prasugrel ticagrelor ticlopidine cangrelor vorapaxar dipyridamole cilostazol triflusal
    indobufen picotamide ditazole cloricromen epoprostenol iloprost treprostinil selexipag beraprost limaprost
    abciximab eptifibatide tirofiban caplacizumab sarpogrelate
    """
)
ASPIRINS = ["aspirin", "acetylsalicylic acid", "ASA", "carbasalate calcium", "aloxiprin", "benorilate"]
NSAIDS = _each(
    """
    ibuprofen dexibuprofen naproxen ketoprofen dexketoprofen flurbiprofen fenoprofen fenbufen oxaprozin
    loxoprofen pelubiprofen indometacin sulindac tolmetin diclofenac etodolac acemetacin proglumetacin
    ketorolac aceclofenac piroxicam tenoxicam lornoxicam meloxicam nabumetone nimesulide phenylbutazone
    diflunisal salsalate salicylamide metamizole azapropazone zaltoprofen
    """
)
SPECIALIST = _each(
    """
    ibrutinib acalabrutinib zanubrutinib pirtobrutinib ponatinib bevacizumab sunitinib anagrelide alteplase
    tenecteplase reteplase streptokinase urokinase
    """
)
STRONG_SUPPLEMENTS = [
    "fish oil",
    "omega-3",
    "krill oil",
    "cod liver oil",
    "vitamin E",
    "garlic",
    "ginkgo biloba",
    "turmeric",
    "dong quai",
    "danshen",
    "willow bark",
    "nattokinase",
    "lumbrokinase",
    "serrapeptase",
]
HARMLESS = _each(
    """
    paracetamol omeprazole metformin atorvastatin ramipril amlodipine bisoprolol levothyroxine cetirizine
    loratadine salbutamol mirtazapine bupropion finasteride lansoprazole losartan simvastatin sildenafil
    sumatriptan senna allopurinol tamsulosin methylphenidate efavirenz collagen coffee
    """
)
HARMLESS_ALONE = _each(
    """
    sertraline citalopram venlafaxine amitriptyline trazodone celecoxib etoricoxib melatonin glucosamine
    chamomile cranberry echinacea pentoxifylline valproate
    """
)


def thins(text: str) -> str:
    return CATALOGUE.match(text).thins_blood


def items(text: str) -> list[str | None]:
    return [match.item for match in CATALOGUE.match(text).matches]


@pytest.mark.parametrize("name", ANTICOAGULANTS + ANTIPLATELETS + ASPIRINS + NSAIDS + SPECIALIST + STRONG_SUPPLEMENTS)
def test_a_thinner_is_known_by_its_generic_name(name: str) -> None:
    assert thins(f"{name} 10 mg twice a day") == "yes"


@pytest.mark.parametrize(
    "brand", sorted({brand for row in ROWS if row.thins_blood == "yes" for brand in row.brand_names})
)
def test_a_thinner_is_known_by_each_brand_that_means_one_medicine(brand: str) -> None:
    read = CATALOGUE.match(brand.upper())
    assert (read.thins_blood, read.unclear) == ("yes", 0)


def test_a_brand_that_a_register_lists_is_known_as_it_stands() -> None:
    listed = [(row, brand) for row in ROWS for brand in row.listed_names]
    assert len(listed) > 3000
    read = {brand: (row.id, CATALOGUE.match(brand)) for row, brand in listed}
    assert [brand for brand, (item, one) in read.items() if [match.item for match in one.matches] != [item]] == []


@pytest.mark.parametrize("typed", ["Circuvit", "circuvit 5 mg", "CIRCUVIT"])
def test_one_wrong_letter_in_a_long_brand_of_a_register_leaves_a_guess(typed: str) -> None:
    assert items(typed) == ["warfarin"]
    misspelt = CATALOGUE.match(typed.lower().replace("circuvit", "circuvito"))
    assert [(match.item, match.certainty) for match in misspelt.matches] == [("warfarin", "fuzzy")]
    assert CATALOGUE.recognised("circuvito", None, None) == ()


@pytest.mark.parametrize("typed", ["circovito", "Koagulim", "wiroksar"])
def test_what_resembles_a_brand_of_a_register_by_more_than_that_is_not_guessed(typed: str) -> None:
    assert items(typed) == []


def test_a_guess_between_a_thinner_and_a_harmless_brand_is_no_alarm() -> None:
    rows = (CATALOGUE.rows["warfarin"], CATALOGUE.rows["paracetamol"])
    near = [
        row.model_copy(update={"listed": (brand,)}) for row, brand in zip(rows, ("Zobrilant", "Zobrilent"), strict=True)
    ]
    assert Catalogue((near[0],)).match("Zobrilint").thins_blood == "yes"
    assert Catalogue(tuple(near)).match("Zobrilint").thins_blood == "unknown"


def test_a_brand_that_is_a_word_or_another_medicine_elsewhere_is_asked_about() -> None:
    read = CATALOGUE.match("Dolphin")
    assert (read.thins_blood, [match.certainty for match in read.matches]) == ("unknown", ["ask_which"])
    assert thins("Dolphin 500 mg") == "yes"


@pytest.mark.parametrize("name", HARMLESS + HARMLESS_ALONE)
def test_a_harmless_medicine_raises_no_alarm(name: str) -> None:
    assert thins(f"{name} once a day") == "no"


def test_what_the_search_box_offers_is_understood_when_chosen() -> None:
    read = {name: CATALOGUE.match(name) for name in CATALOGUE.names()}
    assert [name for name, one in read.items() if len(one.matches) != 1] == []
    asked = {name for name, one in read.items() if one.matches[0].certainty == "ask_which"}
    assert {name for name, one in read.items() if one.unclear} == asked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("apixaban 5 mg twice a day", ["apixaban"]),
        ("5mg apixaban", ["apixaban"]),
        ("apixaban5mg", ["apixaban"]),
        ("ＡＰＩＸＡＢＡＮ", ["apixaban"]),
        ("apix\u200baban", ["apixaban"]),
        ("Eliquis® 2,5 mg", ["apixaban"]),
        ("Eliquis (apixaban)", ["apixaban"]),
        ("warfarin\tapixaban", ["warfarin", "apixaban"]),
        ("ramipril 5mg, aspirin 75mg and omeprazole", ["ramipril", "aspirin", "omeprazole"]),
        ("ibuprofen + paracetamol", ["ibuprofen", "paracetamol"]),
        ("clopidogrel and aspirin", ["clopidogrel", "aspirin"]),
        ("DuoPlavin", ["clopidogrel-with-aspirin"]),
        ("Nurofen Plus", ["ibuprofen-with-codeine"]),
        ("Advil Cold & Sinus", ["ibuprofen-with-a-decongestant"]),
        ("ibuprofen gel", ["ibuprofen-gel"]),
        ("Seven Seas Cod Liver Oil", ["cod-liver-oil"]),
        ("St. John’s Wort", ["st-johns-wort"]),
        ("vitamin B12 injection", ["vitamin-b12"]),
    ],
)
def test_doses_forms_and_separators_do_not_hide_a_name(text: str, found: list[str]) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    ("text", "found", "answer"),
    [
        ("mesalazine 5-ASA", ["mesalazine"], "no"),
        ("5‑ASA", ["mesalazine"], "no"),
        ("Tiger Balm ointment", ["camphor-with-menthol-ointment"], "no"),
        ("Cartia", [None], "unknown"),
        ("Cartia XT", ["diltiazem"], "no"),
        ("aspiring", [], "unknown"),
        ("Anadin Paracetamol", ["paracetamol"], "no"),
        ("Excedrin Tension Headache", ["paracetamol"], "no"),
        ("protein C concentrate", ["protein-c-concentrate"], "no"),
    ],
)
def test_a_look_alike_is_not_taken_for_a_thinner(text: str, found: list[str | None], answer: str) -> None:
    assert (items(text), thins(text)) == (found, answer)


@pytest.mark.parametrize(
    "name",
    [
        "Excedrin",
        "Alka-Seltzer",
        "Goody's",
        "Anadin",
        "Bayer",
        "Feminax",
        "Anacin",
        "BC",
        "Voltaren",
        "Voltarol",
        "Dolgit",
        "Oruvail",
        "Feldene",
        "Profenid",
        "Seven Seas",
        "Mistral",
        "EVE",
    ],
)
def test_a_name_of_several_medicines_is_asked_about(name: str) -> None:
    read = CATALOGUE.match(name)
    assert ([match.certainty for match in read.matches], read.thins_blood) == (["ask_which"], "unknown")
    assert read.matches[0].candidates
    assert CATALOGUE.recognised(name, None, None) == ()


@pytest.mark.parametrize("name", ["Tiger Balm", "Bengay", "Icy Hot", "minoxidil", "hydrocortisone", "vitamin A"])
def test_a_name_that_leaves_the_kind_open_is_never_harmless(name: str) -> None:
    assert thins(name) == "unknown"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voltarol tablets", ["diclofenac"]),
        ("Voltaren gel", ["diclofenac-gel"]),
        ("minoxidil foam", ["minoxidil-lotion"]),
        ("minoxidil 2.5 mg tablets", ["minoxidil-tablets"]),
        ("BC powder", ["aspirin-with-caffeine"]),
        ("diclofenac ointment", ["diclofenac-gel"]),
        ("диклофенак гель", ["diclofenac-gel"]),
        ("双氯芬酸凝胶", ["diclofenac-gel"]),
        ("ketoprofen pommade", ["ketoprofen-gel"]),
    ],
)
def test_the_form_settles_a_name_of_several(text: str, found: list[str]) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "xyzol",
        "paracetamol and my heart tablet",
        "paracetamol and my prescribed medicine",
        "warfarin stopped 3 days ago",
        "used to take warfarin",
        "changed from warfarin to vitamin D last week",
        "allergic to aspirin",
        "omeprazole gel",
        "paracetmol",
        "not sure",
        "\x00\ud800🙂",
    ],
)
def test_what_is_not_plainly_harmless_is_unknown(text: str) -> None:
    assert thins(text) == "unknown"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("my mother takes warfarin", "yes"),
        ("mi padre toma eliquis", "yes"),
        ("мама принимает ксарелто", "yes"),
        ("my wife takes warfarin, I take nothing", "no"),
        ("my mother is on eliquis; I only take the pill", "no"),
        ("mi marido toma sintrom, yo tomo omeprazol", "no"),
    ],
)
def test_who_speaks_of_another_person_alone_is_taken_to_fill_in_the_form_for_them(text: str, said: str) -> None:
    """A missed thinner is the worst fault; whoever means another person says what they take themselves."""
    assert thins(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "nothing",
        "no",
        "I don't take anything",
        "no blood thinners",
        "nichts",
        "ich nehme keine Medikamente",
        "nada",
        "no tomo nada",
        "rien",
        "je ne prends rien",
        "niente",
        "non prendo niente",
        "não tomo nada",
        "niets",
        "ik slik niks",
        "nic",
        "nie biorę nic",
        "hiçbir şey",
        "ilaç kullanmıyorum",
        "нет",
        "ничего не принимаю",
        "لا شيء",
        "无",
        "没有吃任何药",
    ],
)
def test_a_plain_no_is_a_no_in_each_language(text: str) -> None:
    read = CATALOGUE.match(text)
    assert (read.thins_blood, read.unclear) == ("no", 0)


@pytest.mark.parametrize(
    "text",
    [
        "no aspirin",
        "I don't take warfarin",
        "paracetamol, no aspirin",
        "I don't take aspirin or ibuprofen",
        "kein Aspirin",
        "no tomo aspirina",
        "pas d'aspirine",
        "aspirin kullanmıyorum",
        "не принимаю аспирин",
        "不吃阿司匹林",
        "gave up aspirin years ago, only vitamin D now",
        "allergic to aspirin, I take paracetamol",
        "my wife is on warfarin, I take vitamin D",
        "m'n vader slikt Sintrom, ik niets",
        "у мамы варфарин, я пью витамин D",
        "nada de anticoagulantes",
        "aspirin yok",
    ],
)
def test_a_thinner_that_is_plainly_not_taken_raises_no_alarm(text: str) -> None:
    assert thins(text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "no problems with warfarin",
        "I never miss my Xarelto",
        "I never forget my warfarin",
        "not only aspirin",
        "apixaban no aspirin",
        "no aspirin but clopidogrel",
        "no aspirin apixaban 5 mg",
        "switched from warfarin to Eliquis",
        "warfarin replaced by apixaban",
        "apixaban instead of warfarin",
        "he takes Eliquis",
        "took ibuprofen yesterday",
        "aspirin since 2015",
        "aspirin was prescribed by my doctor",
        "nicht Aspirin sondern Plavix",
        "no tomo aspirina pero sí clopidogrel",
    ],
)
def test_a_no_that_speaks_of_something_else_hides_no_thinner(text: str) -> None:
    assert thins(text) == "yes"


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
    ("text", "said"),
    [
        ("J'ai pris du Previscan il y a 12 ans, arrêté depuis, aucun traitement aujourd'hui", "no"),
        ("warfarin, stopped 10 years ago, nothing now", "no"),
        ("warfarin, stopped 10 years ago", "unknown"),
        ("warfarin, stopped 3 days ago", "yes"),
        ("warfarin, stopped smoking 10 years ago", "yes"),
        ("Eliquis, aspirin stopped years ago", "yes"),
    ],
)
def test_what_was_stopped_years_ago_is_past_though_it_is_said_behind_a_comma(text: str, said: str) -> None:
    assert thins(text) == said


def test_what_a_medicine_is_for_is_no_brand_of_that_name() -> None:
    assert items("aciclovir 400 for cold sores") == ["aciclovir"]


@pytest.mark.parametrize(
    "text",
    [
        "my blood thinners",
        "Blutverdünner",
        "anticoagulantes",
        "bloedverdunners",
        "kan sulandırıcı",
        "антикоагулянты",
        "مميع للدم",
        "抗凝药",
    ],
)
def test_a_blood_thinner_without_a_name_is_one_and_stays_open(text: str) -> None:
    assert thins(text) == "yes"
    assert [row.id for row in CATALOGUE.recognised(text, None, None)] == ["blood-thinner"]
    assert not CATALOGUE.complete(text, None, None)


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


@pytest.mark.parametrize("word", ["mistral", "eve"])
def test_a_brand_that_is_an_ordinary_word_needs_a_dose_or_a_form(word: str) -> None:
    assert thins(word) == "unknown"


@given(st.text(max_size=200))
def test_any_text_is_read_and_an_added_thinner_is_never_lost(text: str) -> None:
    before = thins(text)
    if before == "yes":
        assert thins(f"{text}, apixaban") == "yes"
    assert thins(f"{text}\napixaban 5 mg") != "no"


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join),
    st.sampled_from(["apixaban", "Plavix 75 mg", "aspirina", "варфарин"]),
)
def test_a_thinner_on_a_line_of_its_own_is_always_a_yes(text: str, thinner: str) -> None:
    assert thins(f"{text}, {thinner}") == "yes"


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Eliquis 5 mg and Nurofen 400", ("Eliquis 5 mg", "Nurofen 400")),
        ("vitamin D, zinc", ("vitamin D", "zinc")),
        ("no aspirin, apixaban and zinc", ()),
        ("Eliquis", ()),
        ("Eliquis and xyzol", ()),
    ],
)
def test_a_line_that_only_lists_medicines_is_cut_into_them_as_typed(text: str, several: tuple[str, ...]) -> None:
    assert CATALOGUE.match(text).several == several


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("no aspirin, apixaban 5 mg", ["denied", "taken"]),
        ("stopped warfarin, now on apixaban", ["past", "taken"]),
        ("allergic to penicillin; clopidogrel", ["allergy", "taken"]),
    ],
)
def test_a_thinner_that_is_taken_counts_beside_one_that_is_not(text: str, statuses: list[str]) -> None:
    read = CATALOGUE.match(text)
    assert ([match.status for match in read.matches], read.thins_blood) == (statuses, "yes")


@pytest.mark.parametrize(
    "text", ["paracetamol", "no aspirin", "xyzol", "Excedrin", "vitamin D, zinc", "stopped warfarin"]
)
def test_adding_a_thinner_answers_yes(text: str) -> None:
    assert thins(f"{text}, apixaban") == "yes"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (("apixaban", None, None), ["apixaban"]),
        (("apixaban and ibuprofen", None, None), ["apixaban", "ibuprofen"]),
        (("apixabam", "apixaban", True), ["apixaban"]),
        (("apixabam", "apixaban", False), []),
        (("apixabam", "apixaban", None), []),
        (("Voltaren", "diclofenac-gel", True), ["diclofenac-gel"]),
        (("apixaban and ibuprofen", "ibuprofen", True), ["apixaban", "ibuprofen"]),
        (("warfarin", "gone-from-the-catalogue", True), ["warfarin"]),
        (("xyzol", None, None), []),
        (("allergic to aspirin", None, None), []),
    ],
)
def test_an_entry_stands_for_what_was_confirmed_or_exactly_named(
    entry: tuple[str, str | None, bool | None], found: list[str]
) -> None:
    assert [row.id for row in CATALOGUE.recognised(*entry)] == found


@pytest.mark.parametrize(
    ("entry", "whole"),
    [
        (("apixaban 5 mg", None, None), True),
        (("apixaban and xyzol", None, None), False),
        (("apixabam", "apixaban", True), True),
        (("apixabam and xyzol", "apixaban", True), False),
        (("Excedrin", None, None), False),
    ],
)
def test_an_entry_is_complete_when_nothing_of_its_name_is_left(
    entry: tuple[str, str | None, bool | None], whole: bool
) -> None:
    assert CATALOGUE.complete(*entry) is whole


def test_a_line_is_answered_in_the_shape_of_the_command() -> None:
    assert CATALOGUE.answer_line("Eliquis 5 mg") == {
        "text": "Eliquis 5 mg",
        "matches": [
            {"name": "apixaban", "item": "apixaban", "class": "anticoagulant", "certainty": "brand", "status": "taken"}
        ],
        "thins_blood": "yes",
    }


@pytest.mark.parametrize(
    ("item", "fact", "words"),
    [
        ("doxycycline", "class", {"antibiotic", "photosensitiser"}),
        ("clopidogrel-with-aspirin", "ingredient", {"clopidogrel", "aspirin"}),
        ("clopidogrel-with-aspirin", "class", {"antiplatelet", "aspirin"}),
        ("lidocaine-with-prilocaine", "ingredient", {"lidocaine", "prilocaine"}),
        ("sertraline", "thins_blood", {"with_anticoagulant"}),
        ("minoxidil-tablets", "class", {"hair_loss_tablet"}),
        ("minoxidil-lotion", "class", {"hair_loss_topical"}),
        ("efavirenz", "class", {"everyday"}),
        ("trazodone", "class", {"serotonergic_weak"}),
        ("protein-c-concentrate", "class", {"clotting_disorder_treatment"}),
        ("icosapent-ethyl", "class", {"bleeding_risk_specialist"}),
        ("ibuprofen", "class", {"nsaid"}),
        ("ramipril", "class", {"everyday"}),
    ],
)
def test_a_row_says_what_rules_may_ask(item: str, fact: str, words: set[str]) -> None:
    assert CATALOGUE.rows[item].words(fact) == words
    assert words <= CATALOGUE.words[fact]


@pytest.mark.parametrize("row", [row for row in ROWS if row.clock == "yes"], ids=lambda row: row.id)
def test_only_aspirin_painkillers_and_bleeding_supplements_have_a_clock(row: Medicine) -> None:
    assert row.words("class") & {"aspirin", "nsaid", "supplement_bleeding"}
    assert row.route not in ("topical", "lozenge", "eye")
    assert row.subclass != "cox2"


def test_no_class_or_role_names_an_illness_that_is_never_asked_about() -> None:
    assert not any("hiv" in word for word in CATALOGUE.words["class"] | CATALOGUE.words["subclass"])


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "medicines.csv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("apixaban,apixaban,,anticoagulant,", "apixaban,apixaban,,anticoagulent,", "'anticoagulent' does not exist"),
        ("anticoagulant,direct_oral", "anticoagulant,direct", "no subclass 'direct'"),
        ("apixaban,apixaban,", "warfarin,apixaban,", "'warfarin' stands already in line 2"),
        ("Eliquis", "Xarelto", "'Xarelto' is already a name of rivaroxaban"),
        ("Eliquis", "Excedrin", "'Excedrin' stands in ask_which too"),
        ("Eliquis", "Eliquis/Forte", "holds a separator"),
        ("Eliquis", "Eliquis,Forte", "more or fewer cells"),
        ("apixaban,yes,no,", "apixaban,maybe,no,", "thins_blood: 'maybe'"),
        ("apixaban,yes,no,yes,no,", "apixaban,no,no,yes,yes,", "a clock is only for what thins the blood"),
        ("anticoagulant,direct_oral,,", "anticoagulant,direct_oral,magic,", "role 'magic' does not exist"),
    ],
)
def test_a_fault_in_the_catalogue_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_rows(_changed(tmp_path, old, new))
    assert said in str(refused.value)
    assert str(refused.value).startswith("medicines.csv:")


def test_a_catalogue_without_medicines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "medicines.csv"
    path.write_text(FILE.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(ContentError, match="no medicines"):
        load(path)


def test_rows_make_a_catalogue_without_a_file() -> None:
    alone = Catalogue((CATALOGUE.rows["apixaban"],))
    assert alone.match("Eliquis").thins_blood == "yes"
