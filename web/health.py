"""GET /healthz: whether this process can do its work, for whoever watches over it."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def health_route(ready: Callable[[], bool]) -> Route:
    """200 {"status": "ok"} while `ready()` is true, else 503; `ready` runs in a worker thread, as it may ask a disk."""

    async def healthz(_request: Request) -> JSONResponse:
        if await asyncio.to_thread(ready):
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "not ready"}, status_code=503)

    return Route("/healthz", healthz)
