"""Where things are kept, read from the environment's settings."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """The address of the database and the file of the master key."""

    url: str
    key_file: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Place":
        """From `SMP_DATA` (a folder, default data), `DATABASE_URL` and `SMP_KEY_FILE`; both default into the folder."""
        folder = data_folder(environment)
        return cls(
            url=environment.get("DATABASE_URL") or f"sqlite:///{folder / 'smp.sqlite'}",
            key_file=Path(environment.get("SMP_KEY_FILE") or folder / "smp.key"),
        )


def data_folder(environment: Mapping[str, str]) -> Path:
    """The folder `SMP_DATA` names, by default data."""
    return Path(environment.get("SMP_DATA") or "data")


def backup_folder(environment: Mapping[str, str]) -> Path:
    """Where backups are, if nobody says otherwise."""
    return data_folder(environment) / "backups"
