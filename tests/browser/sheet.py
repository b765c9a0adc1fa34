"""python -m tests.browser.sheet FOLDER [--in CODE]: contact sheets of every page of the form, from the real program.

One sheet a size, light and dark, and each page as a picture of its own beside them.
"""

import argparse
import io
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

from intake.language import ENGLISH, load_language
from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE
from tests.browser.looks import SCHEMES, SIZES, coloured, sized
from tests.browser.server import Server
from tests.browser.tour import Tour

ACROSS, GAP, CAPTION, GROUND = 8, 16, 20, "#B9B4A8"
THUMB = {"phone": 300, "narrow": 260, "tablet": 420, "kiosk": 420}
"""Pixels across of one page in its sheet."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.sheet", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--in", dest="code", default=ENGLISH, help="the language's code, such as ar")
    told = parser.parse_args()
    language = load_language(told.code)
    names: list[str] = []
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data), clinic=clinic(Path(data), told.code))
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(reduced_motion="reduce").new_page()
        page.set_default_timeout(PATIENCE)
        for name in Tour(page, server, language).stops():
            names.append(name)
            for size in SIZES:
                for scheme in SCHEMES:
                    at = told.folder / told.code / f"{size}-{scheme}"
                    at.mkdir(parents=True, exist_ok=True)
                    whole_page(page, *SIZES[size], scheme).save(at / f"{len(names):02} {name}.png")
        browser.close()
        server.stop()
    for size in SIZES:
        for scheme in SCHEMES:
            at = told.folder / told.code / f"{size}-{scheme}"
            pictures = {one: Image.open(at / f"{number:02} {one}.png") for number, one in enumerate(names, 1)}
            out = told.folder / f"{told.code}-{size}-{scheme}.png"
            sheet(pictures, THUMB[size]).save(out)
            print(out)


def clinic(folder: Path, code: str) -> Path:
    """The settings of a clinic that offers this language beside English, knowingly."""
    offered = "" if code == ENGLISH else f"languages: [{ENGLISH}, {code}]\ndraft_languages: [{code}]\n"
    settings = folder / "clinic.yaml"
    settings.write_text(f"name: Riverside\nphone: 020 7946 0100\n{offered}", encoding="utf-8")
    return settings


def whole_page(page: Page, width: int, height: int, scheme: str) -> Image.Image:
    """The page from its top to its end: it scrolls inside the window, so the window is made as long as it is."""
    sized(page, width, height)
    coloured(page, scheme)
    long = page.evaluate("Math.ceil(document.querySelector('[data-testid=stMain]').scrollHeight)")
    sized(page, width, max(height, long))
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def sheet(pictures: Mapping[str, Image.Image], width: int) -> Image.Image:
    """All pages in rows, each `width` pixels across under its name."""
    thumbs = [
        (name, one.resize((width, round(one.height * width / one.width)), Image.Resampling.LANCZOS))
        for name, one in pictures.items()
    ]
    rows = [thumbs[start : start + ACROSS] for start in range(0, len(thumbs), ACROSS)]
    heights = [max(one.height for _, one in row) + CAPTION + GAP for row in rows]
    whole = Image.new("RGB", (ACROSS * (width + GAP) + GAP, sum(heights) + GAP), GROUND)
    pen, top = ImageDraw.Draw(whole), GAP
    for row, high in zip(rows, heights, strict=True):
        for place, (name, one) in enumerate(row):
            left = GAP + place * (width + GAP)
            pen.text((left, top), name, fill="black")
            whole.paste(one, (left, top + CAPTION))
        top += high
    return whole


if __name__ == "__main__":
    main()
