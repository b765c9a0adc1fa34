"""Whatever happens to the line, the page or the program, no answer is lost and nothing is sent twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitor import PATIENCE, Visitor
from records import new_token
from tests.browser.client import Client
from tests.browser.conftest import Arrive, enter
from tests.browser.moments import now
from tests.browser.person import FORM, Person
from tests.browser.screen import say
from tests.browser.server import Server
from tests.records.postgres import own_server

HALF_WAY = Person().coming("first_session", now() + timedelta(days=20)).but(
    hair_loss_kind=["pattern_slow", "tight_styles"],
    tight_styles_now="no",
    hair_loss_change="same",
    shedding="usual",
    loss_since="2019",
    loss_named_by="nobody",
    dermatologist_seen="never",
    regrowth="no",
    scalp_now=[],
)  # fmt: skip
LAST_BOX = "skin_now.none below"
CHANGES = 35
"""How often a box is ticked or the tick taken away: seven times each of five, so that all are ticked in the end."""
KEEP_SOCKETS = """
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...all) { super(...all); (window.smpSockets ??= []).push(this); }
};
"""


@pytest.fixture
def own_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A program that the test may stop."""
    running = Server(tmp_path_factory.mktemp("data"))
    running.start()
    yield running
    running.stop()


def saved(client: Client, server: Server) -> Any:
    """The answers that the program has kept for this browser."""
    token = next(cookie["value"] for cookie in client.page.context.cookies() if cookie["name"] == "smp_draft")
    return kept(server, token)


def kept(server: Server, token: str) -> Any:
    """The answers of a draft."""
    with server.store as store:
        draft = store.drafts.read(token)
    return draft.content["answers"] if draft else {}


def answer_half(client: Client) -> None:
    """Go on with the step on hair loss, and leave the rest of it open."""
    client.go_on()
    assert client.title == "Your hair loss"
    for name in ("hair_loss_kind", "hair_loss_change", "tight_styles_now", "loss_since"):
        client.answer(name, HALF_WAY.answers[name])


def expect_half(client: Client) -> None:
    """What `answer_half` told stands on the page."""
    kind, change = FORM.questions["hair_loss_kind"], FORM.questions["hair_loss_change"]
    for option in kind.options:
        box = client.below(kind.text, "checkbox", option.text)
        expect(box).to_be_checked(checked=option.id in HALF_WAY.answers["hair_loss_kind"])
    expect(client.below(change.text, "radio", change.options[0].text)).to_be_checked()
    expect(client.below(FORM.questions["tight_styles_now"].text, "radio", say("no"))).to_be_checked()
    since = FORM.questions["loss_since"].text
    expect(client.page.get_by_role("combobox", name=f"{since} {say('year')}", exact=True)).to_have_value("2019")


def test_a_reload_in_the_middle_of_a_step_keeps_its_answers(arrive: Arrive) -> None:
    client = arrive(HALF_WAY, seeded=True)
    answer_half(client)
    client.page.reload()
    client.page.wait_for_selector("h1")
    client.settle()
    expect_half(client)


def test_a_lost_line_in_the_middle_of_a_step_keeps_its_answers(arrive: Arrive) -> None:
    client = arrive(HALF_WAY, seeded=True)
    client.page.add_init_script(KEEP_SOCKETS)
    answer_half(client)
    client.page.evaluate("() => smpSockets.at(-1).close()")
    client.page.wait_for_function("() => smpSockets.length > 1 && smpSockets.at(-1).readyState === WebSocket.OPEN")
    client.settle()
    expect_half(client)
    client.finish()
    assert client.page.get_by_role("button", name=say("download")).is_visible()


