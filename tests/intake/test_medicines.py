"""The catalogue of medicines: what is found in a text, what is left open, and which content is refused."""

from pathlib import Path

import pytest

from intake.content import ContentError
from intake.medicine_rows import FILE, read_rows
from intake.medicines import Catalogue, Medicine, load

CATALOGUE = load()
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
        ("Cartia", [], "unknown"),
        ("Cartia XT", [], "unknown"),
        ("aspirinate", [], "unknown"),
        ("Anadin Paracetamol", ["paracetamol"], "no"),
        ("Excedrin Tension Headache", ["paracetamol"], "no"),
        ("protein C concentrate", ["protein-c-concentrate"], "no"),
    ],
)
def test_a_look_alike_is_not_taken_for_a_thinner(text: str, found: list[str], answer: str) -> None:
    assert (items(text), thins(text)) == (found, answer)


@pytest.mark.parametrize(
    "name",
    [
        "Excedrin",
        "Alka-Seltzer",
        "Goody's",
        "Anadin",
        "Bayer",
        "Bufferin",
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
    ],
)
def test_the_form_settles_a_name_of_several(text: str, found: list[str]) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "none",
        "nothing",
        "no",
        "xyzol",
        "my blood thinner",
        "paracetamol and my heart tablet",
        "paracetamol for my blood thinner",
        "paracetamol and my prescribed medicine",
        "no aspirin",
        "I don't take warfarin",
        "warfarin stopped 3 days ago",
        "used to take warfarin",
        "allergic to aspirin",
        "paracetamol, no aspirin",
        "omeprazole gel",
        "\x00\ud800🙂",
    ],
)
def test_what_is_not_plainly_harmless_is_unknown(text: str) -> None:
    assert thins(text) == "unknown"


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
