"""The names of the medicines: every thinner is known, nothing harmless raises an alarm."""

import pytest

from intake.medicines import Catalogue
from tests.intake.medicine_answers import CATALOGUE, items, thins

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
