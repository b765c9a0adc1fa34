"""The code by which a form is gone on with elsewhere, and the address where it is typed, on a screen."""

from base64 import b64encode
from datetime import datetime, time, timedelta, tzinfo
from io import BytesIO
from urllib.parse import urlsplit

import streamlit as st

from screens.text import Html, tag

RESUME = "/resume"


def until(now: datetime, clock: tzinfo) -> datetime:
    """The end of the day on the clinic's clock."""
    return datetime.combine(now.astimezone(clock).date() + timedelta(days=1), time(), clock)


def address() -> str:
    """Where a code is typed, as this browser reaches the program."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{RESUME}"


def code_shown(code: str) -> Html:
    """Large enough to be read out."""
    return tag("p", code, "smp-readout")


def scannable(text: str, told: str) -> Html:
    """An address as a code to scan; an img, because Streamlit lets no inline SVG through."""
    import segno  # only who leaves for another device waits for it

    out = BytesIO()
    segno.make_qr(text, error="m").save(out, kind="svg", scale=4, border=4, dark="#1E2426", light="#FFFFFF")
    drawn = b64encode(out.getvalue()).decode()
    return Html(
        f'<figure class="smp-code"><img alt="" width="200" height="200" src="data:image/svg+xml;base64,{drawn}">'
        f"{tag('figcaption', told)}</figure>"
    )
