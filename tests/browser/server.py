"""The program as a clinic starts it, on a free port of this machine and with data of its own."""

import os
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from records import Store
from tests.records.full import FEW

ROOT = Path(__file__).parents[2]
_PATIENCE = 60
SHELF = ROOT / "build" / "shelf"
"""What a first start makes of Streamlit's files, seconds of work that are the same for every data folder."""


def _free_port() -> int:
    """One below those that the system lends to connections: it stays free while the program is stopped."""
    for port in random.sample(range(20_000, 32_000), k=100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


def share_shelf(data: Path) -> None:
    """A data folder finds there what an earlier start has made, of whichever folder."""
    if not (data / "cache").exists():
        SHELF.mkdir(parents=True, exist_ok=True)
        (data / "cache").symlink_to(SHELF)


class Server:
    """`streamlit run app.py` as a process. It can be stopped and started again over the same data and port.

    `database` is the address of one that is not in the data folder, `url` the public address, `clinic` a settings file.
    """

    def __init__(self, data: Path, database: str = "", url: str = "", clinic: Path | None = None) -> None:
        self.data, self.database, self.url, self.clinic = data, database, url, clinic
        self.port = _free_port()
        self.printed: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to look at the same data."""
        others = {name: value for name, value in os.environ.items() if not name.startswith("SMP_")}
        settings = {"SMP_CLINIC": str(self.clinic)} if self.clinic else {}
        return others | settings | {"SMP_DATA": str(self.data), "DATABASE_URL": self.database, "SMP_URL": self.url}

    def start(self, days: float = 0) -> None:
        """Return once it says that it is ready; its clock is so many days (or parts of one) ahead."""
        share_shelf(self.data)
        way = ["streamlit", "run", "app.py", "--server.port", str(self.port)]
        if days:
            way = ["tests.browser.later", str(self.port), str(days)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", *way],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self._process, ready), daemon=True).start()
        assert ready.wait(_PATIENCE), "".join(self.printed)

    def _read(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        """Keep what it prints; a pipe that nobody reads would stop it."""
        assert process.stdout
        for line in process.stdout:
            self.printed.append(line)
            if line.startswith("SMP Intake is ready"):
                ready.set()

    def stop(self) -> None:
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(_PATIENCE)
        assert "Traceback" not in "".join(self.printed), "".join(self.printed)

    @contextmanager
    def without_room(self) -> Iterator[None]:
        """Whatever it writes meanwhile fails, as on a full disk."""
        assert self._process
        before = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (FEW, before[1]))
        yield
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, before)

    def health(self) -> int:
        """The status of /healthz."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", "/healthz")
        return connection.getresponse().status

    def cpu(self) -> float:
        """Seconds of CPU that it has used (Linux: the clock of another process)."""
        assert self._process
        return time.clock_gettime((~self._process.pid << 3) | 2)

    def memory(self) -> int:
        """Bytes of memory that it holds."""
        assert self._process
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """As a power cut ends it."""
        assert self._process
        self._process.kill()
        self._process.wait(_PATIENCE)

    @property
    def store(self) -> Store:
        """The same data, opened beside the running program. Close it."""
        return Store.open(self.database or f"sqlite:///{self.data / 'smp.sqlite'}", self.data / "smp.key")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m ...` over the same data."""
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
