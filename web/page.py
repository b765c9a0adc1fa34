"""The first page: Streamlit's index.html in the visitor's language, with a text for slow lines and for old browsers."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Self

from intake.language import Language

AT_ONCE = ("Button", "BidiComponent", "Html")
"""Parts that the very first screen draws: fetched together with Streamlit, not a round trip after it."""
SOON = ("TextInput", "NumberInput", "Radio", "Checkbox", "Selectbox", "DownloadButton")
"""Parts of the next screens: fetched when the line has nothing better to do."""

SCRIPT = """
window.prerenderReady = false;
(function () {
  function failed() {
    var opening = document.getElementById("smp-opening");
    if (opening) { opening.hidden = true; document.getElementById("smp-failed").hidden = false; }
  }
  window.addEventListener("error", function (event) {
    if (event.target === window || event.target.tagName === "SCRIPT") { failed(); }
  }, true);
  if (!("noModule" in HTMLScriptElement.prototype)) { document.addEventListener("DOMContentLoaded", failed); }
  if (window.Symbol) { window[Symbol.for("react-aria.i18n.locale")] = document.documentElement.lang; }
})();
"""
"""Anything that goes wrong before the form is drawn (then #smp-opening is gone) means that it will not be drawn.

Streamlit's fields would speak the browser's language and go its way (the arrow to the left is forward where one reads
from right to left); here they are those of the page. Old browsers must be able to read this one, so it is written as in
2009. Inside the app an error changes nothing.
"""

STYLE = """
.smp-first { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem; font: 1.125rem/1.5 "Source Sans", sans-serif; }
html { background: #FBFAF7; color: #1E2426; }
@media (prefers-color-scheme: dark) { html { background: #16191A; color: #ECEAE4; } }
"""

_AT_ONCE = '<link rel="modulepreload" crossorigin href="./{}">'
_SOON = '<link rel="prefetch" as="script" crossorigin href="./{}">'


class PageError(Exception):
    """Streamlit's index.html is not as this module knows it."""


@dataclass(frozen=True)
class PageTexts:
    """What is said before the app runs or when it cannot, in one language (a BCP 47 tag); `direction` is ltr or rtl."""

    language: str
    direction: str
    title: str
    opening: str
    failed: str
    fault: str

    @classmethod
    def said(cls, language: Language, clinic: str, phone: str) -> Self:
        """The texts of web.yaml in a language, which name the clinic and whom to phone."""
        named = {"clinic": clinic, "phone": language.left_to_right(phone)}
        texts = {name: language.say(f"web.{name}", **named) for name in ("title", "opening", "failed", "fault")}
        return cls(language.tag, language.direction, **texts)


def first_page(source: str, texts: PageTexts, at_once: Iterable[str], soon: Iterable[str], sheet: str = "") -> str:
    """Streamlit's index.html (`source`) rewritten. Raises PageError when a part to be replaced is not in it.

    `at_once` and `soon` are paths of scripts that the browser is told of (see `files_of`); `sheet` is the style sheet
    of what the app draws. It stands behind Streamlit's own styles, which come into the head, and before what the app
    adds to it.
    """
    # Remarks for programmers are no use to a phone, and no program is pointed to an interface that is shut.
    page = re.sub(r"<!--.*?-->\s*", "", source, flags=re.DOTALL)
    page = re.sub(r"\n\s+", "\n", _between(page, '<link rel="service-desc"', "/>", ""))
    for old, new in (
        ('<html lang="en">', f'<html lang="{escape(texts.language)}" dir="{escape(texts.direction)}">'),
        ("<title>Streamlit</title>", f"<title>{escape(texts.title)}</title>\n<style>{STYLE}</style>"),
        # Not another product's sign while the page opens; the app sets its own.
        ('href="./favicon.png"', 'href="data:,"'),
        ('<div id="root"></div>', f'<style>{sheet}</style>\n<div id="root">{_opening(texts)}</div>'),
        ("</head>", "\n".join([*map(_AT_ONCE.format, at_once), *map(_SOON.format, soon), "</head>"])),
    ):
        page = _replaced(page, old, new)
    page = _between(page, "<script>", "</script>", f"<script>{SCRIPT}</script>")
    return _between(
        page, "<noscript>", "</noscript>", f'<noscript><p class="smp-first">{escape(texts.failed)}</p></noscript>'
    )


def script_hash() -> str:
    """What a content security policy calls SCRIPT."""
    return f"sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}"


def files_of(static: Path, parts: Iterable[str]) -> list[str]:
    """The scripts of Streamlit's widgets `parts` and all that they import, as paths under `static`."""
    manifest = json.loads((static / "manifest.json").read_text(encoding="utf-8"))
    entries = [key for part in parts for key in manifest if key.endswith(f"/{part}.tsx")]
    found: dict[str, None] = {}
    while entries:
        entry = manifest[entries.pop(0)]
        if entry["file"] not in found:
            found[entry["file"]] = None
            entries += entry.get("imports", [])
    return list(found)


def _opening(texts: PageTexts) -> str:
    return (
        f'<p class="smp-first" id="smp-opening" role="status">{escape(texts.opening)}</p>'
        f'<p class="smp-first" id="smp-failed" role="alert" hidden>{escape(texts.failed)}</p>'
    )


def _replaced(page: str, old: str, new: str) -> str:
    if page.count(old) != 1:
        raise PageError(f"index.html of this Streamlit has {old!r} {page.count(old)} times instead of once")
    return page.replace(old, new)


def _between(page: str, start: str, end: str, new: str) -> str:
    """`page` with everything from `start` to the next `end` replaced."""
    before, found, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise PageError(f"index.html of this Streamlit has no {start!r}")
    return before + new + after
