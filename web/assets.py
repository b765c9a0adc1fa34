"""Answers for Streamlit's static files from the shelf."""

import asyncio
import re

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.shelf import Shelf


class Assets:
    """ASGI middleware: answers for the files on the shelf, to browsers that take brotli (every one the app runs in)."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self.app = app
        self.shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._ours(scope):
            await self.app(scope, receive, send)
            return
        address = scope["path"]
        served = self.shelf.ready(address)
        if served is None:
            served = await asyncio.to_thread(self.shelf.take, address)
        headers = {"Cache-Control": served.caching, "ETag": served.etag, "Vary": "Accept-Encoding"}
        if served.encoding:
            headers["Content-Encoding"] = served.encoding
        if served.etag in Headers(scope=scope).get("if-none-match", ""):
            response = Response(status_code=304, headers=headers)
        else:
            response = Response(served.body, media_type=served.media_type, headers=headers)
        await response(scope, receive, send)

    def _ours(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] in ("GET", "HEAD")
            and scope["path"] in self.shelf
            and takes_brotli(Headers(scope=scope))
        )


def takes_brotli(headers: Headers) -> bool:
    """Whether the client can unpack brotli: each browser the app runs in, over https or from its own machine."""
    return "br" in re.split(r"[,;\s]+", headers.get("accept-encoding", ""))
