"""The sizes and colours in which a page has to hold, and how it takes them without being opened again."""

from playwright.sync_api import Page

from tests.browser.screen import DRAWN

SIZES = {"phone": (390, 844), "narrow": (320, 640), "tablet": (810, 1080), "kiosk": (1080, 1920)}
"""CSS pixels. 320 is also what is left of 1280 at 400 %."""
SCHEMES = ("light", "dark")
GROUND = {"light": "rgb(251, 250, 247)", "dark": "rgb(22, 25, 26)"}

STILL = """
() => document.getAnimations().every((one) =>
  one.playState !== "running" || one.effect.getComputedTiming().iterations === Infinity)
"""


def sized(page: Page, width: int, height: int) -> None:
    """The page in a window of this size, drawn."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def coloured(page: Page, scheme: str) -> None:
    """The page in these colours, all of it drawn: what the program is about to redraw fades meanwhile."""
    page.wait_for_function(DRAWN)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_function(
        "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground", arg=GROUND[scheme]
    )
    page.wait_for_function(STILL)
