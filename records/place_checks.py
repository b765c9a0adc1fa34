"""What `python -m records doctor` looks at around the database: key file, address, backups, disk and clock.

Each look gives what it saw, or raises what is wrong and what to do. They only look.
"""

import ipaddress
import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import rules
from records.backup import backups
from records.errors import CannotOpen
from records.keyfile import read_key
from records.sealed_file import check_end

YOUNG = timedelta(days=2)
"""A backup that is made every night is never older, not even on the day after one failed."""
ROOM_BYTES, ROOM_SHARE = 1_000_000_000, 0.05
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Around(NamedTuple):
    """The master key's file, the folders of data and backups, SMP_URL (or ""), and the moment."""

    key_file: Path
    data: Path
    backups: Path
    url: str
    now: datetime


def key_private(around: Around) -> str:
    file = around.key_file
    read_key(file)
    if os.name == "posix" and file.stat().st_mode & _OTHERS:
        raise CannotOpen(f"Others than its owner may open {file}. Run: chmod 600 {file}")
    if file.resolve().is_relative_to(around.backups.resolve()):
        raise CannotOpen(
            f"{file} lies among the backups: who steals them could read them. Move it, and name its new place in "
            "SMP_KEY_FILE."
        )
    return f"only its owner may open {file}, and it is not among the backups; keep a copy elsewhere"


def https(around: Around) -> str:
    if not around.url:
        return "SMP_URL is not set, so the form can be reached from this machine only"
    parts = urlsplit(around.url)
    if parts.scheme != "https" and not _loopback(parts.hostname or ""):
        raise CannotOpen(
            f"SMP_URL is {around.url}, and answers about health would travel there for everybody to read. Put a proxy "
            "with a certificate in front and set SMP_URL to its https address (docs/serving.md)."
        )
    return around.url


def backup(around: Around) -> str:
    made = backups(around.backups)
    if not made:
        raise CannotOpen(f"There is none in {around.backups}. Run every night: python -m records backup")
    last = made[-1]
    check_end(last.file, read_key(around.key_file))
    if around.now - last.made_at >= YOUNG:
        days = (around.now - last.made_at).days
        raise CannotOpen(
            f"The newest, {last.file}, is {days} days old. Run python -m records backup, and look why it did not run "
            "every night (docs/backup.md)."
        )
    return f"{last.file}, one of {len(made)}, opens with the key and has its end"


def disk(around: Around) -> str:
    seen = []
    for folder in dict.fromkeys((around.data, around.backups)):
        usage = shutil.disk_usage(next(one for one in (folder, *folder.absolute().parents) if one.exists()))
        if crowded(usage.total, usage.free):
            raise CannotOpen(
                f"Only {usage.free / 1e9:.1f} of {usage.total / 1e9:.0f} GB are free where {folder} is. Make room: a "
                "full disk keeps clients from sending their form."
            )
        seen.append(f"{usage.free / 1e9:.0f} GB free for {folder}")
    return ", ".join(seen)


def crowded(total: int, free: int) -> bool:
    """Whether a disk of `total` bytes with `free` ones left is too full."""
    return free < max(ROOM_BYTES, ROOM_SHARE * total)


def clock(around: Around) -> str:
    """The rules were put on this machine, and the last backup was made, before now."""
    files = Path(rules.__file__).parent.rglob("*.yaml")
    moments = [datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in files]
    last = max(*moments, *(one.made_at for one in backups(around.backups)))
    if last > around.now:
        raise CannotOpen(
            f"This machine says it is {around.now:%Y-%m-%d %H:%M} UTC, but its rules or its last backup are from "
            f"{last:%Y-%m-%d %H:%M} UTC. Set its clock: timedatectl set-ntp true"
        )
    return f"{around.now:%Y-%m-%d %H:%M} UTC"


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
