"""While nothing can be saved the form says so, keeps what was typed, waits, and then goes on by itself."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records import Store
from screens.wiring import Wiring, install
from tests.records.full import no_long_file
from tests.records.postgres import Postgres, own_server
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

on_a_full_disk = pytest.mark.parametrize("outage", ["a full disk"], indirect=True)
"""For promises that do not depend on what keeps the database away: a server takes seconds to stop and start."""
WAITING = "We cannot save right now"
PHONE = "020 7946 0000"
Outage = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with own_server() as running:
        yield running


@pytest.fixture(params=["a full disk", "a server that is away"])
def outage(request: pytest.FixtureRequest) -> Outage:
    """What keeps the database from being used; the store is on such a database."""
    if request.param == "a full disk":
        return no_long_file
    server: Postgres = request.getfixturevalue("server")

    @contextmanager
    def away() -> Iterator[None]:
        server.stop()
        try:
            yield
        finally:
            server.start()

    return away


@pytest.fixture
def store(outage: Outage, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'smp.sqlite'}"
    if outage is not no_long_file:
        url = request.getfixturevalue("server").new_database()
    with Store.open(url, tmp_path / "smp.key") as opened:
        install(Wiring(opened, Clinic(phone=PHONE), lambda: NOW))
        yield opened


def kept(visitor: Visitor, store: Store) -> object:
    draft = store.drafts.read(visitor.app.session_state["tab"]["token"])
    return draft.content["answers"] if draft else None


def test_what_is_answered_meanwhile_stays_on_the_page_and_is_kept_afterwards(
    questionnaire: Questionnaire, store: Store, outage: Outage
) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("look")
    before = kept(visitor, store)
    with outage():
        visitor.answer("hair_worn", "shaved")
        assert WAITING in visitor.said
        assert "What you have told us so far is safe." in visitor.said
        assert f'<a class="smp-call" href="tel:02079460000">{PHONE}</a>' in visitor.said
        visitor.answer("hairline_taste", "soft")
        assert visitor.widget("radio", "hair_worn").value == "shaved"
    assert kept(visitor, store) == before
    visitor.app.run()
    assert WAITING not in visitor.said
    assert visitor.widget("radio", "hairline_taste").value == "soft"
    assert kept(visitor, store) == {**before, "hair_worn": "shaved", "hairline_taste": "soft"}  # type: ignore[dict-item]


def test_continue_waits_and_then_goes_on_by_itself(questionnaire: Questionnaire, outage: Outage) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("look")
    visitor.fill()
    with outage():
        visitor.answer("hair_worn", "very_short")
        for _ in range(2):
            visitor.press("continue")
            assert visitor.heading == "The look you want"
            assert WAITING in visitor.said
    visitor.app.run()
    assert visitor.heading == "Your hair loss"
    assert WAITING not in visitor.said
    visitor.press("back")
    assert visitor.widget("radio", "hair_worn").value == "very_short"
    assert visitor.heading == "The look you want"


def test_sending_waits_and_then_is_done_once(questionnaire: Questionnaire, store: Store, outage: Outage) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("check_and_send")
    visitor.fill()
    with outage():
        visitor.press("continue")
        assert visitor.heading == "Check and send"
        assert WAITING in visitor.said
        visitor.app.run()
        assert WAITING in visitor.said
    assert store.records.refs() == []
    visitor.app.run()
    assert visitor.heading == "You are all set"
    visitor.app.run()
    assert len(store.records.refs()) == 1


@on_a_full_disk
def test_a_medicine_that_is_typed_meanwhile_is_not_lost(
    questionnaire: Questionnaire, store: Store, outage: Outage
) -> None:
    visitor = Visitor(questionnaire, {"medicines_any": "yes"})
    visitor.walk_to("medicines")
    visitor.answer("medicines_any", "yes")
    with outage():
        visitor.widget("button", "medicines.unlisted.open").click().run()
        visitor.widget("text_input", "medicines.unlisted").set_value("Zzyxorin").run()
        assert "Zzyxorin" in visitor.said
        assert WAITING in visitor.said
    visitor.app.run()
    assert kept(visitor, store)["medicines"] == [{"name": "Zzyxorin"}]  # type: ignore[index]


@on_a_full_disk
def test_what_cannot_wait_is_told_at_once_even_when_it_cannot_be_saved(
    questionnaire: Questionnaire, outage: Outage
) -> None:
    visitor = Visitor(questionnaire, {"medicine_stopped": "i_stopped", "medicine_stopped_which": "warfarin"})
    visitor.walk_to("medicines")
    visitor.fill()
    with outage():
        visitor.press("continue")
        assert visitor.heading == "Please read this first"
        assert "999" in visitor.said
        visitor.press("read")
        assert WAITING in visitor.said
    visitor.app.run()
    assert visitor.heading == "Allergies and comfort"


def test_who_comes_meanwhile_is_told_and_finds_the_form_afterwards(
    questionnaire: Questionnaire, store: Store, outage: Outage
) -> None:
    first = Visitor(questionnaire)
    first.walk_to("look")
    second = Visitor(questionnaire)
    with outage():
        second.app.session_state["tab"]["token"] = first.app.session_state["tab"]["token"]
        second.app.session_state["tab"]["version"] = None
        second.app.run()
        if store.reachable():  # a full disk can still be read
            assert "Go on where I stopped" in [button.label for button in second.app.button]
        else:
            assert WAITING in second.said
            assert list(second.app.button) == []
    second.app.run()
    second.press("continue")
    assert second.heading == "The look you want"


@on_a_full_disk
def test_a_draft_that_another_tab_changed_meanwhile_is_not_overwritten(
    questionnaire: Questionnaire, store: Store, outage: Outage
) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("look")
    token = visitor.app.session_state["tab"]["token"]
    with outage():
        visitor.answer("hair_worn", "shaved")
    draft = store.drafts.read(token)
    assert draft
    newer = dict(draft.content) | {"answers": dict(draft.content["answers"]) | {"hair_worn": "keep_long"}}  # type: ignore[arg-type]
    store.drafts.save(token, newer, draft.version, NOW)
    visitor.app.run()
    assert "Your answers were changed in another window." in visitor.said
    assert visitor.widget("radio", "hair_worn").value == "keep_long"


@on_a_full_disk
def test_a_save_whose_answer_was_lost_on_the_way_counts_as_saved(
    questionnaire: Questionnaire, store: Store, outage: Outage
) -> None:
    visitor = Visitor(questionnaire)
    visitor.walk_to("look")
    own = visitor.app.session_state["tab"]
    with outage():
        visitor.answer("hair_worn", "shaved")
    store.drafts.save(own["token"], own["unsaved"], own["version"], NOW)
    visitor.app.run()
    assert "another window" not in visitor.said
    assert visitor.widget("radio", "hair_worn").value == "shaved"


@on_a_full_disk
def test_who_is_too_young_is_told_so_only_when_nothing_is_kept_any_more(
    questionnaire: Questionnaire, store: Store, outage: Outage
) -> None:
    visitor = Visitor(questionnaire, {"birth_date": ("27", "3", "2012")})
    visitor.press("continue")
    visitor.fill()
    with outage():
        visitor.press("continue")
        assert WAITING in visitor.said
    visitor.app.run()
    assert visitor.heading == "Thank you for coming to us"
    assert kept(visitor, store) is None
