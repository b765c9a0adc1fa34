"""The style sheet: Streamlit's own widgets made calm, large enough for a thumb, and alike in light and dark.

Selectors are the test ids of Streamlit 1.67, which is pinned; tests/browser holds the heights that come of them.
"""

from functools import cache

import streamlit as st
from streamlit import config

from intake.clinic import Clinic
from intake.colour import lightened, mixed

PAPER, PAPER_IN_THE_DARK = "#FBFAF7", "#16191A"
_LIGHT = {
    "text": "#1E2426", "muted": "#566064", "edge": "#7F8B8F", "line": "#DDD9CF",
    "surface": "#FFFFFF",
    "urgent": "#8E1B1B", "urgent-tint": "#FCECEA", "wait": "#7A3E00", "wait-tint": "#FFF1DC",
    "care": "#5C5200", "care-tint": "#FBF6D9", "ask": "#1D4E89", "ask-tint": "#EAF2FB",
    "ok": "#1B6338", "ok-tint": "#E8F5EC",
}  # fmt: skip
_DARK = {
    "text": "#ECEAE4", "muted": "#A9B2B5", "edge": "#7F8B8F", "line": "#33393B",
    "surface": "#1D2122",
    "urgent": "#FFB4AB", "urgent-tint": "#3A1513", "wait": "#FFCB8A", "wait-tint": "#382307",
    "care": "#E9DE8A", "care-tint": "#2B2806", "ask": "#A9CCF5", "ask-tint": "#10243B",
    "ok": "#9BDDB3", "ok-tint": "#0E2A19",
}  # fmt: skip

