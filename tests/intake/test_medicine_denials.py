"""What is not taken, given up, or somebody else's; and what a "no" hides not."""

from pathlib import Path

import pytest
from babel import Locale

from intake.content import Document
from intake.medicine_words import FOLDER, WordList
from tests.intake.medicine_answers import CATALOGUE, thins


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "xyzol",
        "paracetamol and my heart tablet",
        "paracetamol and my prescribed medicine",
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
        ("My mom takes ramipril and is on Plavix. I take nothing", "no"),
        ("My mom takes ramipril and I take Plavix", "yes"),
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
    "text", ["He was not on a blood thinner.", "not taking any aspirin", "I cannot tolerate NSAIDs"]
)
def test_a_no_with_an_article_is_a_no(text: str) -> None:
    assert thins(text) != "yes"


@pytest.mark.parametrize("text", ["AAS 100 no almoço", "xarelto no café da manhã", "never without a blood thinner"])
def test_what_only_looks_like_a_no_hides_no_thinner(text: str) -> None:
    assert thins(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "tomo naproxeno hasta 3 veces a la semana",
        "prendo ketoprofene fino a 3 volte al mese",
        "je prends du naproxène jusqu'à 3 fois par semaine",
        "tomo cetoprofeno até 3 vezes por semana",
        "ik neem naproxen tot 3 keer per week",
        "clexane hasta el 5 de enero",
        "I suffer from a weak knee when using naproxen",
        "no medicines apart from naproxen",
        "keine Tabletten abgesehen von Naproxen",
        "никаких лекарств кроме ксарелто",
        "quit Eliquis in May but went back to it",
        "stopped naproxen and still take it",
        "ten days until I can stop Eliquis",
        "puedo dejar el sintrom en mayo",
        "I am tempted not to take Eliquis tonight",
        "never tried stopping Eliquis",
        "Eliquis, never tried aspirin",
        "I like taking aspirin",
        "non dimentico la terapia anticoagulante",
    ],
)
def test_an_end_or_a_no_that_is_ahead_or_of_something_else_hides_no_thinner(text: str) -> None:
    assert thins(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "tomé sintrom hasta el año pasado",
        "prendevo Coumadin fino a quando sono guarito",
        "I have never tried naproxen",
        "nie probiert: Naproxen",
        "magnesium, it is like taking an aspirin",
        "non faccio nessuna terapia anticoagulante",
        "il ne prend pas de médicament notamment des anti-inflammatoires",
        "Ich nehme im Moment Ramipril 5 mg",
        "at the moment paracetamol 500 mg",
        "je prends un antalgique",
        "anticonvulsants",
    ],
)
def test_what_was_never_tried_or_only_sounds_like_a_thinner_raises_no_alarm(text: str) -> None:
    assert thins(text) != "yes"


@pytest.mark.parametrize(
    "text",
    [
        "no meds except warfarin",
        "no other meds than aspirin",
        "not more than one aspirin a day",
        "no regular medication only ibuprofen occasionally",
        "außer ASS 100 nichts",
        "nehme manchmal ne Ibu",
        "excepto adiro nada",
        "pas d'autre médicament que le kardegic",
        "a parte eliquis niente",
        "tirando o xarelto não tomo nada",
        "geen andere medicijnen dan ascal",
        "nic oprócz acardu",
        "aspirinden başka bir şey kullanmıyorum",
        "кроме варфарина ничего",
        "غير الاسبرين ما اخذ شي",
        "没有吃别的药只吃阿司匹林",
    ],
)
def test_nothing_but_a_thinner_is_a_thinner(text: str) -> None:
    assert thins(text) == "yes"


@pytest.mark.parametrize("text", ["not on anything except those", "no meds apart from the usual"])
def test_nothing_but_something_that_nobody_names_is_no_no(text: str) -> None:
    assert thins(text) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "weder Blutverdünner noch Aspirin",
        "né aspirina né brufen",
        "nem aspirina nem ibuprofeno",
        "noch aspirine noch ibuprofen",
        "ani aspiryny ani ibuprofenu",
        "ni aspirina ni anticoagulantes",
        "ne aspirin ne coraspin",
        "ни аспирина ни варфарина",
        "no aspirin/ibuprofen",
        "w/o blood thinners",
        "n/a",
        "paracétamol au lieu d'ibuprofène, pas d'aspirine",
        "aspirin not tolerated",
        "noch nie Ibuprofen genommen",
    ],
)
def test_a_no_to_several_names_holds_for_each(text: str) -> None:
    assert thins(text) != "yes"


