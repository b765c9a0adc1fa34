"""python -m tests.browser.pictures: docs/pictures/ made again from the real program, for the README."""

import io
import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.client import Client
from tests.browser.conftest import CHROMIUM, FLAGS, PHONE, enter
from tests.browser.moments import now
from tests.browser.person import HEALTHY, Person
from tests.browser.screen import say
from tests.browser.server import ROOT, Server

FOLDER = ROOT / "docs" / "pictures"
GAP, GROUND = 24, "#DAD7D0"
STEPS = ("you", "look", "medicines")
COLOURS = 256


def beside(pictures: Iterable[Image.Image], height: int) -> Image.Image:
    """Pictures in a row on a quiet ground, each as high as `height` (pixels)."""
    scaled = [
        one.resize((round(one.width * height / one.height), height), Image.Resampling.LANCZOS) for one in pictures
    ]
    whole = Image.new("RGB", (sum(one.width + GAP for one in scaled) + GAP, height + 2 * GAP), GROUND)
    left = GAP
    for one in scaled:
        whole.paste(one, (left, GAP))
        left += one.width + GAP
    return whole


def kept(picture: Image.Image, name: str) -> None:
    """Save with few colours: flat pages need no more, and the repository stays small."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS).save(FOLDER / name, optimize=True)


def seen(client: Client) -> Image.Image:
    return Image.open(io.BytesIO(client.page.screenshot())).convert("RGB")


def first_page(pdf: bytes) -> Image.Image:
    drawn: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=1.6).to_pil()
    return drawn


def main() -> None:
    at = now().replace(hour=14, minute=0) + timedelta(days=20)
    person = Person(HEALTHY).coming("first_session", at).but(
        medicines_any="yes",
        named_thinners=["apixaban"],
        medicines=[
            {"name": "Apixaban", "advised": "regular", "still": "yes"},
            {"name": "Ibuprofen", "advised": "own", "still": "sometimes", "ended_by": "self"},
        ],
        bleeding_with_medicine=[],
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        client = enter(browser, server, person, seeded=True, viewport=PHONE, device_scale_factor=2)
        steps = []
        for name in STEPS:
            client.open(name)
            steps.append(seen(client))
        kept(beside(steps, 844), "form.png")
        client.go_on().walk()
        if client.title == say("urgent"):
            client.read_urgent()
        client.finish()
        ref, copy = client.download()
        out = Path(folder) / "consultation.pdf"
        made = server.command("reports", "render", "--record", ref, "-o", str(out), "--for", "specialist")
        assert made.returncode == 0, made.stderr
        kept(beside([first_page(out.read_bytes()), first_page(copy)], 1100), "report.png")
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
