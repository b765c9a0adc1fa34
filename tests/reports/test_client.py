"""The client copy: calm, plain, what to do first, nothing of the specialist's."""

import pytest

from reports.model import Report, Status, Task
from reports.pdf import render
from tests.reports.cases import APIXABAN, SESSION, told
from tests.reports.pages import texts, words
from tests.reports.samples import SAMPLES, both, healthy

NEVER = ("rejected", "risk", "contraindication", "contraindicated", "unsuitable", "not suitable", "high risk")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_client_never_reads_the_words_of_refusal(name: str) -> None:
    printed = words(render(SAMPLES[name]("client"))).lower()
    assert [word for word in NEVER if word in printed] == []


def test_a_client_never_reads_the_specialists_words() -> None:
    printed = words(render(both("client")))
    assert [word for word in ("WAIT", "LETTER", "CARE", "ASK", "DECISION", "bt-", "version") if word in printed] == []


def test_what_is_urgent_is_read_before_everything_that_was_noticed() -> None:
    printed = words(render(both("client")))
    order = ["Please do this today", "TODAY Ask a pharmacist", "Your visit is not cancelled.", "What we noticed"]
    places = [printed.index(text) for text in order]
    assert places == sorted(places)


def test_each_thing_noticed_says_why_it_matters_and_what_to_do() -> None:
    report = both("client")
    printed = words(render(report))
    for each in report.findings:
        parts = [each.noticed, f"Why it matters: {each.why}", f"What to do: {each.do}"]
        assert " ".join(parts) in printed


def test_the_list_and_the_timeline_carry_real_dates() -> None:
    printed = words(render(both("client")))
    assert "From Fri 11 Dec, 14:00 Leave out ibuprofen of your own." in printed
    assert "The first 3 days until Wed 16 Dec Keep your scalp dry." in printed


def test_a_healthy_client_has_one_calm_page() -> None:
    pages = texts(render(healthy("client")))
    assert len(pages) == 1
    assert "You are all set" in pages[0]
    assert "What we noticed" not in pages[0]


def test_each_letter_stands_on_a_page_of_its_own() -> None:
    pages = texts(render(both("client")))
    assert ["Letter about apixaban" in text for text in pages] == [False, True]
    assert "What we noticed" not in pages[1]


def test_the_letter_asks_for_facts_and_for_no_change() -> None:
    letter = " ".join(texts(render(both("client")))[1].split())
    assert "We are not asking you to change any medicine." in letter
    assert "Any stroke, clot, stent or heart attack in the last 12 months?" in letter
    assert "☐ no" in letter.replace("\xa0", " ")
    assert "Zoë Ångström-Nguyễn Thị Ánh born 4 March 1965" in letter
    assert all(line in letter for line in ("Name and role", "Signature", "Date"))


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status(meaning="ask", word="DO NOT START YET")},
        {"asks": ("which tablet?",)},
        {"findings": both("specialist").findings},
        {"answers": both("specialist").answers},
    ],
    ids=["status", "asks", "findings", "answers"],
)
def test_a_clients_report_cannot_hold_what_is_the_specialists(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="nothing that is the specialist's"):
        Report.model_validate({**dict(both("client")), **change})


def test_the_letter_asks_of_each_medicine_why_since_when_and_how_much_and_has_the_clients_consent() -> None:
    ticlopidine = {"name": "Ticlopidine", "advised": "regular", "still": "yes"}
    letter = texts(render(told("client", medicines_any="yes", medicines=[APIXABAN, ticlopidine])))[-1]
    said = " ".join(letter.split())
    assert all(f"{name} taken for _" in said for name in ("Apixaban", "Ticlopidine"))
    assert "I agree that you answer these questions, and that the answers go to Northgate." in said


def test_what_is_due_together_stands_below_one_due_time() -> None:
    report = told("client", SESSION)
    due = tuple(Task(text=text, when="Before the third full moon") for text in ("Bring a note.", "Send a photo."))
    said = words(render(report.model_copy(update={"tasks": due})))
    assert said.count("Before the third full moon") == 1
    assert said.index("Bring a note.") < said.index("Send a photo.")
