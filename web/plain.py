"""Pages of our own that need no app: plain HTML in the look of the form, without a script."""

from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse

STYLE = """
:root{--paper:#FBFAF7;--text:#1E2426;--muted:#566064;--edge:#7F8B8F;--primary:#0F5C5C;--strong:#0F5C5C;
--urgent:#8E1B1B;--urgent-tint:#FCECEA}
@media (prefers-color-scheme:dark){:root{--paper:#16191A;--text:#ECEAE4;--muted:#A9B2B5;--primary:#1B7A7A;
--strong:#7FC8C8;--urgent:#FFB4AB;--urgent-tint:#3A1513}}
html{background:var(--paper);color:var(--text);font:1rem/1.5 "Source Sans",system-ui,sans-serif}
body{margin:0}
main{max-width:42rem;margin:0 auto;padding:2rem 1.25rem 4rem;box-sizing:border-box}
h1{font-size:1.75rem;line-height:1.25;font-weight:650;margin:0 0 .5rem}
h2{font-size:1.2rem;font-weight:650;margin:2rem 0 .25rem}
p{margin:0 0 1rem}
.help{color:var(--muted)}
.wrong{color:var(--urgent);background:var(--urgent-tint);border:2px solid;border-radius:.6rem;padding:1rem 1.25rem}
label{display:block;font-weight:600;margin:1.25rem 0 .25rem}
input{font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:.6rem;
min-height:3rem;width:100%;padding:0 .9rem;box-sizing:border-box}
button{font:inherit;font-weight:600;color:#fff;background:var(--primary);border:0;border-radius:.6rem;min-height:3rem;
width:100%;margin-top:1.5rem;cursor:pointer}
a{color:var(--strong);display:inline-block;min-height:2.75rem;line-height:2.75rem}
:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
"""


def plain_page(language: str, direction: str, title: str, body: Iterable[str], status: int = 200) -> HTMLResponse:
    """A whole page; `body` is HTML made by `element` and `field`, `language` a BCP 47 tag."""
    return HTMLResponse(
        f'<!doctype html><html lang="{escape(language)}" dir="{escape(direction)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="strict-origin"><title>{escape(title)}</title>'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style></head><body><main>{"".join(body)}</main></body></html>',
        status_code=status,
    )


def element(name: str, text: str, style: str = "") -> str:
    """One element with a text in it."""
    kind = f' class="{style}"' if style else ""
    role = ' role="alert"' if style == "wrong" else ""
    return f"<{name}{kind}{role}>{escape(text)}</{name}>"


def field(name: str, label: str, kind: str = "text", complete: str = "off", value: str = "") -> str:
    """A labelled input; `complete` is its autocomplete."""
    return (
        f'<label for="{name}">{escape(label)}</label><input id="{name}" name="{name}" type="{kind}" required '
        f'autocomplete="{complete}" value="{escape(value)}" maxlength="200" spellcheck="false" autocapitalize="none">'
    )
