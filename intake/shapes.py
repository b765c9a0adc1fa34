"""The shapes of the visual language: each meaning is said by a word, a shape and a colour."""

from urllib.parse import quote

SHAPES: dict[str, str] = {
    "urgent": '<path d="M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M10 5.5v5.5M10 14.2v.1"/>',
    "wait": '<circle cx="10" cy="10" r="8.5"/><path d="M10 5v5l3.5 2"/>',
    "letter": '<rect x="1.5" y="4" width="17" height="12.5" rx="1.5"/><path d="M2 5l8 6.5L18 5"/>',
    "care": '<path d="M10 2l8.5 15.5h-17z"/><path d="M10 7.5v4.5M10 14.7v.1"/>',
    "ask": '<circle cx="10" cy="10" r="8.5"/><path d="M7.5 8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 14.6v.1"/>',
    "all_set": '<path d="M2.5 10.5l5 5.5L17.5 4"/>',
}
"""Own drawings in a square of 20, one line of 1.5: octagon, clock, envelope, triangle, question, tick."""

_BOXES = {"urgent": "urgent", "ask": "ask", "ok": "all_set"}
"""What a client's box may be called, and its shape."""
_BEFORE = """
.smp-box>:is(h1,h2):first-child::before{content:"";display:inline-block;width:1.1em;height:1.1em;
  margin-inline-end:.4em;vertical-align:-.18em;background:currentColor;
  -webkit-mask:var(--smp-drawn) center/contain no-repeat;mask:var(--smp-drawn) center/contain no-repeat;
  -webkit-print-color-adjust:exact;print-color-adjust:exact;forced-color-adjust:none}
@media (forced-colors:active){.smp-box>:is(h1,h2):first-child::before{background:CanvasText}}
"""


def drawn(meaning: str) -> str:
    """A mask for a style sheet, because what Streamlit lets into a page holds no SVG, in the colour of the text."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#000" stroke-width="1.75"'
        f' stroke-linecap="round" stroke-linejoin="round">{SHAPES[meaning]}</svg>'
    )
    return f'url("data:image/svg+xml,{quote(svg)}")'


def boxes() -> str:
    """The part of a style sheet that draws the shape before the heading of each box a client reads."""
    return "".join(f".smp-{box}{{--smp-drawn:{drawn(meaning)}}}\n" for box, meaning in _BOXES.items()) + _BEFORE
