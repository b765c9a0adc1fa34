"""The look of our plain pages: that of the form."""

from functools import cache

from intake.shades import Shades, in_the_dark, in_the_light
from intake.shapes import boxes

STYLE = """
:root{color-scheme:light dark;--paper:#FBFAF7;--surface:#FFF;
  --text:#1E2426;--muted:#566064;--edge:#7F8B8F;--line:#DDD9CF;
  --urgent:#8E1B1B;--urgent-tint:#FCECEA;--ok:#1B6338;--ok-tint:#E8F5EC;--ask:#1D4E89;--ask-tint:#EAF2FB}
@media (prefers-color-scheme:dark){:root{--paper:#16191A;--surface:#1D2122;
  --text:#ECEAE4;--muted:#A9B2B5;--line:#33393B;
  --urgent:#FFB4AB;--urgent-tint:#3A1513;--ok:#9BDDB3;--ok-tint:#0E2A19;--ask:#A9CCF5;--ask-tint:#10243B}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--text);font:16px/1.5 system-ui,sans-serif}
body{max-width:42rem;margin:0 auto;padding:1.25rem 1rem 5rem;overflow-wrap:anywhere}
p,li{text-wrap:pretty}
h1,h2{text-wrap:balance}
h1{font-size:1.75rem;line-height:1.25;font-weight:650;margin:.75rem 0 .5rem}
h2,legend{font-size:1.2rem;line-height:1.35;font-weight:600;margin:2rem 0 .5rem;padding:0}
p{margin:.75rem 0}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 1.25rem;
  padding-bottom:.5rem;border-bottom:1px solid var(--line)}
.clinic{display:flex;align-items:center;gap:.75rem;min-height:3rem;font-weight:600}
.clinic img{max-height:2.5rem;max-width:9rem;border-radius:.25rem}
.languages{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.languages [aria-current]{color:inherit;font-weight:600;text-decoration:none}
.draft{color:var(--muted);border-inline-start:4px solid var(--edge);padding-inline-start:.75rem;
  margin:.25rem 0 .5rem;flex:1 0 100%}
.draft p{margin:0;font-size:.875rem}
.help{color:var(--muted);margin:0}
.box{border:2px solid;border-radius:.6rem;padding:1rem 1.25rem;margin:1rem 0}
.box h2,.box p{margin:0}
.wrong{color:var(--urgent);background:var(--urgent-tint)}
.done{color:var(--ok);background:var(--ok-tint)}
.strong{font-weight:600}
ul{list-style:none;margin:0;padding:0}
li{padding:.75rem 0;border-top:1px solid var(--line)}
fieldset{border:0;margin:0;padding:0;min-width:0}
label{display:block;font-weight:600}
.date{display:flex;gap:.5rem;margin-top:.75rem}
.date label{flex:1 1 0;min-width:0}
.field{margin-top:1.25rem}
input:not([type=radio],[type=checkbox]){display:block;width:100%;min-height:3rem;margin-top:.25rem;padding:.6rem .75rem;
  font:inherit;font-weight:400;color:inherit;background:var(--surface);border:1px solid var(--edge);border-radius:.6rem}
.card{display:flex;gap:.75rem;align-items:center;min-height:3rem;padding:.6rem .9rem;margin-top:.5rem;font-weight:400;
  border:1px solid var(--edge);border-radius:.6rem;background:var(--surface)}
.card:has(:checked){border-color:var(--strong);box-shadow:inset 0 0 0 1px var(--strong);background:var(--tint)}
.card .help{display:block}
.card input{width:1.25rem;height:1.25rem;margin:0;accent-color:var(--strong);flex:none}
fieldset + .help,.help + label,label + fieldset,.card + .help{margin-top:1.25rem}
.field + fieldset,form + .help{margin-top:1.5rem}
h2 + form legend{font-size:1rem;margin:0}
button,a.button{display:block;width:100%;min-height:3rem;margin-top:1.5rem;padding:.7rem 1rem;border-radius:.6rem;
  font:inherit;text-align:center;text-decoration:none;cursor:pointer}
button{color:#FFF;background:var(--primary);border:1px solid var(--primary)}
button.quiet{color:inherit;background:var(--surface);border-color:var(--edge)}
a{color:var(--strong);display:inline-block;padding:.75rem 0}
a.smp-call{display:inline;padding:0;color:inherit;font-weight:600}
a.button{color:inherit;background:var(--surface);border:1px solid var(--edge);margin-top:.5rem}
textarea{display:block;width:100%;margin-top:.25rem;padding:.6rem .75rem;font:inherit;font-weight:400;color:inherit;
  background:var(--surface);border:1px solid var(--edge);border-radius:.6rem}
.say{border-top:1px solid var(--line);margin-top:1.5rem}
.say + .say{margin-top:0}
.say summary{font-weight:600;color:var(--strong);padding:.75rem 0;min-height:3rem;cursor:pointer}
.say[open]{padding-bottom:1.5rem}
.say legend{font-size:1rem;margin:0}
.say fieldset{margin-top:1.25rem}
.smp-box{border:2px solid;border-radius:.6rem;padding:1rem 1.25rem;margin:1rem 0}
.smp-box h2,.smp-box p{margin:0}
.smp-box p{margin-top:.5rem}
.smp-urgent{color:var(--urgent);background:var(--urgent-tint)}
.smp-ask{color:var(--ask);background:var(--ask-tint)}
.smp-ok{color:var(--ok);background:var(--ok-tint)}
.smp-strong,.smp-when{font-weight:600}
.smp-help{color:var(--muted)}
.smp-card{border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem;margin-top:.75rem;
  background:var(--surface)}
.smp-card p{margin:0}
.smp-card p + p{margin-top:.5rem}
.smp-do{padding-inline-start:.75rem;border-inline-start:4px solid var(--strong)}
.smp-list p{margin:.5rem 0 0}
.smp-list .smp-when+.smp-help{margin:0}
.smp-letter{border-top:1px solid var(--line);margin-top:.5rem}
.smp-letter summary{font-weight:600;color:var(--strong);padding:.75rem 0;cursor:pointer;
  padding-inline-start:1.25rem;text-indent:-1.25rem}
.smp-letter :is(p,ul){margin:0 0 .75rem}
.smp-letter ul{list-style:disc;padding-inline-start:1.25rem}
.smp-letter li{border:0;padding:0;margin:.25rem 0}
@media (prefers-color-scheme:dark){.clinic img{background:#FFF;padding:.25rem}}
@media (forced-colors:active){
.card:has(:checked){border:4px solid Highlight;padding:calc(.6rem - 3px) calc(.9rem - 3px)}}
:focus-visible,.card:has(:focus-visible){outline:3px solid var(--strong);outline-offset:2px}
"""


@cache
def style(colour: str) -> str:
    """The style sheet with the clinic's colour (#RRGGBB).

    The letters are the phone's own: a font that a page's own style asks for is fetched by browsers with the whole
    address of the page as the Referer, whatever the referrer policy says, and the address holds the token.
    """
    light, dark = _shades(in_the_light(colour)), _shades(in_the_dark(colour))
    return f"{STYLE}{boxes()}{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _shades(worn: Shades) -> str:
    return f":root{{--primary:{worn.filled};--strong:{worn.read};--tint:{worn.tint}}}"
