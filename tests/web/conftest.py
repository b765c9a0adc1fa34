"""A store, and the links of a clinic over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from records import Store
from tests.records.template import migrated
from tests.web.invited import CLINIC, Door, door


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Door]:
    (tmp_path / "smp.sqlite").write_bytes(migrated())
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as store:
        yield door(store, tmp_path)


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Door]:
    """A clinic without a kiosk."""
    (tmp_path / "plain.sqlite").write_bytes(migrated())
    with Store.open(f"sqlite:///{tmp_path / 'plain.sqlite'}", tmp_path / "plain.key") as store:
        yield door(store, tmp_path, CLINIC.model_copy(update={"kiosk": None}))
