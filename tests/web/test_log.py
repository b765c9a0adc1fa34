"""An error is logged by its kind and its place, never by what it said."""

import logging
from collections.abc import Iterator

import pytest

from web.log import keep_messages_out_of_the_log

PLANTED = "Zebedee Quillfeather takes apixaban"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    usual = logging.getLogRecordFactory()
    keep_messages_out_of_the_log()
    yield
    logging.setLogRecordFactory(usual)


def broken() -> None:
    try:
        raise ValueError(PLANTED)
    except ValueError as error:
        raise RuntimeError(f"cannot draw {PLANTED}") from error


@pytest.mark.parametrize("logger", ["uvicorn.error", "streamlit.error_util", "asyncio"])
def test_a_traceback_is_logged_without_what_it_said(logger: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger)
    try:
        broken()
    except RuntimeError:
        logging.getLogger(logger).exception("Exception in %s", "an application")
    (line,) = caplog.text.splitlines()
    assert "Exception in an application RuntimeError at" in line
    assert "broken:" in line
    assert "after ValueError" in line
    assert PLANTED not in line


def test_a_line_without_an_error_stays_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("uvicorn.error").warning("%d visitors", 3)
    assert "3 visitors" in caplog.text
