"""python -m tests.browser.desk_pictures FOLDER: a picture of every page of the desk, of each role, to look at."""

import argparse
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from records import Account, Expected, LetterNote, Role, Store
from records.audit import COMMAND
from reports.charting import chart
from reports.kept import reopened
from screens.desk.pages import PAGES
from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE
from tests.browser.desk import Desk, say
from tests.browser.looks import SCHEMES
from tests.browser.server import Server
from tests.browser.sheet import whole_page
from tests.records.people import person

SIZES = {"laptop": (1280, 800), "tablet": (810, 1080)}
PASSWORD = "Grüne Tinte trocknet"
APIXABAN = {"name": "Apixaban 5 mg", "advised": "regular", "still": "yes"}
CLIENTS: dict[str, dict[str, Any]] = {
    "Ana Ferreira": {},
    "Daniel Moreau": {"medicines_any": "yes", "medicines": [APIXABAN]},
    "Björk Halldórsdóttir": {"medicine_stopped": "i_stopped", "heart_blood": {"state": "not_sure"}},
    "Owen Blackwood": {
        "skin_ever": ["raised_scars"], "raised_scars_grew": "beyond", "other_health": {"state": "in_person"},
    },
    "Mirela Okonkwo-Fitzgerald": {"skin_now": ["sunburn"], "sunburn_state": "red_sore"},
}  # fmt: skip
URGENT = "Björk Halldórsdóttir"
RULE = "bt-nsaid-own"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.desk_pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data))
        with server.store as store:
            _clinic(store, datetime.now(UTC).replace(second=0, microsecond=0))
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for role in PAGES:
            page = browser.new_context(reduced_motion="reduce").new_page()
            page.set_default_timeout(PATIENCE)
            desk = Desk(page, server.address)
            desk.enter(role, PASSWORD)
            for name in _pages(desk, role):
                for size, (width, height) in SIZES.items():
                    for scheme in SCHEMES:
                        picture = whole_page(page, width, height, scheme)
                        picture.save(folder / f"{role}-{name}-{size}-{scheme}.png")
            page.context.close()
        browser.close()
        server.stop()


def _clinic(store: Store, now: datetime) -> None:
    """People of the clinic, visits of today and the next days, and forms that came in, one with a letter's way."""
    staff = {role: _account(store, role, now) for role in PAGES}
    refs = []
    for number, (name, changed) in enumerate(CLIENTS.items()):
        at = (now + timedelta(days=number)).replace(hour=15, minute=15 * (number % 4))
        kind = "first_session" if number % 2 else "consultation"
        expected = Expected(kind=kind, at=at, name=name, birth_date=date(1989, 4, 12), phone="+44 7700 900123")
        visit = store.visits.add(expected, now - timedelta(days=9), COMMAND)
        store.invitations.make(visit.id, now - timedelta(days=9), COMMAND)
        told = {"kind": kind, "at": at.isoformat()}
        sent = now - timedelta(days=5 - number)
        refs.append(person(store, told, sent, token=visit.draft_token, **{**changed, "full_name": name}))
    for number in range(6):  # a form in time, or never
        at = now - timedelta(days=3 + number)
        gone = Expected(kind="consultation", at=at, name=f"Kim {number}", birth_date=date(1984, 5, 6))
        visit = store.visits.add(gone, at - timedelta(days=9), COMMAND)
        if number % 3:
            store.invitations.make(visit.id, at - timedelta(days=9), COMMAND)
            person(store, at=at - timedelta(days=2), token=visit.draft_token, full_name=f"Kim {number}")
    waiting = Expected(kind="session", at=now + timedelta(days=1), name="Tom Kettle", birth_date=date(1979, 2, 1))
    store.visits.add(waiting, now, COMMAND)
    store.visits.add(waiting.model_copy(update={"at": None}), now, COMMAND)  # entered twice
    record = store.records.read(refs[1])
    rules = reopened(record, store).assessment.letters[0].because
    letter = LetterNote(sender="prescriber", rules=rules, step="sent", due=now.date())
    chart(record, store, letter, staff["specialist"], "Specialist", reopened(record, store).seen, now)


def _account(store: Store, role: Role, now: datetime) -> Account:
    return store.accounts.add(f"Sam {role.split('_')[0].title()}", role, role, PASSWORD, moment=now, actor=COMMAND)


def _pages(desk: Desk, role: Role) -> Iterator[str]:
    """Go to each page of the role, and say its name once its own heading stands.

    What is about one thing has no address: it is reached as people reach it.
    """
    for name in PAGES[role]:
        if name == "record":
            desk.open("queue")
            desk.click(re.compile(URGENT), URGENT)
        elif name == "visit":
            desk.open("visits")
            cards = desk.page.locator("[class*=st-key-visits-card]")
            with desk.answered():
                cards.get_by_role("button", name=say("visit_open")).first.click()
            desk.at(re.compile("|".join(CLIENTS)))
        elif name == "same":
            desk.open("visits")
            desk.click(say("same_look"), say("page.same"))
        else:
            desk.open(name)
            desk.at(say(f"page.{name}"))
        yield name
        if name == "rules":
            desk.page.get_by_label(say("rules_search")).fill(RULE)
            desk.click(say("rules_read", rule=RULE), RULE)
            yield "rule"


if __name__ == "__main__":
    main()
