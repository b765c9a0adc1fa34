"""The program by a clock that is some days ahead: python -m tests.browser.later PORT DAYS."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st
from streamlit.web import bootstrap

from app import serve

PROGRAM = str(Path(__file__).parents[2] / "app.py")


def __getattr__(name: str) -> st.App:
    """`app`, made when the server asks for it, as in app.py."""
    if name != "app":
        raise AttributeError(name)
    ahead = timedelta(days=float(sys.argv[-1]))
    return serve(lambda: datetime.now(UTC) + ahead)


if __name__ == "__main__":
    port, days = sys.argv[1:]
    flags = {"server_port": int(port)}
    bootstrap.load_config_options(flags)
    bootstrap.run_asgi_app(PROGRAM, "tests.browser.later:app", [days], flags)
