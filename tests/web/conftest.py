"""A store, and the links of a clinic over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from records import Store
from tests.records.template import migrated
from tests.web.invited import Door, door


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Door]:
    (tmp_path / "smp.sqlite").write_bytes(migrated())
    with Store.open(f"sqlite:///{tmp_path / 'smp.sqlite'}", tmp_path / "smp.key") as store:
        yield door(store, tmp_path)