@pytest.mark.parametrize(
    "text",
    [
        "nehme noch Eliquis",
        "je ne prends que du plavix car je ne supporte pas l'aspirine",
        "no aspirin/ibuprofen but Eliquis",
        "allergic to penicillin/on warfarin",
        "allergic to bee stings warfarin 3 mg",
        "My dad takes warfarin and so do I",
        "mi madre toma sintrom y yo también",
        "My husband's cardiologist put me on Eliquis",
        "My cardiologist won't let me stop Plavix",
        "I couldn't live without ibuprofen",
        "Paracetamol no me hace nada así que ibuprofeno",
    ],
)
def test_words_that_may_deny_and_do_not_hide_no_thinner(text: str) -> None:
    assert thins(text) == "yes"


@pytest.mark.parametrize("text", ["my wife takes warfarin, I take nothing", "mother on warfarin, I take no medication"])
def test_what_a_relative_takes_is_not_the_clients(text: str) -> None:
    assert thins(text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "no Eliquis today",
        "heute kein Eliquis genommen",
        "hoy no he tomado el adiro",
        "je n'ai pas pris mon kardégic ce matin",
        "oggi non ho preso la cardioaspirina",
        "hoje não tomei o AAS 100",
        "bugün coraspin almadım",
        "сегодня варфарин не пил",
        "今天没吃阿司匹林",
    ],
)
def test_what_was_left_out_for_a_day_is_asked_about(text: str) -> None:
    assert thins(text) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "warfarin stopped 3 days ago",
        "Quit my Aleve two days ago because the nurse told me to",
        "Eliquis seit 3 Tagen pausiert",
        "Plavix arrêté il y a 3 jours, je reprends lundi",
        "Sospeso Plavix da due giorni per il dentista",
        "suspendí el Sintrom hace 2 días",
        "eliquis 3 gün önce bıraktım",
        "перестал пить ксарелто 2 дня назад",
        "أوقفت البلافيكس قبل يومين",
    ],
)
def test_what_was_stopped_a_few_days_ago_still_counts(text: str) -> None:
    """It still works, and is often taken up again."""
    assert thins(text) == "yes"


@pytest.mark.parametrize("text", ["Xarelto for 3 days after the operation stopped", "warfarin stopped in 2015"])
def test_what_was_stopped_nobody_knows_when_is_asked_about(text: str) -> None:
    assert thins(text) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "Marcumar bis 2012",
        "warfarin until 2012, lisinopril now",
        "Sintrom hasta 2015",
        "варфарин до 2014",
        "Effient 2013-2014 after heart attack",
        "Marevan de 2009 à 2010 pour une phlébite",
        "clexane injections after my hip in 2018, none since",
        "coumadin nel 2009 poi basta, ora nulla",
        "xarelto pendant 6 mois après mon embolie en 2018, plus rien depuis",
    ],
)
def test_what_was_taken_until_a_year_is_past(text: str) -> None:
    assert thins(text) != "yes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("allergic to penicillin and ibuprofen", "unknown"),
        ("alergia al nolotil y a los AINE", "unknown"),
        ("allergia ad aspirina e FANS, uso solo paracetamolo", "unknown"),
        ("allergic to penicillin and I take aspirin", "yes"),
        ("allergic to latex and aspirin 75", "yes"),
        ("allergic to penicillin, aspirin", "yes"),
        ("allergies: penicillin, aspirin. I take Xyzal", "unknown"),
        ("allergies: penicillin. aspirin, Xyzal", "yes"),
        ("aspirin ve brufen alerjisi var, symbicort kullanıyorum", "unknown"),
        ("Advil gives me hives", "unknown"),
        ("Novalgine alerjim var kullandığım tek şey orfarin", "yes"),
    ],
)
def test_what_is_joined_to_an_allergy_may_be_one(text: str, said: str) -> None:
    assert thins(text) == said


@pytest.mark.parametrize(
    "text", ["penisilin alerjim var. orfarin alıyorum", "Penicillin-Allergie! Eliquis 5", "alergia: no. tomo sintrom"]
)
def test_an_allergy_ends_with_its_sentence(text: str) -> None:
    assert thins(text) == "yes"


def test_what_replaced_something_years_ago_is_taken() -> None:
    assert thins("was on warfarin, changed to Pradaxa 2 yrs ago") == "yes"


