"""What somebody who sent the form was told: on the screen, on paper, and what the specialist reads."""

from typing import Any, NamedTuple

from intake.language import Language
from reports.pdf import render
from reports.photos import paper_of
from tests.browser.client import Client
from tests.browser.server import Server
from tests.browser.tongues import told as reads
from tests.reports.pages import spoken, words
from tests.wording import wording

ALL_SET, TALK_FIRST, TODAY = "all_set", "talk_first", "today"


class Told(NamedTuple):
    """What one person was told on the screen, on paper, and what the specialist reads."""

    language: Language
    screen: str
    client: str
    specialist: str
    assessment: dict[str, Any]

    def both(self, english: str, **values: str) -> bool:
        """Does the client read this on the screen and on paper, in their language?"""
        wanted = reads(self.language, english, **values)
        return bool(wanted.search(self.screen) and wanted.search(self.client))


def face(client: Client, name: str) -> str:
    return client.language.say(f"reports.face.{name}")


def printed(pdf: bytes) -> str:
    """Its words as they stand, then as they are read aloud: what runs from right to left is only told in its order."""
    return " ".join([words(pdf), *spoken(pdf).split()])


def end(client: Client, clinic: Server) -> Told:
    """The result on the screen and both PDFs of it."""
    ref, saved = client.download()
    with clinic.store as store:
        (record,) = [store.records.read(one) for one in store.records.refs() if str(one) == ref]
        consultation = render(paper_of(record, store, "specialist", "en"), "a4")
    screen, copy, specialist = " ".join(client.text.split()), printed(saved), printed(consultation)
    told = Told(client.language, screen, copy, specialist, dict(record.assessment))
    for text in (told.screen, told.client):
        assert not wording(client.language.code).frightening(text)
    assert client.person.answers["full_name"] in told.client
    assert client.person.answers["full_name"] in told.specialist
    return told


def entry(name: str, advised: str, still: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "advised": advised, "still": still, **more}


def takes(named: list[str], *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What somebody answers who takes these."""
    return {"medicines_any": "yes", "named_thinners": named, "medicines": list(entries), **more}
