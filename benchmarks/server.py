"""The real server: `streamlit run app.py` on a free port of this machine, with data of its own that is thrown away."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds after which a server that does not answer is given up."""
_POLL = 0.005
_RESTING = 1.0


@dataclass(frozen=True)
class Server:
    """One running server; `started` is how many seconds it took until it said that it was ready."""

    port: int
    process: int
    started: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Seconds of CPU that the process has used so far, to the nanosecond (Linux: the clock of another process)."""
        return time.clock_gettime((~self.process << 3) | 2)

    def rest(self) -> None:
        """Wait until it no longer works: what it makes at its very first start is no part of any click."""
        before = self.cpu()
        while True:
            time.sleep(_RESTING)
            if (now := self.cpu()) - before < 0.02 * _RESTING:
                return
            before = now

    def memory(self) -> int:
        """Bytes of the machine's memory that the process holds (Linux)."""
        return int(Path(f"/proc/{self.process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def served(
    data: Path,
    script: Path = ROOT / "app.py",
    health: str = "/healthz",
    given: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """A server with its data in `data`, ready to be used; it is stopped at the end. Raises RuntimeError. `given` are
    more variables of its environment.

    What Python compiles is kept beside `data`, so the first server there takes seconds longer than all later ones.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    ignored = ("SMP_", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
    settings = {name: value for name, value in os.environ.items() if not name.startswith(ignored)}
    # Python keeps what it compiled, as on any clinic's machine, but out of the source tree.
    settings |= {"SMP_DATA": str(data), "PYTHONPYCACHEPREFIX": str(data.parent / "bytecode"), **given}
    log = data.with_suffix(".log")
    with log.open("w") as told:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=told, stderr=subprocess.STDOUT)
        try:
            while not _answers(port, health):
                if process.poll() is not None or time.perf_counter() - start > PATIENCE:
                    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
                time.sleep(_POLL)
            yield Server(port, process.pid, time.perf_counter() - start)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