@pytest.mark.parametrize(
    "first",
    [pytest.param("a tick", marks=pytest.mark.soak), pytest.param("a choice", marks=pytest.mark.soak), "Continue"],
)
def test_the_first_tap_after_a_restart_counts_and_nothing_is_lost(
    own_program: Server, chromium: Browser, first: str
) -> None:
    client = enter(chromium, own_program, HALF_WAY, seeded=True)
    answer_half(client)
    if first == "Continue":
        for name in ("shedding", "loss_named_by", "dermatologist_seen", "regrowth", "scalp_now"):
            client.answer(name, HALF_WAY.answers[name])
    own_program.stop()
    client.page.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])")
    with client.page.expect_websocket():
        own_program.start()
    client.settle()
    if first == "Continue":
        client.continue_()
        assert client.title == "What your scalp has been through"
        client.back()
    elif first == "a tick":
        client.answer("scalp_now", [])
    else:
        client.answer("shedding", "usual")
    expect_half(client)
    client.page.reload()
    client.page.wait_for_selector("h1")
    client.settle()
    expect_half(client)
    if first == "a tick":
        expect(client.below(FORM.questions["scalp_now"].text, "checkbox", "None of these")).to_be_checked()
    if first == "a choice":
        shedding = FORM.questions["shedding"]
        expect(client.below(shedding.text, "radio", shedding.options[0].text)).to_be_checked()
    assert client.alarms == []
    client.page.context.close()


def test_browser_back_goes_back_one_step_with_its_answers(arrive: Arrive) -> None:
    client = arrive(Person().but(hair_worn="shaved", hairline_taste="soft"), seeded=True).go_on()
    assert client.title == "The look you want"
    client.answer_step()
    client.continue_()
    assert client.title == "Your hair loss"
    client.page.go_back()
    client.page.get_by_role("heading", name="The look you want", exact=True).wait_for()
    client.settle()
    worn, taste = FORM.questions["hair_worn"], FORM.questions["hairline_taste"]
    expect(client.below(worn.text, "radio", "Shaved")).to_be_checked()
    expect(client.below(taste.text, "radio", taste.options[0].text)).to_be_checked()
    client.choose(worn.text, "Very short")
    client.continue_()
    assert client.title == "Your hair loss"
    client.page.go_back()
    client.page.get_by_role("heading", name="The look you want", exact=True).wait_for()
    expect(client.below(worn.text, "radio", "Very short")).to_be_checked()


def test_the_forms_own_back_keeps_what_was_told_on_the_way(arrive: Arrive) -> None:
    client = arrive(HALF_WAY, seeded=True)
    answer_half(client)
    client.back()
    assert client.title == "The look you want"
    client.continue_()
    expect_half(client)


@pytest.mark.parametrize("twice", ["a double click", "two clicks at once"])
def test_sending_twice_makes_one_record(arrive: Arrive, server: Server, twice: str) -> None:
    client = arrive(seeded=True).go_on()
    client.answer_step()
    with server.store as store:
        before = len(store.records.refs())
    send = client.page.get_by_role("button", name=say("send"), exact=True)
    if twice == "a double click":
        send.dblclick()
    else:
        send.evaluate("button => { button.click(); button.click(); }")
    client.page.get_by_role("button", name=say("download")).wait_for()
    client.settle()
    with server.store as store:
        assert len(store.records.refs()) == before + 1


def test_ticks_in_quick_succession_are_all_kept(arrive: Arrive, server: Server) -> None:
    client = arrive(Person().but(skin_now=[]), seeded=True).go_on()
    question = FORM.questions["skin_now"]
    quick = [option for option in question.options if option.id in ("darker", "sunbed", "fake_tan")]
    for option in quick:
        client.below(question.text, "checkbox", option.text).locator("xpath=ancestor::label").click(no_wait_after=True)
    # The browser shows a tick before the program has heard of it: a page closed between the two was never answered.
    while saved(client, server).get("skin_now") != [option.id for option in quick]:
        client.listen()
    for option in quick:
        expect(client.below(question.text, "checkbox", option.text)).to_be_checked()
    client.page.reload()
    client.page.wait_for_selector("h1")
    for option in quick:
        expect(client.below(question.text, "checkbox", option.text)).to_be_checked()


