"""What a client sends by their link, a photo of tablets and a letter, is looked at by the specialist at the desk."""

import re
import secrets
from pathlib import Path

from playwright.sync_api import Browser, expect

from intake.clinic import Clinic
from intake.language import Language
from records.audit import COMMAND
from screens.wiring import Wiring, install
from tests.browser.conftest import PATIENCE, Arrive
from tests.browser.desk import Desk
from tests.browser.moments import now
from tests.browser.screen import ENGLISH
from tests.browser.server import Server
from tests.browser.test_links import AT, BORN, give_birth_date, invite, press, text
from tests.browser.tongues import WITH_SOAK
from tests.records.pictures import exif, picture
from tests.screens.colleague import sent

PASSWORD = "green ink dries slowly"
SENT = {"medicine": (1600, 1200), "letter": (600, 800)}
"""Width and height of each photo in dots, as the camera keeps it: the first was taken with the phone on its side."""


@WITH_SOAK
def test_a_photo_of_tablets_and_a_letter_are_seen_at_the_desk_upright_and_each_under_its_name(
    arrive: Arrive, clinic: Server, chromium: Browser, language: Language, tmp_path: Path
) -> None:
    name, client = f"Zebedee Linklater {secrets.token_hex(4)}", arrive()
    page, login = client.page, f"ana-{secrets.token_hex(4)}"
    link = invite(clinic, name, language)
    with clinic.store as store:
        install(Wiring(store, Clinic(), now))
        (visit,) = [one for one in store.visits.between(AT, AT.replace(minute=59)) if one.name == name]
        ref = sent(store, name, visit.draft_token, birth_date=BORN)
        store.accounts.add("Ana Ruiz", "specialist", login, PASSWORD, moment=now(), actor=COMMAND)

    page.goto(link)
    give_birth_date(client, *BORN.split("-"))
    for purpose, size in SENT.items():
        photo = tmp_path / f"{purpose}.jpg"
        photo.write_bytes(picture(size=size, exif=exif(6 if size[0] > size[1] else 1)))
        page.get_by_label(text(client, f"purpose_{purpose}")).check()
        page.locator("input[type=file]").set_input_files(photo)
        page.get_by_label(language.say("consents.file.agree", clinic=Clinic().name), exact=True).check()
        press(page, text(client, "upload_send"))
        expect(page.get_by_role("status")).to_have_text(text(client, "upload_done"))
        expect(page.get_by_role("main")).to_contain_text(text(client, f"purpose_{purpose}"))

    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    desk = Desk(context.new_page(), clinic.address)
    desk.page.set_default_timeout(PATIENCE)
    desk.enter(login, PASSWORD)
    desk.read(name, ref)
    desk.unfold(ENGLISH.say("record.files", count=len(SENT)))
    shown, look = desk.page.locator("img.smp-sheet"), ENGLISH.say("record.paper_look")
    for purpose in reversed(SENT):
        with desk.answered():
            desk.page.get_by_role("button", name=look, exact=True).first.click()
        expect(shown).to_have_attribute("alt", re.compile(f"^{ENGLISH.say(f'record.file.{purpose}')}"))
        width, height = shown.evaluate("one => one.decode().then(() => [one.naturalWidth, one.naturalHeight])")
        assert width * 4 == height * 3
    context.close()
    assert desk.alarms == []