_SHEET = """
[data-testid=stHeader],[data-testid=stToolbar]{display:none}
[data-testid=stMainBlockContainer]{padding:1rem 1rem 5rem;max-width:42rem}
[data-testid=stMain] [data-testid=stVerticalBlock]{gap:.75rem}
.stMain p,.stMain label,.stMain li,.stMain dd,.stMain dt{line-height:1.5}
.smp-top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 1.25rem;
  padding-bottom:.5rem;border-bottom:1px solid var(--smp-line)}
.smp-clinic{display:flex;align-items:center;gap:.75rem;min-height:3rem;font-weight:600;overflow-wrap:anywhere}
.smp-clinic img{max-height:2.5rem;max-width:9rem;border-radius:.25rem}
h1.smp-title{font-size:1.75rem;line-height:1.25;font-weight:650;padding:0;margin:.75rem 0 .25rem}
h1.smp-title:focus{outline:none!important}
.smp-welcome img{display:block;width:15rem;height:auto;margin:.5rem 0 0}
.smp-intro{color:var(--smp-muted);margin:0 0 .5rem}
h2.smp-question{font-size:1.2rem;line-height:1.35;font-weight:600;padding:0;margin:1.5rem 0 0}
h2.smp-part{font-size:1.44rem;line-height:1.3;font-weight:650;padding:0;margin:2rem 0 0}
.smp-sub{font-size:1rem;font-weight:600;padding:0;margin:.75rem 0 0}
h2.smp-sub + p{margin:0}
.smp-name{font-size:1.2rem;font-weight:650;padding:0;margin:0;overflow-wrap:anywhere}
.smp-help{color:var(--smp-muted);margin:.25rem 0 0}
.smp-why{color:var(--smp-muted);font-size:.875rem;margin:.5rem 0 0;
  padding-inline-start:.75rem;border-inline-start:2px solid var(--smp-line)}
.smp-fault{color:var(--smp-urgent);font-weight:600;
  margin:.5rem 0 0;padding-inline-start:.75rem;border-inline-start:4px solid var(--smp-urgent)}
.smp-language{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.smp-languages{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.smp-language :is(summary,a){display:inline-flex;align-items:center;min-height:3rem;cursor:pointer;
  color:var(--smp-strong)!important;text-decoration:underline;text-underline-offset:.2em}
.smp-languages [aria-current]{color:inherit!important;font-weight:600;text-decoration:none!important}
.smp-draft{color:var(--smp-muted);border-inline-start:4px solid var(--smp-edge);padding-inline-start:.75rem}
.smp-draft p{margin:0;font-size:.875rem}
.smp-progress{color:var(--smp-muted);margin:0 0 .5rem}
.smp-saved{color:var(--smp-muted);font-size:.875rem;margin:1.5rem 0 -1rem}
.smp-readout{font-size:2rem;font-weight:650;letter-spacing:.08em;margin:.25rem 0!important;direction:ltr;
  unicode-bidi:isolate}
.smp-bar{height:.5rem;border-radius:.25rem;background:var(--smp-line)}
.smp-bar div{height:100%;border-radius:.25rem;background:var(--smp-primary)}
.smp-errors,.smp-notice,.smp-box{border:2px solid;border-radius:.6rem;padding:1rem 1.25rem;margin:.5rem 0}
.smp-errors{color:var(--smp-urgent);background:var(--smp-urgent-tint)}
.smp-errors h2,.smp-box h2{font-size:1.2rem;font-weight:650;padding:0;margin:0 0 .5rem}
.smp-errors ul{margin:0;padding:0;padding-inline-start:1.25rem}
.smp-notice{color:var(--smp-ask);background:var(--smp-ask-tint)}
.smp-notice p,.smp-box p{margin:0}
.smp-box p + p{margin-top:.5rem}
.smp-urgent{color:var(--smp-urgent);background:var(--smp-urgent-tint)}
.smp-ask{color:var(--smp-ask);background:var(--smp-ask-tint)}
.smp-ok{color:var(--smp-ok);background:var(--smp-ok-tint)}
.smp-box h1.smp-title{margin-top:0}
.smp-strong,.smp-when{font-weight:600;margin:0}
.smp-card{border:1px solid var(--smp-line);border-radius:.6rem;background:var(--smp-surface);
  padding:1rem 1.25rem;margin:.75rem 0 0}
.smp-card p{margin:0}
.smp-card p + p{margin-top:.5rem}
.smp-do{padding-inline-start:.75rem;border-inline-start:4px solid var(--smp-strong)}
ul.smp-list{list-style:none;margin:.5rem 0 0;padding:0}
ul.smp-list li{margin:0;padding:.75rem 0;border-top:1px solid var(--smp-line)}
ul.smp-list p{margin:.25rem 0 0}
.smp-answers,.smp-answers dt,.smp-answers dd{margin:0;padding:0!important}
[class*="-card-"] h2.smp-question{margin-top:0}
[class*="-card-"] .smp-answers{margin-top:.5rem}
.smp-answers div + div{margin-top:.75rem}
.smp-answers dt{color:var(--smp-muted)}
.smp-answers dd{font-weight:600;overflow-wrap:anywhere}
.smp-table{width:100%;border-collapse:collapse;font-size:.875rem}
.smp-table th,.smp-table td{text-align:start;vertical-align:top;padding:.5rem 0;padding-inline-end:.75rem;
  overflow-wrap:anywhere;border-bottom:1px solid var(--smp-line)}
a.smp-link,[data-testid=stPageLink] a{display:inline-flex;align-items:center;min-height:3rem;padding:0;
  color:var(--smp-strong)!important;font-weight:600;text-decoration:underline;text-underline-offset:.2em}
[data-testid=stPageLink] a p{font-size:1rem;color:inherit}
.smp-map{display:flex;flex-direction:column;align-items:center;gap:.5rem;margin:.5rem 0}
.smp-map img{width:12.5rem;height:12.5rem}
.smp-signature{display:block;margin-top:.5rem;border:1px solid var(--smp-line);border-radius:.6rem}
.smp-pad{max-width:36rem}
.smp-map :is(p,figcaption){color:var(--smp-muted);text-align:center;margin:0}
.smp-scalp{display:block;width:min(17rem,100%);margin:.5rem auto 0;stroke-linecap:round;stroke-linejoin:round;
  -webkit-tap-highlight-color:transparent}
.smp-scalp *{fill:none;vector-effect:non-scaling-stroke;stroke-width:1.5px}
.smp-scalp .smp-outline{stroke:var(--smp-text);fill:var(--smp-surface)}
.smp-scalp .smp-zone{stroke:var(--smp-edge);stroke-dasharray:3 4;fill:transparent;cursor:pointer}
.smp-scalp .smp-mark{stroke:none;pointer-events:none}
.smp-scalp .smp-chosen .smp-zone{stroke:var(--smp-strong);stroke-width:2px;stroke-dasharray:none;
  fill:var(--smp-strong);fill-opacity:.22}
.smp-scalp .smp-chosen .smp-mark{stroke:var(--smp-strong);stroke-width:2.5px}
.smp-scalp .smp-whole *{pointer-events:none;stroke:none}
.smp-pad svg{display:block;width:100%;aspect-ratio:5/2;box-sizing:border-box;touch-action:none;cursor:crosshair;
  border:1px solid var(--smp-edge);border-bottom-width:3px;border-radius:.6rem;background:var(--smp-surface)}
.smp-pad polyline{fill:none;stroke:var(--smp-text);stroke-width:7;stroke-linecap:round;stroke-linejoin:round}
.smp-pad button{min-height:3rem;min-width:7rem;padding:0;background:none;border:0;
  cursor:pointer;color:var(--smp-strong);text-align:start;font:inherit;text-decoration:underline;text-underline-offset:.2em}
[data-testid=stTextInputRootElement],[data-testid=stNumberInputContainer],[data-testid=stSelectbox] [role=group],
[data-testid=stSelectbox] [data-baseweb=select]>div{min-height:3rem;background-color:var(--smp-surface)}
.stMain :is(input,textarea){background-color:transparent!important}
[data-testid=stTextAreaRootElement]{background-color:var(--smp-surface)}
[data-testid=stRadio],[data-testid=stRadioGroup],[data-testid=stRadioGroup]>div{width:100%;gap:.5rem}
[data-testid=stRadioOption],[data-testid=stCheckbox] label{min-height:var(--smp-tall,3rem);width:100%;
  padding-block:.6rem;padding-inline:.9rem var(--smp-room,.9rem);
  box-sizing:border-box;align-items:center;border:1px solid var(--smp-edge);border-radius:.6rem;margin:0;
  background:var(--smp-picture,none) right .75rem center/6.5rem auto no-repeat var(--smp-surface)}
[dir=rtl] :is([data-testid=stRadioOption],[data-testid=stCheckbox] label){background-position:left .75rem center}
[data-testid=stRadioOption]:has(input:checked),[data-testid=stCheckbox] label:has(input:checked){
  border-color:var(--smp-strong);
  box-shadow:inset 0 0 0 1px var(--smp-strong);background-color:var(--smp-tint)}
[data-testid=stRadioGroup][aria-orientation=horizontal]{flex-wrap:wrap}
[data-testid=stRadioGroup][aria-orientation=horizontal]>div{flex:1 1 auto;width:auto;min-width:0;display:flex}
[data-testid=stRadioOption]{display:flex;justify-content:center;flex-direction:column;align-items:flex-start}
[data-testid=stRadioOption] p,[data-testid=stCheckbox] p,.stButton p,
.stDownloadButton p,.stFormSubmitButton p{margin:0;font-size:1rem}
.stMain input,.stMain textarea,[data-testid=stSelectbox] *{font-size:1rem}
[data-testid=stWidgetLabel] p,[data-testid=stExpander] summary p{font-size:1rem}
[data-testid=stCheckbox],[data-testid=stElementContainer]:has(>[data-testid=stCheckbox]){width:100%}
[class*="-card-"]{border-color:var(--smp-line)!important;background:var(--smp-surface)}
[class*="-card-"] [data-testid=stExpander] details{border:none}
[class*="-card-"] [data-testid=stExpander] :is(summary,[data-testid=stExpanderDetails]){padding-inline:0}
[data-testid=stElementContainer]:has(>[data-testid=stCheckbox]) + :has(>[data-testid=stCheckbox]){margin-top:-.25rem}
[data-testid=stExpander] summary{min-height:3rem;align-items:center}
.stButton button,.stDownloadButton button,.stFormSubmitButton button,.stLinkButton a{min-height:3rem;min-width:7rem}
[data-testid=stFileUploader] button,[data-testid=stBaseButton-elementToolbar]{min-height:3rem;min-width:3rem}
.stLinkButton p{margin:0;font-size:1rem}
.smp-code{margin:0}
[data-testid=stCode] [data-testid=stElementToolbar]{opacity:1!important}
[data-testid=stTextInputRootElement] button{min-height:2.75rem;min-width:2.75rem}
[data-testid=stNumberInputStepDown],[data-testid=stNumberInputStepUp]{min-width:2.75rem}
[data-testid=stBaseButton-tertiary]{padding:0;min-width:2.75rem!important;justify-content:flex-start;text-decoration:underline;text-underline-offset:.2em}
.st-key-buttons{margin-top:1.5rem}
[class*="-row-"]{flex-wrap:nowrap!important;gap:.5rem}
[class*="-row-"]>[data-testid=stElementContainer]{flex:1 1 0;min-width:0!important}
.stMain input:focus-visible,.stMain textarea:focus-visible{outline:none!important}
[data-testid=stTextInputRootElement]:focus-within,[data-testid=stNumberInputContainer]:focus-within,
[data-testid=stTextAreaRootElement]:focus-within,[data-testid=stSelectbox] [role=group]:focus-within,
[data-testid=stRadioOption]:has(:focus-visible),[data-testid=stCheckbox] label:has(:focus-visible){
  outline:3px solid var(--smp-strong);outline-offset:2px}
.stMain :focus-visible:not(h1,input,textarea){outline:3px solid var(--smp-strong)!important;outline-offset:2px}
[dir=rtl] :is([data-testid=stTextInput] input,.smp-answers dd){unicode-bidi:plaintext;text-align:right}
@media (min-width:800px) and (min-height:1000px) and (orientation:portrait){html{font-size:22px}}
@media (prefers-color-scheme:dark){.smp-clinic img{background:#FFF;padding:.25rem}}
@media (max-width:22.5em){:root{--smp-side:6.5rem}
[data-testid=stRadioOption],[data-testid=stCheckbox] label{background-size:5rem auto}}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
"""


