"""Whoever takes the files of a clinic, or reads what the program prints, learns nothing about anybody."""

from datetime import timedelta

from tests.browser.conftest import Arrive
from tests.browser.moments import now
from tests.browser.person import Person
from tests.browser.server import Server

NAME, CONTACT, TABLET, NEED = "Zebedee Quillfeather", "zebedee@quill.example", "Zebedoxaban 17", "a ramp at the back"
# Words of the questions and rules themselves are kept in the open, so only what nobody but this person says counts.
TOLD = (NAME, "Quillfeather", CONTACT, TABLET, NEED, "1971-03-09", '"named_thinners":["rivaroxaban","fish_oil_herbal"]')


def written(server: Server) -> bytes:
    """Every byte that the program keeps and prints, the write-ahead log of the database included."""
    assert (server.data / "smp.sqlite-wal").exists()
    kept = [file.read_bytes() for file in server.data.rglob("*") if file.is_file() and "cache" not in file.parts]
    return b"".join([*kept, "".join(server.printed).encode()])


def test_neither_a_draft_nor_a_record_stands_anywhere_in_clear_text(arrive: Arrive, server: Server) -> None:
    person = Person().coming("first_session", now() + timedelta(days=20)).but(
        full_name=NAME,
        signature=NAME,
        contact=CONTACT,
        birth_date="1971-03-09",
        medicines_any="yes",
        named_thinners=["rivaroxaban", "fish_oil_herbal"],
        medicines=[{"name": TABLET, "advised": "regular", "still": "yes"}],
        bleeding_with_medicine=[],
        comfort_needs=["other_needs"],
        other_needs_what=NEED,
    )  # fmt: skip
    client = arrive(person, seeded=True).go_on().walk()
    found = {told for told in TOLD if told.encode() in written(server)}
    client.sign_and_send()
    ref, _ = client.download()
    found |= {told for told in TOLD if told.encode() in written(server)}
    with server.store as store:
        (record,) = [store.records.read(one) for one in store.records.refs() if str(one) == ref]
    assert record.identity["full_name"] == NAME
    assert found == set()
