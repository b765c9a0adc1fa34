"""Clients who sign and send, each in a process of their own that halts at each statement of the database.

    python -m tests.screens.sender URL KEY

Each line on stdin is the token of a draft which lacks only what is on the last page. The number of the process that
sends it is printed first, what the client is told at the end, and "over" once it has ended, however it did. They are
copies of one process that has loaded the program, since to load it takes longer than all they do.
"""

import os
import sys
from pathlib import Path

import screens.desk.pages  # noqa: F401 - all that the script loads, loaded once for all
from intake.clinic import Clinic
from records import Store
from rules.content import load_screening
from screens.wiring import Wiring, install
from tests.records.sender import halt_at_each_statement
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor


def send(url: str, key_file: Path, token: str) -> None:
    with Store.open(url, key_file) as store:
        install(Wiring(store, Clinic(), lambda: NOW))
        visitor = Visitor(load_screening(Clinic()).questionnaire, token=token)
        visitor.press("continue")
        visitor.fill()
        halt_at_each_statement(store)
        visitor.press("continue")
        print(f"told {visitor.heading}", flush=True)


if __name__ == "__main__":
    url, key_file = sys.argv[1:]
    load_screening(Clinic())
    while line := sys.stdin.readline().strip():
        if line == "go":  # to somebody who was killed before they heard it
            continue
        child = os.fork()
        if not child:
            print(os.getpid(), flush=True)
            send(url, Path(key_file), line)
            os._exit(0)
        os.waitpid(child, 0)
        print("over", flush=True)