def style(primary: str) -> None:
    """Put the style sheet on the page; `primary` is the clinic's colour (#RRGGBB)."""
    st.html(_sheet(primary))


def wear(primary: str) -> None:
    """Give Streamlit's own widgets the clinic's colour; once, at start."""
    config.set_option("theme.light.primaryColor", primary)
    config.set_option("theme.light.linkColor", primary)
    config.set_option("theme.dark.primaryColor", in_the_dark(primary)[0])
    config.set_option("theme.dark.linkColor", in_the_dark(primary)[1])


def in_the_dark(primary: str) -> tuple[str, str]:
    """The clinic's colour on a dark page: to be written on in white, and to be read itself."""
    if primary == Clinic().primary_colour:
        return "#1B7A7A", "#7FC8C8"
    return lightened(primary, PAPER_IN_THE_DARK, 3.4), lightened(primary, PAPER_IN_THE_DARK, 8)


@cache
def _sheet(primary: str) -> str:
    filled, read = in_the_dark(primary)
    light = {**_LIGHT, "primary": primary, "strong": primary, "side": "8rem", "tint": mixed(primary, PAPER, 0.08)}
    dark = {**_DARK, "primary": filled, "strong": read, "tint": mixed(read, PAPER_IN_THE_DARK, 0.12)}
    tokens = f":root{{{_tokens(light)}}}\n@media (prefers-color-scheme:dark){{:root{{{_tokens(dark)}}}}}"
    return f"<style>{tokens}\n{_SHEET}</style>"


def _tokens(values: dict[str, str]) -> str:
    return ";".join(f"--smp-{name}:{value}" for name, value in values.items())
