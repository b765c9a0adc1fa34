"""Puts the parts of this room together, in the order in which a request meets them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from intake.clinic import Clinic
from intake.logo import logo_file
from intake.pictures import files
from web.assets import Assets
from web.headers import SecurityHeaders, content_security_policy, security_headers
from web.icons import STREAMLITS_OWN
from web.origin import SameOrigin
from web.page import AT_ONCE, SOON, PageTexts, files_of, first_page, script_hash
from web.pages import Pages
from web.provider import BackToDesk
from web.rate import ConnectLimit
from web.settings import Settings
from web.shelf import Shelf, streamlit_static


class Front:
    """What stands in front of Streamlit for one installation; made once at start. Raises PageError."""

    def __init__(
        self, settings: Settings, texts: Mapping[str, PageTexts], icons: Iterable[str], clinic: Clinic, sheet: str = ""
    ) -> None:
        """`texts` by language code, the clinic's own language first; `icons` are those that screens draw, and `sheet`
        is their style sheet.

        A browser remembers its draft for as many days as the clinic keeps it.
        """
        self.settings, self.draft_days = settings, clinic.retention.drafts
        self.kiosk = clinic.kiosk is not None
        static = streamlit_static()
        source = (static / "index.html").read_text(encoding="utf-8")
        at_once = [file for file in files_of(static, AT_ONCE) if file not in source]
        soon = [file for file in files_of(static, SOON) if file not in source and file not in at_once]
        self.shelf = Shelf(static, settings.cache, STREAMLITS_OWN.union(icons))
        for address, body in {**files(), **logo_file(clinic.logo)}.items():
            self.shelf.put(address, body)
        self.pages = {code: first_page(source, text, at_once, soon, sheet) for code, text in texts.items()}
        self.fault = next(iter(texts.values())).fault
        websocket = f"wss://{settings.url.removeprefix('https://')}" if settings.https else None
        self.headers = security_headers(content_security_policy([script_hash()], websocket), settings.https)

    def warm(self) -> None:
        """Have every file of the first page in memory, so that no visitor waits for its compression."""
        page = next(iter(self.pages.values()))
        self.shelf.fill(address for address in self.shelf if f'"./{address.lstrip("/")}"' in page)

    def middleware(self, clock: Callable[[], float]) -> list[Middleware]:
        """Outermost first. `clock` gives seconds that never go back."""
        return [
            Middleware(SecurityHeaders, headers=self.headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=self.settings.hosts),
            Middleware(SameOrigin),
            Middleware(ConnectLimit, clock=clock),
            Middleware(BackToDesk),
            Middleware(
                Pages, pages=self.pages, https=self.settings.https, draft_days=self.draft_days, kiosk=self.kiosk
            ),
            Middleware(Assets, shelf=self.shelf),
        ]

    def exception_handlers(self) -> dict[Any, Callable[[Request, Exception], PlainTextResponse]]:
        """A fault of ours reaches nobody's screen as anything but one calm sentence."""

        def calm(_request: Request, _fault: Exception) -> PlainTextResponse:
            # Starlette answers this from outside all middleware, so the headers are put on here.
            return PlainTextResponse(self.fault, status_code=500, headers={**self.headers, "Cache-Control": "no-store"})

        return {Exception: calm}
