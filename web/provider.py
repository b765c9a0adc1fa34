"""Streamlit leads whoever comes back from a provider of OpenID Connect to "/", which is the clients' form; the people
who have an account there want the desk."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.sign_in import DESK

CALLBACK, LOGOUT = "/oauth2callback", "/auth/logout"


class BackToDesk:
    """ASGI middleware: what Streamlit sends to "/" after a sign-in or sign-out goes to the desk instead."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in (CALLBACK, LOGOUT):
            await self.app(scope, receive, send)
            return

        async def send_to_desk(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("location") == "/":
                    headers["location"] = DESK
            await send(message)

        await self.app(scope, receive, send_to_desk)
