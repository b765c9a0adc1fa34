"""The whole program as one ASGI app: `streamlit run app.py` serves it."""

import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from intake.clinic import load_clinic
from intake.content import ContentError
from intake.languages import offered
from intake.logo import logo_address
from records import RecordsError, Store, Unavailable
from records.retention import purge
from screens.desk.staff import providers
from screens.links import LinksBehind
from screens.loading import load_screens
from screens.style import sheet
from screens.wiring import Clock, Wiring, install
from web.beside import beside
from web.greeting import greeting
from web.icons import icons_named_in
from web.log import keep_messages_out_of_the_log
from web.notice import Notifier
from web.page import PageError, PageTexts
from web.pages import draft_cookie, kiosk_cookie
from web.plain import Voice
from web.routes import our_routes
from web.settings import SettingsError, read_settings
from web.sign_in import desk_cookie
from web.stack import Front


def serve(clock: Clock) -> st.App:
    """The program as its settings have it, with `clock` for the present moment; exits with a plain line a fault."""
    keep_messages_out_of_the_log()
    try:
        settings = read_settings(os.environ, st.get_option("server.address"), st.get_option("server.port"))
        clinic, https = load_clinic(settings.clinic), settings.https
        named = {"clinic": clinic.name, "phone": clinic.phone or clinic.email, "colour": clinic.primary_colour}
        logo = logo_address(clinic.logo)
        spoken = offered(clinic)
        texts = {one.code: PageTexts.said(one, named["clinic"], named["phone"]) for one in spoken}
        voices = {one.code: Voice.said(one, spoken, **named, logo=logo) for one in spoken}
        icons, worn = icons_named_in([Path(__file__).parent / "screens"]), sheet(clinic.primary_colour)
        front = Front(settings, texts, icons, clinic, worn)
        store = Store.open(settings.database_url, settings.key_file)
    except (SettingsError, ContentError, PageError, RecordsError) as error:
        sys.exit(f"SMP Intake cannot start.\n{error}")

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        """Everything is open before the first visitor; it is closed after the last."""
        with store:
            with suppress(Unavailable):  # on a full disk what is kept can still be read; the next start tries again
                purge(store, clinic.retention, clock())
            cookies = draft_cookie(https), desk_cookie(https), kiosk_cookie(https)
            install(Wiring(store, clinic, clock, *cookies, provided=bool(providers())))
            if fault := load_screens(store, clinic, clock()):  # the form is closed; what is kept can still be read
                print(f"The form stays closed until this is put right:\n{fault}", file=sys.stderr)  # noqa: T201
            async with beside(front.warm, Notifier(settings, store, clinic, spoken[0].say, clock).watch):
                print("\n".join(greeting(settings, store, clock())), flush=True)  # noqa: T201 - for the operator
                yield

    routes = our_routes(store, clinic, LinksBehind(store, clinic, clock), voices, https, clock)
    between, faults = front.middleware(time.monotonic), front.exception_handlers()
    app = st.App("screens/main.py", lifespan=lifespan, routes=routes, middleware=between, exception_handlers=faults)
    return app  # noqa: RET504 - `streamlit run` looks for an assignment of this kind to find out what to serve


def __getattr__(name: str) -> st.App:
    """`app`, which the server asks for. It is made only then, so that tests can serve the program by another clock."""
    if name != "app":
        raise AttributeError(name)
    return serve(lambda: datetime.now(UTC))
