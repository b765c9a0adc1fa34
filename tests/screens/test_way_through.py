"""The client's way through, from the first page to the result."""

import re
from datetime import timedelta
from typing import Any

import pytest

from intake.questionnaire import Questionnaire
from records import Store
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor


def steps(visitor: Visitor) -> tuple[int, int]:
    """Which step it is, of how many."""
    found = re.search(r"Step (\d+) of (\d+)", visitor.said)
    assert found
    return int(found[1]), int(found[2])


def test_a_healthy_client_comes_to_the_end_and_is_all_set(questionnaire: Questionnaire, store: Store) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk()
    assert visitor.heading == "You are all set"
    record = store.records.read(store.records.refs()[0])
    assert record.assessment["outcome"] == "suitable"
    assert record.identity == {"full_name": "Jan Novák", "birth_date": "1988-03-27"}


def test_continue_draws_the_next_page_and_nothing_of_the_one_it_leaves(
    questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("look")
    visitor.fill()
    drawn: list[str] = []
    monkeypatch.setattr("screens.frame.masthead", lambda *_args, **_how: drawn.append("masthead"))
    visitor.press("continue")
    assert visitor.heading == "Your hair loss"
    assert drawn == ["masthead"]


def test_what_was_left_out_is_said_at_the_top_and_above_the_field(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    visitor.press("continue")
    visitor.press("continue")
    assert visitor.heading == "You"
    assert "Please look at these again" in visitor.said
    assert '<a href="#q-full_name">What is your full name? Please fill this in.</a>' in visitor.said
    assert visitor.said.count('<h2 class="smp-question" id="q-full_name">') == 1


def test_an_impossible_birth_date_is_said_in_one_plain_line_and_stays_as_typed(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire, {"birth_date": ("31", "2", "1990")})
    visitor.press("continue")
    visitor.fill()
    visitor.press("continue")
    assert "There is no such day." in visitor.said
    assert visitor.widget("text_input", "birth_date.day").value == "31"


def test_somebody_under_age_is_met_kindly_and_nothing_is_kept(questionnaire: Questionnaire, store: Store) -> None:
    visitor = Visitor(questionnaire, {"birth_date": ("27", "3", "2012")})
    visitor.press("continue")
    visitor.fill()
    token = visitor.app.session_state["tab"]["token"]
    assert store.drafts.read(token)
    visitor.press("continue")
    assert visitor.heading == "Thank you for coming to us"
    assert store.drafts.read(token) is None
    assert store.records.refs() == []


def test_none_of_these_and_a_tick_end_each_other(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("skin_and_sun")
    visitor.answer("skin_ever", None)
    assert visitor.widget("checkbox", "skin_ever.none above").value
    visitor.answer("skin_ever", ["eczema"])
    assert not visitor.widget("checkbox", "skin_ever.none above").value
    assert not visitor.widget("checkbox", "skin_ever.none below").value
    visitor.answer("skin_ever", None)
    assert not visitor.widget("checkbox", "skin_ever.eczema").value


def test_contradicting_answers_are_asked_about_and_may_be_left_for_the_talk(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire, {"hair_loss_change": "fast_or_patches", "loss_named_by": "nobody",
                                      "dermatologist_seen": "never"})  # fmt: skip
    visitor.walk_to("hair_loss")
    visitor.fill()
    visitor.press("continue")
    assert visitor.heading == "Which one is right?"
    visitor.press("talk")
    assert visitor.heading == "What your scalp has been through"


def test_a_contradiction_that_was_changed_away_is_not_asked_again(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire, {"hair_loss_change": "fast_or_patches", "loss_named_by": "nobody",
                                      "dermatologist_seen": "never"})  # fmt: skip
    visitor.walk_to("hair_loss")
    visitor.fill()
    visitor.press("continue")
    visitor.press("change.hair_loss_change")
    visitor.answer("hair_loss_change", "slowly")
    visitor.press("continue")
    assert visitor.heading == "What your scalp has been through"


def test_who_stopped_a_medicine_by_themselves_reads_at_once_what_to_do_today(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire, {"medicine_stopped": "i_stopped", "medicine_stopped_which": "warfarin"})
    visitor.walk_to("medicines")
    visitor.fill()
    visitor.press("continue")
    assert visitor.heading == "Please read this first"
    assert 'href="tel:999">999</a>' in visitor.said
    visitor.press("read")
    assert visitor.heading == "Allergies and comfort"


def test_change_leads_to_the_step_and_back_to_the_check(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("check_and_send")
    visitor.press("change.look")
    assert visitor.heading == "The look you want"
    assert visitor.widget("radio", "hair_worn").value == "shaved"
    visitor.answer("hair_worn", "very_short")
    visitor.press("continue")
    assert visitor.heading == "Check and send"
    assert "Very short" in visitor.said


def test_what_somebody_typed_is_never_read_as_markup(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire, {"full_name": "<img src=x onerror=alert(1)> **Jan**"})
    visitor.walk_to("check_and_send")
    assert "&lt;img src=x onerror=alert(1)&gt; **Jan**" in visitor.said


def test_a_step_that_is_answered_already_is_shown_again_and_not_skipped(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("hair_loss")
    visitor.press("back")
    visitor.press("back")
    assert visitor.heading == "You"
    visitor.press("continue")
    assert visitor.heading == "The look you want"
    visitor.press("continue")
    assert visitor.heading == "Your hair loss"


def test_a_figure_with_a_decimal_is_kept_as_it_was_typed(questionnaire: Questionnaire) -> None:
    warfarin = [{"name": "warfarin", "advised": "regular", "still": "yes"}]
    answers = {"named_thinners": ["warfarin"], "medicines": warfarin, "inr_at_hand": "yes", "inr_value": 2.5}
    visitor = Visitor(questionnaire, {"medicines_any": "yes", **answers})
    visitor.walk_to("check_and_send")
    assert "2.5" in visitor.said


def _at_medicines(questionnaire: Questionnaire) -> Visitor:
    visitor = Visitor(questionnaire, {"medicines_any": "yes"})
    visitor.walk_to("medicines")
    visitor.answer("medicines_any", "yes")
    visitor.app.run()
    return visitor


def _write(visitor: Visitor, way: str, text: str) -> None:
    visitor.widget("button", f"medicines.{way}.open").click().run()
    visitor.widget("text_input", f"medicines.{way}").set_value(text).run()


def _listed(visitor: Visitor, store: Store) -> list[dict[str, Any]]:
    draft: Any = store.drafts.read(visitor.app.session_state["tab"]["token"])
    listed: list[dict[str, Any]] = draft.content["answers"]["medicines"]
    return listed


@pytest.mark.parametrize(
    ("way", "text", "names"),
    [
        ("unlisted", "Zzyxorin", ["Zzyxorin"]),
        ("nameless", "white tablet for my heart", ["white tablet for my heart"]),
        ("unlisted", "Eliquis 5 mg and vitamin D", ["Eliquis 5 mg", "vitamin D"]),
    ],
)
def test_who_does_not_find_a_medicine_in_the_list_writes_it_down(
    questionnaire: Questionnaire, store: Store, way: str, text: str, names: list[str]
) -> None:
    visitor = _at_medicines(questionnaire)
    _write(visitor, way, text)
    assert [entry["name"] for entry in _listed(visitor, store)] == names


def test_who_would_rather_photograph_the_tablets_says_so_once(questionnaire: Questionnaire, store: Store) -> None:
    visitor = _at_medicines(questionnaire)
    visitor.widget("button", "medicines.photo").click().run()
    assert _listed(visitor, store) == [{"name": "My tablets, by photo"}]
    assert visitor.widget("button", "medicines.photo") is None


def test_a_guess_that_the_client_turns_down_is_no_medicine(questionnaire: Questionnaire, store: Store) -> None:
    visitor = _at_medicines(questionnaire)
    _write(visitor, "unlisted", "elequis")
    visitor.widget("radio", "medicines.0.elequis.item").set_value("other").run()
    visitor.press("continue")
    assert _listed(visitor, store) == [{"name": "elequis", "confirmed": False}]


def test_a_list_ends_at_40_medicines_and_says_so(questionnaire: Questionnaire, store: Store) -> None:
    visitor = _at_medicines(questionnaire)
    for _ in range(2):
        _write(visitor, "unlisted", ", ".join(["zinc"] * 21))
    assert len(_listed(visitor, store)) == 40
    assert "That is the most we can list here (40)." in visitor.said
    assert visitor.widget("selectbox", "medicines.name") is None


HELPED = {"for_whom": "helping", "helper_name": "Ama Nováková", "helper_relation": "sister"}


@pytest.mark.parametrize("typed", ["Ama Nováková", " ama  NOVÁKOVÁ ", "Ama Nova\u0301kova\u0301"])
def test_whoever_helps_is_told_kindly_that_the_client_signs(
    questionnaire: Questionnaire, store: Store, typed: str
) -> None:
    visitor = Visitor(questionnaire, HELPED)
    visitor.walk_to("check_and_send")
    visitor.answers["signature"] = typed
    visitor.fill()
    visitor.press("continue")
    assert "The one who signs is Jan Novák: please let them type or draw their name." in visitor.said
    assert store.records.refs() == []
    visitor.answer("signature", "Jan Novák")
    visitor.press("continue")
    assert visitor.heading == "You are all set"


@pytest.mark.parametrize(
    ("signature", "answers"),
    [
        ("J. Novák", HELPED),
        ("Jan Novák", {**HELPED, "helper_name": "Jan Novák"}),
        ("Ama Nováková", {"helper_name": "Ama Nováková"}),
    ],
    ids=["a short form of the name", "a father and his son", "nobody helps"],
)
def test_a_client_signs_as_they_like(
    questionnaire: Questionnaire, store: Store, signature: str, answers: dict[str, Any]
) -> None:
    visitor = Visitor(questionnaire, {**answers, "signature": signature})
    visitor.walk()
    assert visitor.heading == "You are all set"
    (ref,) = store.records.refs()
    kept: Any = store.records.read(ref).answers["answers"]
    assert kept["signature"] == signature


def test_the_number_of_steps_stands_still_while_a_page_is_read(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    visitor.press("continue")
    before = steps(visitor)
    visitor.fill()
    visitor.widget("radio", "visit.kind").set_value("first_session").run()
    visitor.widget("selectbox", "visit.day").set_value(f"{NOW.date() + timedelta(days=2)}").run()
    visitor.widget("selectbox", "visit.time").set_value("10:00").run()
    assert steps(visitor) == before == (1, before[1])
    visitor.press("continue")
    assert steps(visitor) == (2, before[1] + 1)  # the last two days are asked about now, and that is said here


def test_a_card_without_an_answer_says_what_was_answered_there(questionnaire: Questionnaire) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("check_and_send")
    for title in ("Blood and heart", "Other health"):
        assert f'<h2 class="smp-question">{title}</h2><p>You answered no, or none of these.</p>' in visitor.said
    assert "What you answered here" in [one.label for one in visitor.app.expander]
    # Where something was chosen among others, it stands there instead.
    assert '<h2 class="smp-question">Skin and sun</h2><dl class="smp-answers">' in visitor.said
