"""Notices reach a real mail server and a real web server, once, with numbers and nothing about anybody."""

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from intake.clinic import Clinic
from intake.language import load_language
from records import Store
from records.notices import LEASE
from tests.records.examples import NOW
from tests.records.queued import URGENT, send
from tests.web.servers import Taken, mail_server, web_server
from web import notice
from web.notice import Notifier
from web.settings import read_settings

NAME = "Zebedee Quillfeather"
CLINIC = Clinic(name="Riverside", urgent_minutes=30)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as opened:
        yield opened


@pytest.fixture
def hook() -> Iterator[tuple[str, Taken]]:
    with web_server() as server:
        yield server


@pytest.fixture
def post_office() -> Iterator[tuple[str, Taken]]:
    with mail_server() as server:
        yield server


class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def notifier(store: Store, clock: Clock, url: str = "", smtp: str = "") -> Notifier:
    environment = {"SMP_URL": "https://intake.example.org", "SMP_NOTICE_URL": url, "SMP_NOTICE_SMTP": smtp}
    if smtp:
        environment |= {"SMP_NOTICE_FROM": "desk@example.org", "SMP_NOTICE_TO": "ana@example.org, ben@example.org"}
    settings = read_settings(environment, "127.0.0.1", 8501)
    return Notifier(settings, store, CLINIC, load_language("en").say, clock)


def test_a_web_address_is_told_how_many_came_and_how_many_are_urgent(store: Store, hook: tuple[str, Taken]) -> None:
    url, taken = hook
    send(store, NAME, found=URGENT)
    notifier(store, Clock(), url).look()
    (body,) = taken
    assert json.loads(body) == {"text": "1 new, 1 urgent. https://intake.example.org/desk", "new": 1, "urgent": 1}


def test_a_mail_server_is_told_the_same(store: Store, post_office: tuple[str, Taken]) -> None:
    smtp, taken = post_office
    send(store, NAME, found=URGENT)
    send(store, "Mirela Okonkwo")
    notifier(store, Clock(), smtp=smtp).look()
    (letter,) = taken
    assert "Subject: Riverside: 2 new, 1 urgent" in letter
    assert "2 new, 1 urgent. https://intake.example.org/desk" in letter
    assert all(f"<{one}@example.org>" in letter for one in ("desk", "ana", "ben"))
    assert [told for told in (NAME, "Zebedee", "Okonkwo") if told in letter] == []


def test_nothing_is_told_twice_but_an_urgent_form_that_nobody_opened_in_time(
    store: Store, hook: tuple[str, Taken]
) -> None:
    (url, taken), clock = hook, Clock()
    send(store, NAME, found=URGENT)
    for minutes in (0, 1, 29, 30, 31, 90):
        clock.now = NOW + minutes * MINUTE
        notifier(store, clock, url).look()  # a new one each time, as after a restart
    assert [json.loads(body)["text"].split(". ")[0] for body in taken] == [
        "1 new, 1 urgent",
        "1 urgent, 1 not opened in time",
    ]


@pytest.mark.parametrize("way", ["web", "mail"])
def test_a_server_that_refuses_is_logged_once_without_a_secret_and_tried_again(
    store: Store,
    hook: tuple[str, Taken],
    post_office: tuple[str, Taken],
    caplog: pytest.LogCaptureFixture,
    way: str,
) -> None:
    (address, taken), clock = (hook if way == "web" else post_office), Clock()
    sending = notifier(store, clock, **({"url": address} if way == "web" else {"smtp": address}))
    send(store, NAME, found=URGENT)
    taken.refuse = True
    for _ in range(3):
        sending.look()
        clock.now += LEASE
    assert len([one for one in caplog.records if "notice.failed" in one.getMessage()]) == 1
    taken.refuse = False
    sending.look()
    assert len(taken) == 1
    assert "notice.works" in caplog.text
    assert [told for told in ("s3cret", NAME, "127.0.0.1") if told in caplog.text] == []


def test_a_server_that_is_not_there_is_no_fault_of_the_program(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with web_server() as (url, _):
        pass
    send(store, NAME)
    notifier(store, Clock(), url, url.replace("http", "smtp").partition("/hook")[0]).look()
    assert "notice.failed webhook ConnectionRefusedError" in caplog.text
    assert "notice.failed mail ConnectionRefusedError" in caplog.text


def test_what_one_way_took_is_not_sent_there_again_because_the_other_refused(
    store: Store, hook: tuple[str, Taken], post_office: tuple[str, Taken]
) -> None:
    (url, posted), (smtp, mailed), clock = hook, post_office, Clock()
    mailed.refuse = True
    send(store, NAME)
    for _ in range(2):
        notifier(store, clock, url, smtp).look()
        clock.now += LEASE
    assert (len(posted), len(mailed)) == (1, 0)


def test_it_looks_until_the_program_ends_and_holds_nobody_up(
    store: Store, hook: tuple[str, Taken], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "PAUSE", 0.01)
    url, taken = hook
    clock = Clock()

    async def serve() -> None:
        over = asyncio.Event()
        watching = asyncio.create_task(notifier(store, clock, url).watch(over))
        for number in range(2):
            send(store, f"client {number}")
            while len(taken) <= number:
                await asyncio.sleep(0)  # whatever else is served goes on meanwhile
        over.set()
        await asyncio.wait_for(watching, 5)

    asyncio.run(asyncio.wait_for(serve(), 20))
    assert len(taken) == 2


def test_without_a_place_to_send_to_it_never_looks(store: Store) -> None:
    send(store, NAME)
    asyncio.run(asyncio.wait_for(notifier(store, Clock()).watch(asyncio.Event()), 5))
    assert [entry.action for entry in store.audit.latest(9)] == ["record.submitted"]
