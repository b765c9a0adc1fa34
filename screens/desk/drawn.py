"""A signature that was drawn, as a picture on the desk's screen."""

from base64 import b64encode
from html import escape

from intake.drawing import HEIGHT, WIDTH
from reports.model import Strokes
from screens.text import Html

_PEN = 'fill="none" stroke="#1E2426" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"'


def drawn(strokes: Strokes, told: str) -> Html:
    """The strokes on white in either scheme, as on paper; `told` says in words what they show. Nothing for none."""
    if not strokes:
        return Html()
    lines = "".join(f'<polyline points="{" ".join(f"{x},{y}" for x, y in stroke)}"/>' for stroke in strokes)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><g {_PEN}>{lines}</g></svg>'
    )
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return Html(f'<img class="smp-signature" alt="{escape(told)}" width="250" height="100" src="{source}">')
