"""A clinic with a desk: real passwords at the least cost, and a clock that a test moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.clinic import Clinic
from records import Account, Ref, Store
from screens.wiring import Wiring, install
from tests.records.conftest import CHEAP
from tests.records.template import migrated
from tests.screens.colleague import Colleague, sent
from tests.screens.desk.desk import CLIENT, CONTACT, Clock, Sit


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    (tmp_path / "smp.sqlite").write_bytes(migrated())
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key", CHEAP) as opened:
        install(Wiring(opened, Clinic(phone="020 7946 0000"), clock))
        yield opened


@pytest.fixture
def sit(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Sign an account in, and sit down at the desk."""

    def down(account: Account) -> Colleague:
        return Colleague(monkeypatch, store.sessions.begin(account, clock()))

    return down


@pytest.fixture
def record(store: Store) -> Ref:
    return sent(store, CLIENT, contact=CONTACT, skin_now=["sunburn"])
