"""A clinic with an empty store and a clock that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from intake.clinic import Clinic
from intake.questionnaire import Questionnaire
from records import Store
from rules.content import load_screening
from screens.wiring import Wiring, install
from tests.records.template import migrated

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _components() -> Iterator[None]:
    """AppTest looks through all that is installed for components, a third of a second for each page that is opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "smp.sqlite").write_bytes(migrated())
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as opened:
        install(Wiring(opened, Clinic(phone="020 7946 0000"), lambda: NOW))
        yield opened


@pytest.fixture
def questionnaire(store: Store) -> Questionnaire:  # noqa: ARG001 - asked for so that everything is installed
    return load_screening(Clinic()).questionnaire
