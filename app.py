"""The whole program as one ASGI app: `streamlit run app.py` serves it."""

import asyncio
import gc
import importlib
import os
import pkgutil
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

import screens
from intake.clinic import load_clinic
from intake.content import ContentError
from intake.language import load_language
from records import RecordsError, Store
from rules.content import load_screening
from screens.wiring import Wiring, install
from web.health import health_route
from web.icons import STREAMLITS_OWN, icons_named_in
from web.page import PageError, PageTexts
from web.pages import DRAFT_DAYS
from web.settings import SettingsError, read_settings
from web.stack import Front


def load_screens() -> None:
    """Import every screen before anybody waits for it, and take what is loaded out of the garbage collector's way.

    A collection that walks the whole program takes as long as two steps of the form, and somebody waits for it.
    """
    try:
        load_screening(clinic)
    except ContentError as error:  # the form says that it is closed; what is kept can still be read
        print(f"The form stays closed until this is put right:\n{error}", file=sys.stderr)  # noqa: T201
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        if module.name != "screens.main":  # the script itself: Streamlit runs it for each visitor
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


try:
    settings = read_settings(os.environ, st.get_option("server.address"), st.get_option("server.port"))
    clinic = load_clinic(settings.clinic)
    named = {"clinic": clinic.name, "phone": clinic.phone or clinic.email}
    languages = [load_language(code) for code in clinic.languages]
    texts = {one.code: PageTexts.said(one.code, one.direction, one.say, **named) for one in languages}
    front = Front(settings, texts, STREAMLITS_OWN | icons_named_in([Path(__file__).parent / "screens"]))
    store = Store.open(settings.database_url, settings.key_file)
except (SettingsError, ContentError, PageError, RecordsError) as error:
    sys.exit(f"SMP Intake cannot start.\n{error}")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Everything is open before the first visitor; it is closed after the last."""
    store.drafts.purge(DRAFT_DAYS, datetime.now(UTC))
    install(Wiring(store, clinic, lambda: datetime.now(UTC)))
    load_screens()
    warming = asyncio.create_task(asyncio.to_thread(front.warm))
    print("\n".join(["SMP Intake is ready.", *settings.shown()]), flush=True)  # noqa: T201 - for whoever started it
    with store:
        yield
        await warming


app = st.App(
    "screens/main.py",
    lifespan=lifespan,
    routes=[health_route(ready=store.reachable)],
    middleware=front.middleware(time.monotonic),
    exception_handlers=front.exception_handlers(),
)
