"""Static files are small, the same for everybody, and made once."""

from io import BytesIO
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

from web.icons import STREAMLITS_OWN, icons_named_in
from web.lookbehind import without_lookbehind
from web.shelf import ASK_EACH_TIME, FOREVER, Shelf, streamlit_static

STATIC = streamlit_static()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(STATIC, tmp_path_factory.mktemp("cache"), STREAMLITS_OWN)


def address(shelf: Shelf, start: str) -> str:
    return next(name for name in shelf if name.rpartition("/")[2].startswith(start))


def ligatures(font: bytes) -> set[str]:
    parsed = TTFont(BytesIO(font))
    letters = {glyph: chr(code) for code, glyph in parsed.getBestCmap().items()}
    tables = [getattr(t, "ExtSubTable", t) for look in parsed["GSUB"].table.LookupList.Lookup for t in look.SubTable]
    return {
        "".join(letters[glyph] for glyph in (first, *one.Component))
        for table in tables
        for first, ones in table.ligatures.items()
        for one in ones
    }


def test_a_script_unpacks_to_what_it_was_but_for_what_older_safari_refuses(shelf: Shelf) -> None:
    name = address(shelf, "utils.")
    served = shelf.take(name)
    assert served.encoding == "br"
    assert brotli.decompress(served.body).decode() == without_lookbehind(
        (STATIC / name[1:]).read_text(encoding="utf-8")
    )
    assert served.caching == FOREVER


def test_the_icon_font_holds_the_icons_in_use_and_no_other(shelf: Shelf) -> None:
    served = shelf.take(address(shelf, "MaterialSymbols"))
    assert ligatures(served.body) == STREAMLITS_OWN
    assert len(served.body) < 8_000


def test_browsers_ask_for_the_icon_font_again_because_its_icons_may_change(shelf: Shelf, tmp_path: Path) -> None:
    name = address(shelf, "MaterialSymbols")
    served, more = shelf.take(name), Shelf(STATIC, tmp_path, {*STREAMLITS_OWN, "download"}).take(name)
    assert served.caching == ASK_EACH_TIME
    assert served.etag != more.etag


def test_the_text_font_keeps_every_latin_letter(shelf: Shelf) -> None:
    served = shelf.take(address(shelf, "SourceSansVF-Upright"))
    known = TTFont(BytesIO(served.body)).getBestCmap()
    assert all(ord(letter) in known for letter in "AzéłñßşŻệđ€–’“”…→✓")
    assert len(served.body) < 70_000


def test_what_was_made_once_is_taken_from_the_cache(tmp_path: Path) -> None:
    name = next(name for name in Shelf(STATIC, tmp_path, []) if name.endswith(".css"))
    first = Shelf(STATIC, tmp_path, []).take(name)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"from the cache")
    assert Shelf(STATIC, tmp_path, []).take(name).body == b"from the cache" != first.body


def test_nothing_outside_the_static_folder_is_on_the_shelf(shelf: Shelf) -> None:
    assert "/static/../index.html" not in shelf
    assert "/index.html" not in shelf
    assert all(name.startswith("/static/") for name in shelf)


def test_icons_are_found_where_screens_name_them(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('st.button("x", icon=":material/photo_camera:")', encoding="utf-8")
    (tmp_path / "b.txt").write_text(":material/not_code:", encoding="utf-8")
    assert icons_named_in([tmp_path]) == {"photo_camera"}
