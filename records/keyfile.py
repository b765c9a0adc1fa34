"""The file of the master key: one line of text, readable by its owner only, never inside the database."""

import base64
import binascii
import contextlib
import os
import secrets
from pathlib import Path

from records.errors import CannotOpen, WrongKey
from records.vault import KEY_BYTES

# Says what the line is to whoever finds it in a backup, and catches a file that is something else.
MARK = "smp-key-1:"


def read_key(file: Path) -> bytes:
    """The 32 bytes of the master key. Raises WrongKey when the file is missing or is no key file."""
    try:
        text = file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise WrongKey(f"The key file {file} is missing. Put back the one this database was made with.") from None
    except (OSError, UnicodeDecodeError):
        raise WrongKey(f"The key file {file} cannot be read.") from None
    try:
        key = base64.b64decode(text.removeprefix(MARK), validate=True)
    except binascii.Error:
        key = b""
    if not text.startswith(MARK) or len(key) != KEY_BYTES:
        raise WrongKey(f"The file {file} is not a key file of this program.")
    return key


def make_key(file: Path) -> bytes:
    """A new master key, written to `file` with mode 0600; if a file is already there, the key in it.

    Raises CannotOpen when the file cannot be written, WrongKey when what is there is no key file.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(file, MARK + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
    except OSError as error:
        raise CannotOpen(f"The key file {file} cannot be written: {error.strerror}.") from None
    return read_key(file)


def _write_whole(file: Path, line: str) -> None:
    """Write `line` to `file` unless it is there.

    Written whole under another name and then linked, which fails when the name is taken: of two programs that start at
    once both end up with the same key, and nobody ever reads half of one.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(line)
        out.flush()
        os.fsync(out.fileno())
    try:
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(draft)
            _keep_entry(file.parent)
    finally:
        draft.unlink()


def _keep_entry(folder: Path) -> None:
    """Have the folder remember its new file over a power cut: what is sealed with the key outlives one too."""
    if os.name == "posix":
        entry = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)