class Hurried(Visitor):
    """Somebody who ticks on while the program still draws and keeps what follows from the tick before."""

    def tick(self, box: str) -> None:
        """Tick a box, or take the tick away, and look until the list stands there again."""
        name, _, _ = self.shown[box]
        held = self._held.get(name)
        self._held[name] = WidgetState(id=name, bool_value=not (held and held.bool_value))
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.widget_states.widgets.extend(self._held.values())
        self._socket.send(message.SerializeToString())
        drawn = False
        while not drawn:
            there = LAST_BOX in self.shown
            drawn = self.hear() or (LAST_BOX in self.shown and not there)

    def hear(self) -> bool:
        """The next thing that the program sends; whether it is the last of a run."""
        return self._received(ForwardMsg.FromString(bytes(self._socket.recv(PATIENCE))))  # type: ignore[arg-type]


def test_ticks_that_come_while_the_one_before_is_being_kept_are_all_kept(server: Server) -> None:
    boxes, token = ("sunburn", "darker", "sunbed", "fake_tan", "outdoors"), new_token()
    with server.store as store:
        store.drafts.save(token, Person().but(skin_now=[]).draft, 0, datetime.now(UTC))
    with Hurried(server.address, f"smp_draft={token}") as tab:
        tab.press("continue")
        for number in range(CHANGES):
            tab.tick(f"skin_now.{boxes[number % len(boxes)]}")
        while not tab.hear() or kept(server, token).get("skin_now") != list(boxes):
            pass


def leave_one_step(client: Client) -> None:
    """Answer the rest of the step on hair loss."""
    for name in ("shedding", "loss_named_by", "dermatologist_seen", "regrowth", "scalp_now"):
        client.answer(name, HALF_WAY.answers[name])


def test_while_a_database_server_is_away_the_form_waits_and_then_goes_on_by_itself(
    chromium: Browser, tmp_path: Path
) -> None:
    with own_server() as database:
        program = Server(tmp_path, database.new_database())
        program.start()
        client = enter(chromium, program, HALF_WAY, seeded=True)
        answer_half(client)
        assert program.health() == 200
        database.stop()
        leave_one_step(client)
        waiting = client.page.get_by_role("alert").filter(has_text=say("waiting_title"))
        expect(waiting).to_contain_text(say("waiting"))
        assert program.health() == 503
        client.page.get_by_role("button", name=say("continue"), exact=True).click()
        client.listen()
        client.settle()
        expect_half(client)
        database.start()
        client.page.get_by_role("heading", name="What your scalp has been through", exact=True).wait_for()
        expect(waiting).to_have_count(0)
        assert program.health() == 200
        client.settle()
        client.back()
        expect_half(client)
        program.stop()
        client.page.context.close()


def test_on_a_full_disk_nothing_is_sent_nothing_is_broken_and_with_room_it_is_sent_by_itself(
    own_program: Server, chromium: Browser
) -> None:
    client = enter(chromium, own_program, Person(), seeded=True).go_on()
    client.answer_step()
    with own_program.without_room():
        client.page.get_by_role("button", name=say("send"), exact=True).click()
        expect(client.page.get_by_role("alert")).to_contain_text(say("waiting_title"))
        assert client.section == FORM.sections[-1]
        with own_program.store as store:
            assert store.records.refs() == []
    client.page.get_by_role("button", name=say("download")).wait_for()
    assert own_program.command("records", "verify").returncode == 0
    with own_program.store as store:
        assert len(store.records.refs()) == 1
    assert client.alarms == []
    client.page.context.close()


def test_a_program_killed_while_somebody_sends_leaves_them_their_form_or_their_result(
    own_program: Server, chromium: Browser
) -> None:
    client = enter(chromium, own_program, Person(), seeded=True).go_on()
    client.answer_step()
    client.page.get_by_role("button", name=say("send"), exact=True).click(no_wait_after=True)
    own_program.kill()
    own_program.start()
    client.open()
    with own_program.store as store:
        sent = len(store.records.refs())
    if sent:
        client.press(say("see_result"))
    else:
        client.press(say("go_on")).press(say("send"))
    assert client.page.get_by_role("button", name=say("download")).is_visible()
    with own_program.store as store:
        assert len(store.records.refs()) == 1
    client.page.context.close()
