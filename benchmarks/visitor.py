"""A visitor without a browser: speaks with the real server as Streamlit's own page does, over its websocket."""

import time
from contextlib import ExitStack
from http.client import HTTPConnection
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.sync.client import connect

from benchmarks.screens import Screen, part

Value = str | bool
PATIENCE = 20.0
"""Seconds after which an answer that does not come is an error."""
_REDIRECTED = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class Visitor:
    """One open tab. Widgets are known by the key that the screens give them, without the round before it."""

    def __init__(self, address: str, cookie: str = "", home: str = "127.0.0.1") -> None:
        """Fetch the first page for its cookies, unless there is one; open the websocket, and run the form once.

        `home` is the address of this machine's own from which they come: no single one may open many websockets.
        """
        self._address, origin = address, urlsplit(address)
        cookies = [cookie] if cookie else first_cookies(origin.netloc)
        line = connect(
            f"ws://{origin.netloc}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a NewType of str
            additional_headers={"Cookie": "; ".join(cookies)},
            max_size=None,
            compression=None,
            source_address=(home, 0),
        )
        self._until_left = ExitStack()
        self._socket = self._until_left.enter_context(line)
        self._held: dict[str, WidgetState] = {}
        self._page, self._shown_at = "", address
        self.shown: dict[str, tuple[str, str, list[str]]] = {}
        """What is on the page: key -> (widget id, kind of widget, texts of its options)."""
        self.screen = Screen()
        """The same with all that stands around it."""
        self.spent = 0.0
        """Seconds from the last click until everything had been received."""
        self._run()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._until_left.close()

    def give(self, key: str, value: Value) -> None:
        """Answer one widget: a text typed or chosen, or a box ticked; the form runs again, as in a browser."""
        name, _, _ = self.shown[key]
        state = WidgetState(id=name)
        if isinstance(value, bool):
            state.bool_value = value
        else:
            state.string_value = value
        self._held[name] = state
        self._run()

    def go(self, page: str) -> None:
        """Open a page by its address."""
        self._page, self._shown_at = calc_hash(page), f"{self._address}/{page}"
        self._run()

    def press(self, key: str) -> None:
        """Press a button."""
        self._run(WidgetState(id=self.shown[key][0], trigger_value=True))

    def _run(self, *pressed: WidgetState) -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.context_info.url = self._shown_at
        message.rerun_script.widget_states.widgets.extend([*self._held.values(), *pressed])
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while not self._received(ForwardMsg.FromString(bytes(self._socket.recv(PATIENCE)))):  # type: ignore[arg-type]
            pass
        self.spent = time.perf_counter() - start

    def _received(self, message: ForwardMsg) -> bool:
        """Take one message in; whether it is the last of this run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
            self.shown, self.screen = {}, Screen()
        elif kind == "navigation":
            self.screen.page = next(
                page.url_pathname
                for page in message.navigation.app_pages
                if page.page_script_hash == message.navigation.page_script_hash
            )
        elif kind == "delta":
            self.screen.parts.append(part(tuple(message.metadata.delta_path), message.delta))
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._drawn(message)
        return kind == "script_finished" and message.script_finished != _REDIRECTED

    def _drawn(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        widget = getattr(element, kind, None)
        name = str(getattr(widget, "id", ""))
        if name.startswith("$$ID-"):
            # "$$ID-hash-0.key": the key as the screens gave it, behind the round of the tab's widgets.
            key = name.split("-", 2)[2]
            round_, dot, rest = key.partition(".")
            key = rest if dot and round_.isdigit() else key
            self.shown[key] = (name, kind, [str(text) for text in getattr(widget, "options", [])])


def first_cookies(host: str) -> list[str]:
    """The cookies that a browser without any is given, each as name=value."""
    connection = HTTPConnection(host, timeout=PATIENCE)
    connection.request("GET", "/")
    given = [value.partition(";")[0] for value in connection.getresponse().headers.get_all("Set-Cookie") or []]
    connection.close()
    return given
