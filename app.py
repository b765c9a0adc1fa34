"""The whole program as one ASGI app: `streamlit run app.py` serves it."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from intake.clinic import load_clinic
from intake.content import ContentError
from intake.language import load_language
from records import RecordsError, Store, new_token
from screens.links import LinksBehind
from screens.loading import load_screens
from screens.wiring import Wiring, install
from web.health import health_route
from web.icons import STREAMLITS_OWN, icons_named_in
from web.linkpage import Voice
from web.links import Links
from web.page import PageError, PageTexts
from web.pages import DRAFT_DAYS
from web.settings import SettingsError, read_settings
from web.stack import Front

try:
    settings = read_settings(os.environ, st.get_option("server.address"), st.get_option("server.port"))
    clinic = load_clinic(settings.clinic)
    named = {"clinic": clinic.name, "phone": clinic.phone or clinic.email}
    languages = [load_language(code) for code in clinic.languages]
    texts = {one.code: PageTexts.said(one.code, one.direction, one.say, **named) for one in languages}
    front = Front(settings, texts, STREAMLITS_OWN | icons_named_in([Path(__file__).parent / "screens"]))
    colour = clinic.primary_colour
    voices = {one.code: Voice.said(one.code, one.direction, one.say, **named, colour=colour) for one in languages}
    store = Store.open(settings.database_url, settings.key_file)
except (SettingsError, ContentError, PageError, RecordsError) as error:
    sys.exit(f"SMP Intake cannot start.\n{error}")


def now() -> datetime:
    """The clock of the whole program."""
    return datetime.now(UTC)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Everything is open before the first visitor; it is closed after the last."""
    store.drafts.purge(DRAFT_DAYS, now())
    install(Wiring(store, clinic, now))
    if fault := load_screens(clinic):  # the form says that it is closed; what is kept can still be read
        print(f"The form stays closed until this is put right:\n{fault}", file=sys.stderr)  # noqa: T201
    warming = asyncio.create_task(asyncio.to_thread(front.warm))
    print("\n".join(["SMP Intake is ready.", *settings.shown()]), flush=True)  # noqa: T201 - for whoever started it
    with store:
        yield
        await warming


app = st.App(
    "screens/main.py",
    lifespan=lifespan,
    routes=[
        health_route(ready=lambda: store.drafts.read(new_token()) is None),
        *Links(LinksBehind(store, clinic, now), voices, settings.https).routes(),
    ],
    middleware=front.middleware(time.monotonic),
    exception_handlers=front.exception_handlers(),
)
