"""A clinic with an empty store and a clock that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records import Store
from rules.content import load_screening
from screens.wiring import Wiring, install
from tests.records.template import migrated

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "smp.sqlite").write_bytes(migrated())
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as opened:
        install(Wiring(opened, Clinic(phone="020 7946 0000"), lambda: NOW))
        yield opened


@pytest.fixture
def questionnaire(store: Store) -> Questionnaire:  # noqa: ARG001 - asked for so that everything is installed
    return load_screening(Clinic()).questionnaire
