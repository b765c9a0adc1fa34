"""Streamlit's static files as phones should get them: compressed once and kept on disk, cached by browsers for good."""

import hashlib
import mimetypes
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import brotli

from web.lookbehind import without_lookbehind
from web.staticblock import without_static_blocks

FOREVER = "public, max-age=31536000, immutable"  # the names of these files carry a hash of what is in them
ASK_EACH_TIME = "public, no-cache"
VERSION = b"2"
"""Raise it when the same file comes out differently than before, so that no older copy is taken from the cache."""
_COMPRESSIBLE = {".js", ".css", ".svg", ".json", ".txt"}
_LARGE = 1_000_000
"""Bytes above which brotli's best setting takes seconds; no page of ours asks for a file so large."""


@dataclass(frozen=True)
class Served:
    """One file, ready to send."""

    body: bytes
    encoding: str | None
    media_type: str
    caching: str
    etag: str


class Shelf:
    """The files of Streamlit's static folder by address; what had to be made is kept in `cache`, never made twice."""

    def __init__(self, folder: Path, cache: Path, icons: Iterable[str]) -> None:
        self.folder = folder
        self.cache = cache
        self.icons = tuple(sorted(icons))
        names = (path for path in (folder / "static").rglob("*") if path.is_file())
        self._paths = {f"/{path.relative_to(folder).as_posix()}": path for path in names}
        self._ready: dict[str, Served] = {}

    def __contains__(self, address: str) -> bool:
        return address in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def put(self, address: str, body: bytes) -> None:
        """A file of our own, under an address that changes with what is in it."""
        path = Path(address)
        self._paths[address] = path
        self._ready[address] = self._file(path, body)

    def ready(self, address: str) -> Served | None:
        """The file if it is in memory already."""
        return self._ready.get(address)

    def fill(self, addresses: Iterable[str]) -> None:
        """Have these in memory before anybody asks: seconds the first time ever, then a few milliseconds."""
        for address in addresses:
            self.take(address)

    def take(self, address: str) -> Served:
        """The file at an address such as /static/js/index.js; the very first time this may take a second of work."""
        if address not in self._ready:
            self._ready[address] = self._make(self._paths[address])
        return self._ready[address]

    def _make(self, path: Path) -> Served:
        return self._file(path, path.read_bytes())

    def _file(self, path: Path, raw: bytes) -> Served:
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if path.name.startswith("MaterialSymbols"):
            # Which icons are in it changes with our own program while its name does not: browsers must ask.
            body = self._kept(raw + " ".join(self.icons).encode(), lambda: _only_icons(raw, self.icons))
            return Served(body, None, media_type, ASK_EACH_TIME, _etag(body))
        if path.name.startswith("SourceSansVF-Upright"):
            body = self._kept(raw, lambda: _only_latin(raw))
            return Served(body, None, media_type, FOREVER, _etag(body))
        if path.suffix in _COMPRESSIBLE:
            body = self._kept(raw, lambda: _compressed(path, raw))
            return Served(body, "br", media_type, FOREVER, _etag(body))
        return Served(raw, None, media_type, FOREVER, _etag(raw))

    def _kept(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` makes of the content `key`, from the cache where it was made before."""
        place = self.cache / hashlib.sha256(VERSION + key).hexdigest()
        if place.is_file():
            return place.read_bytes()
        body = make()
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Written whole under another name first: nobody ever reads half of it, and two makers do not clash.
        draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        draft.write_bytes(body)
        draft.replace(place)
        return body


def streamlit_static() -> Path:
    """The folder of Streamlit's built frontend, found without importing Streamlit."""
    spec = find_spec("streamlit")
    assert spec and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "static"


def _compressed(path: Path, raw: bytes) -> bytes:
    if path.suffix == ".js":
        raw = without_static_blocks(without_lookbehind(raw.decode("utf-8"))).encode()
    return bytes(brotli.compress(raw, quality=11 if len(raw) < _LARGE else 5))


def _etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def _only_icons(font: bytes, icons: Iterable[str]) -> bytes:
    from web.fonts import only_icons

    return only_icons(font, icons)


def _only_latin(font: bytes) -> bytes:
    from web.fonts import only_latin

    return only_latin(font)
