"""A client in a process of their own who signs and sends, halting at each statement of the database.

    python -m tests.screens.sender URL KEY TOKEN

TOKEN is that of a draft which lacks only what is on the last page. What the client is told is printed at the end.
"""

import sys
from pathlib import Path

from intake.clinic import Clinic
from records import Store
from rules.content import load_screening
from screens.wiring import Wiring, install
from tests.records.sender import halt_at_each_statement
from tests.screens.conftest import NOW
from tests.screens.visitor import Visitor

if __name__ == "__main__":
    url, key_file, token = sys.argv[1:]
    with Store.open(url, Path(key_file)) as store:
        install(Wiring(store, Clinic(), lambda: NOW))
        visitor = Visitor(load_screening(Clinic()).questionnaire, token=token)
        visitor.press("continue")
        visitor.fill()
        halt_at_each_statement(store)
        visitor.press("continue")
        print(f"told {visitor.heading}", flush=True)