@pytest.mark.parametrize(
    "text", ["today nothing", "heute keine Medikamente", "hoy nada", "aucun traitement aujourd'hui"]
)
def test_nothing_today_is_nothing(text: str) -> None:
    assert thins(text) == "no"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("对布洛芬、青霉素过敏", ["allergy", "allergy"]),
        ("阿司匹林对胃不好", ["taken"]),
        ("对乙酰氨基酚过敏，对布洛芬没有问题", ["allergy", "taken"]),
    ],
)
def test_half_of_a_word_for_an_allergy_is_one_only_with_the_other_half(text: str, statuses: list[str]) -> None:
    assert [match.status for match in CATALOGUE.match(text).matches] == statuses


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_word_that_denies_is_also_the_name_of_a_medicine(path: Path) -> None:
    words = Document(path).as_model(WordList)
    denying = [*words.denied, *words.denied_after, *words.lacking, *words.nor]
    assert [word for word in denying if CATALOGUE.match(word).matches] == []


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "ru", "ar", "zh"])
def test_no_month_and_no_day_of_any_language_denies_a_thinner(language: str) -> None:
    """ "Seit Mai Eliquis": in Italian, "mai" is "never"."""
    locale = Locale.parse(language)
    said = {
        word
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for words in (locale.months[context][width], locale.days[context][width])
        for word in words.values()
    }
    assert [word for word in said if {thins(f"{word} Eliquis"), thins(f"Eliquis {word}")} != {"yes"}] == []


@pytest.mark.parametrize(
    "text",
    [
        "née le 3/4/1952 Xarelto",
        "pas sinds maart Eliquis",
        "no biorę Eliquis",
        "Eliquis 5 klappt prima",
        "aspirin 81 at half past eight",
        "Eliquis après arrêt cardiaque",
        "aspirin since 2013, 2014 stent",
        "Xarelto, nothing since",
        "Efient ist für 5 Tage pausiert, ab Montag wieder",
        "endol fitil değil kapsül",
        "diclofenac off my doctor for the gout",
    ],
)
def test_a_no_of_another_language_hides_no_thinner(text: str) -> None:
    assert thins(text) == "yes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I do NOT take aspirin, ibuprofen, fish oil or vitamin E. Only Crestor.", "no"),
        ("ich nehme kein Aspirin, Ibuprofen oder Naproxen", "no"),
        ("no tomo aspirina, ibuprofeno ni naproxeno", "no"),
        ("weder Ibu noch Aspirin noch Omega 3", "no"),
        ("nao tomo aas, nem anti-inflamatório, nem ômega 3", "no"),
        ("kein Aspirin, noch Eliquis dazu", "yes"),
        ("No blood thinners. Ibuprofen or paracetamol", "yes"),
        ("I don't take any advil, aleve or supplements. Synthroid only.", "no"),
        ("no aspirin, Eliquis 5 or Xarelto", "yes"),
        ("no aspirin, ibuprofen when needed or naproxen", "yes"),
        ("no aspirin but Eliquis or Xarelto", "yes"),
    ],
)
def test_a_no_before_a_list_with_an_or_denies_all_of_it(text: str, said: str) -> None:
    assert thins(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ginger and honey, lots of garlic in the soup", "no"),
        ("Ingwer mit Honig und Zitrone", "no"),
        ("zenzero e limone", "no"),
        ("garlic and ginger capsules", "yes"),
        ("turmeric", "yes"),
        ("warfarin with honey", "yes"),
        ("paracetamol with honey and lemon", "no"),
    ],
)
def test_a_spice_is_food_beside_what_stands_in_a_kitchen(text: str, said: str) -> None:
    assert thins(text) == said


def test_what_was_replaced_is_asked_about_where_the_next_words_say_so() -> None:
    assert thins("Aleve upset my stomach so Dr Kim changed me to celebrex") == "unknown"
    assert thins("Eliquis, metoprolol changed to bisoprolol") == "yes"


@pytest.mark.parametrize("text", ["napraxen for arthritis", "nimeksil", "orfadin 5 mg", "relafin"])
def test_a_harmless_brand_that_a_misspelt_thinner_may_be_is_asked_about(text: str) -> None:
    assert thins(text) == "unknown"


_NAMES = [
    "warfarin", "apixaban", "rivaroxaban", "edoxaban", "dabigatran", "acenocoumarol", "phenprocoumon", "enoxaparin",
    "clopidogrel", "prasugrel", "ticagrelor", "aspirin", "ibuprofen", "naproxen", "diclofenac", "ketoprofen",
    "meloxicam", "piroxicam", "metamizole", "nabumetone", "plavix", "eliquis", "xarelto", "coumadin", "sintrom",
    "marcumar", "pradaxa", "brilinta", "clexane", "motrin", "advil", "aleve", "nurofen", "relafen", "orfarin",
]  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("name", _NAMES)
def test_no_slip_of_one_letter_makes_a_thinner_harmless(name: str) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    slips = {
        *(name[:at] + name[at + 1 :] for at in range(1, len(name))),
        *(name[:at] + one + name[at + 1 :] for at in range(1, len(name)) for one in letters),
        *(name[:at] + one + name[at:] for at in range(1, len(name) + 1) for one in letters),
        *(name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(1, len(name) - 1)),
    }
    assert [slip for slip in slips if thins(slip) == "no"] == []
