"""Whether a form that arrives was sent from a page of ours, and not by another site through the visitor's browser."""

from urllib.parse import urlsplit

from starlette.requests import Request


def from_our_page(request: Request, https: bool) -> bool:
    """Browsers say where a request began, and no page's script can make them say otherwise; that is why it is enough.

    Sec-Fetch-Site is "same-origin" for our own pages only: not for other sites, not for hosts beside ours. Browsers
    before 2023 may not send it; they name the page's Origin, which must be the host that was asked (one of ours, as
    TrustedHostMiddleware has it). Whoever says neither is no browser, and has no visitor's cookie to misuse.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", ""))
    scheme = "https" if https else "http"
    return (origin.scheme, origin.netloc) == (scheme, request.headers.get("host"))
