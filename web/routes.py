"""The addresses that are answered here, before Streamlit is asked."""

from collections.abc import Callable, Mapping
from datetime import datetime

from starlette.routing import Route

from intake.clinic import Clinic
from records import Store
from web.behind import Behind
from web.health import health_route
from web.kiosk import KioskPages
from web.links import Links
from web.plain import Voice
from web.resume import ResumePages
from web.sign_in import SignInPages


def our_routes(
    store: Store, clinic: Clinic, behind: Behind, voices: Mapping[str, Voice], https: bool, now: Callable[[], datetime]
) -> list[Route]:
    """`voices` by language code, the clinic's own first; `behind` is what stands behind links and codes."""
    own, days = next(iter(voices.values())), clinic.retention.drafts
    return [
        health_route(store.reachable),
        *Links(behind, voices, https, days).routes(),
        *ResumePages(behind, voices, https, days).routes,
        *SignInPages(store, own, https, now).routes,
        *(KioskPages(store, own, https, now).routes if clinic.kiosk else []),
    ]
