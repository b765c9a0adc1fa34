"""Servers of this machine that take what is sent to them, and keep it: one for mail, one for the web."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Taken(list[str]):
    """What a server took; `refuse` makes it refuse from now on."""

    refuse = False


@contextmanager
def web_server() -> Iterator[tuple[str, Taken]]:
    """Its address, and the bodies that were posted to it."""
    taken = Taken()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if not taken.refuse:
                taken.append(body)
            self.send_response(500 if taken.refuse else 204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nobody reads along."""

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Hook)) as port:
        yield f"http://127.0.0.1:{port}/hook?key=s3cret", taken


@contextmanager
def mail_server() -> Iterator[tuple[str, Taken]]:
    """Its address, and the mails that it took: the envelope's lines, then the letter's."""
    taken = Taken()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            told: list[str] = []
            while line := self.rfile.readline().decode().strip():
                verb = line.split()[0].upper()
                if verb == "DATA":
                    self._say("354 go on")
                    while (text := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                        told.append(text)
                    taken.append("\n".join(told))
                elif verb in ("MAIL", "RCPT"):
                    told.append(line)
                if verb == "QUIT":
                    self._say("221 bye")
                    return
                self._say("451 later" if taken.refuse and verb == "MAIL" else "250 fine")

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)) as port:
        yield f"smtp://127.0.0.1:{port}", taken


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
