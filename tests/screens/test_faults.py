"""Whatever breaks behind the form, the client reads one calm sentence, and no log says what they answered."""

import logging
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
import streamlit as st
from sqlalchemy import text

from intake.questionnaire import Questionnaire
from records import Store
from reports import kept, pdf
from rules.screening import Screening
from screens.client import result
from screens.fault import Failed, made
from tests.screens.visitor import Visitor

NAME, CONTACT = "Zebedee Quillfeather", "quillfeather@example.org"
PLANTED = (NAME, CONTACT, "Quillfeather", "1988-03-27", "wears_shaved", "pattern_slow")
Break = Callable[[pytest.MonkeyPatch, Store], None]


def tells_all(*arguments: Any, **_: Any) -> NoReturn:
    """A fault at its worst: the error quotes everything that it was about."""
    raise ValueError(f"cannot work with {NAME} {CONTACT} {arguments!r}")


def a_rule(patch: pytest.MonkeyPatch, _store: Store) -> None:
    patch.setattr(Screening, "assess", tells_all)


def a_kept_content(_patch: pytest.MonkeyPatch, store: Store) -> None:
    with store._database.writing() as connection:
        connection.execute(text("ALTER TABLE contents RENAME TO lost"))


def a_changed_draft(_patch: pytest.MonkeyPatch, store: Store) -> None:
    with store._database.writing() as connection:
        connection.execute(text("UPDATE drafts SET content = x'010203'"))


def the_submission(patch: pytest.MonkeyPatch, store: Store) -> None:
    patch.setattr(type(store.records), "submit", tells_all)


def the_report(patch: pytest.MonkeyPatch, _store: Store) -> None:
    patch.setattr(kept, "report_of", tells_all)
    patch.setattr(result, "report_of", tells_all)


@pytest.mark.parametrize("broken", [a_rule, a_kept_content, a_changed_draft, the_submission, the_report])
def test_a_fault_is_one_calm_sentence_and_a_silent_log(
    questionnaire: Questionnaire,
    store: Store,
    broken: Break,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    visitor = Visitor(questionnaire, {"full_name": NAME, "contact": CONTACT})
    visitor.walk_to("check_and_send")
    visitor.fill()
    caplog.set_level(logging.DEBUG)
    broken(monkeypatch, store)
    visitor.press("continue")
    assert visitor.heading == "Something went wrong on our side"
    assert '<a class="smp-call" href="tel:02079460000">020 7946 0000</a>' in visitor.said
    out, err = capfd.readouterr()
    logged = [record for record in caplog.records if record.name == "smp.screens"]
    assert logged
    everything = caplog.text + out + err + "".join(str(record.__dict__) for record in caplog.records)
    assert not [told for told in PLANTED if told in everything]
    # What is on the page is the fault alone: no answer stands beside it, and no word of the error.
    assert not [told for told in (NAME, CONTACT, "ValueError", "Tampered", "Traceback") if told in visitor.heading]


def test_a_paper_that_cannot_be_drawn_tells_streamlits_log_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Failed) as failed:
        made(lambda: tells_all(NAME))
    logged = "".join(traceback.format_exception(failed.value)) + caplog.text
    assert "screen.failed ValueError" in caplog.text
    assert not [told for told in PLANTED if told in logged.replace(__file__, "")]


def test_the_pdf_is_made_that_way(
    questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(questionnaire, {"full_name": NAME})
    visitor.walk()
    files: list[Callable[[], bytes]] = []
    monkeypatch.setattr(pdf, "render", tells_all)
    monkeypatch.setattr(st, "download_button", lambda _label, file, **_: files.append(file))
    visitor.app.run()
    assert files
    for file in files:
        with pytest.raises(Failed):
            file()
    assert NAME not in caplog.text
