"""What a ruler and axe find on a page as it stands in the browser: each fault one line, nothing when all is well."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.browser.looks import coloured, sized

ONLY_FAULTS: dict[str, Any] = {"resultTypes": ["violations"]}
"""All the same is looked at; of what passes axe need not write down each place."""
WCAG = ONLY_FAULTS | {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
COLOURS = ONLY_FAULTS | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
TARGET = 44
"""CSS pixels, both ways, for a client's thumb."""
LEAST = 24
"""What WCAG 2.2 AA asks for; as wide is enough for the short words that people at the desk click on."""
FIELDS = "button, summary, input, select, textarea, [role=button], [role=option], [role=tab]"

_SEEN = """
const seen = (one) => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && getComputedStyle(one).visibility !== "hidden"
    && !one.closest("[data-testid=stHeader], [data-testid=stSkipToContent], .smp-hidden, [aria-hidden=true]");
};
const told = (one) => one.outerHTML.replace(/ (class|style)="[^"]*"/g, "").slice(0, 160);
"""
_SMALL = """([touched, least, wide]) => {
  const held = "label, [data-testid=stTextInputRootElement], [data-testid=stNumberInputContainer],"
    + " [data-testid=stTextAreaRootElement], [data-testid=stSelectbox] [role=group]";
  return [...document.querySelectorAll(touched)]
    .map(one => one.matches("input, textarea, [data-testid=stSelectbox] button") && one.closest(held) || one)
    .filter((one, place, all) => all.indexOf(one) === place && seen(one))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.height < least - 0.5 || box.width < wide - 0.5)
    .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)} px: ${told(one)}`);
}"""
_LOST = """() => {
  const main = document.querySelector("[data-testid=stMain]") || document.documentElement;
  const wide = [document.documentElement, main].filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => `scrolls sideways: ${one.scrollWidth} in ${one.clientWidth}`);
  const all = [...main.querySelectorAll("*")].filter(seen);
  const out = all.filter(one => {
    const box = one.getBoundingClientRect();
    return box.right > innerWidth + 1 || box.left < -1;
  }).map(one => `beyond the edge: ${told(one)}`);
  const cut = all.filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
      && getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1)
    .map(one => `cut off: ${told(one)}`);
  return [...wide, ...out.slice(0, 3), ...cut];
}"""
_MOVES = """() => [...document.querySelectorAll("*")].flatMap(one => [null, "::before", "::after"].map(part => {
    const style = getComputedStyle(one, part);
    const lasts = [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration];
    return lasts.join().split(",").some(time => parseFloat(time) > 0) ? `moves: ${one.outerHTML.slice(0, 120)}` : "";
  })).filter(Boolean)"""


def _told(page: Page, look: str, argument: object = None) -> list[str]:
    return list(page.evaluate(f"(argument) => {{ {_SEEN} return ({look})(argument) }}", argument))


def violations(page: Page, scheme: str, options: dict[str, Any]) -> list[str]:
    """What axe finds once the page has taken these colours."""
    coloured(page, scheme)
    return [
        f"{scheme}, {one['id']}: {node['html'][:160]}"
        for one in Axe().run(page, options=options).response["violations"]
        for node in one["nodes"]
    ]


def small(
    page: Page, touched: str = f"a[href]:not(.smp-call), {FIELDS}", high: int = TARGET, wide: int = TARGET
) -> list[str]:
    """What a thumb would miss: lower than `high` or narrower than `wide`; a card counts as a whole. A number within a
    sentence is as high as its line (WCAG 2.5.8 leaves it so)."""
    return _told(page, _SMALL, [touched, high, wide])


def lost(page: Page, width: int, height: int) -> list[str]:
    """What cannot be read or reached without scrolling sideways in a window of this size."""
    sized(page, width, height)
    return [f"{width} wide, {one}" for one in _told(page, _LOST)]


def moving(page: Page) -> list[str]:
    """What still moves for somebody who asked for less motion."""
    page.emulate_media(reduced_motion="reduce")
    found = list(page.evaluate(_MOVES))
    page.emulate_media(reduced_motion="no-preference")
    return found


def faults(page: Page) -> list[str]:
    """What shuts somebody out of a page of the desk as it stands; in the dark only colours can differ."""
    missed = small(page, FIELDS, wide=LEAST) + small(page, "a[href]", LEAST, LEAST)
    return violations(page, "dark", COLOURS) + violations(page, "light", WCAG) + missed
