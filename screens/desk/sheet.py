"""The style sheet of the desk, for laptops and tablets; it comes on top of that of the form, which does not load it."""

from functools import cache

import streamlit as st

from intake.shapes import SHAPES, drawn

_INKS = {"urgent": "urgent", "wait": "wait", "letter": "letter", "care": "care", "ask": "ask", "all_set": "ok"}

_SHEET = """
:root{--smp-letter:#5B3A86;--smp-letter-tint:#F3EDFA;--smp-paper:#FBFAF7}
@media (prefers-color-scheme:dark){:root{--smp-letter:#D7BDF5;--smp-letter-tint:#2A1C3D;--smp-paper:#16191A}}
[data-testid=stMainBlockContainer]:has(.smp-desk){max-width:72rem;padding:0 1.5rem 5rem}
html:has(.smp-desk){font-size:16px}
.st-key-smp-bar{align-items:center;flex-wrap:wrap;gap:0 1.75rem!important;border-bottom:1px solid var(--smp-line);
  padding:.25rem 0}
.st-key-smp-bar :is([data-testid=stElementContainer],[data-testid=stLayoutWrapper],.st-key-smp-nav,.st-key-smp-who){
  width:auto!important;flex:0 0 auto;min-width:0}
.st-key-smp-bar [data-testid=stLayoutWrapper]:has(.st-key-smp-nav){flex:1 1 auto}
.st-key-smp-bar [data-testid=stLayoutWrapper]:has(.st-key-smp-who){margin-inline-start:auto}
.st-key-smp-nav,.st-key-smp-who{flex-wrap:wrap;align-items:center;gap:0 1.25rem!important}
.st-key-smp-bar p{margin:0}
p.smp-desk{font-weight:650}
.st-key-smp-who{color:var(--smp-muted)}
.st-key-smp-nav :is(a,[data-testid=stPageLink] a){display:inline-flex;align-items:center;min-height:3rem;margin:0;
  box-sizing:border-box;border-bottom:3px solid transparent;border-top:3px solid transparent;
  background:none!important;color:var(--smp-strong)!important;font-weight:600;text-decoration:none;border-radius:0}
.st-key-smp-nav a:hover{border-bottom-color:var(--smp-edge)!important}
.st-key-smp-nav a.smp-here{color:var(--smp-text)!important;border-bottom-color:var(--smp-strong)}
[data-testid=stElementContainer]:has(>.stBidiComponent):not(:has(.smp-pad)){position:absolute}
[data-testid=stColumn] :first-child>[data-testid=stHtml] h2.smp-part{margin-top:0}
[data-testid=stForm] .stHorizontalBlock>[data-testid=stElementContainer]{flex:1 1 5.5rem;min-width:0}
[data-testid=stForm],[data-testid=stTextInput],[data-testid=stNumberInput],[data-testid=stSelectbox],.smp-intro,.smp-help,.smp-told,
.smp-errors,.smp-notice,.smp-card{max-width:42rem}
[data-testid=stButtonGroup] button{min-height:3rem}
[data-testid=stButtonGroup] p{font-size:1rem;color:var(--smp-text)}
.smp-shape{display:inline-block;flex:none;width:1.15em;height:1.15em;background:var(--smp-ink);
  -webkit-mask:var(--smp-drawn) center/contain no-repeat;mask:var(--smp-drawn) center/contain no-repeat;
  -webkit-print-color-adjust:exact;print-color-adjust:exact;forced-color-adjust:none}
@media (forced-colors:active){.smp-shape{background:CanvasText}}
.smp-badge{display:inline-flex;align-items:center;gap:.4em;padding:.15em .6em;border:1px solid;border-radius:.4rem;
  font-size:.875rem;font-weight:650;line-height:1.5;color:var(--smp-ink);background:var(--smp-ground)}
.smp-told{border:2px solid;border-radius:.6rem;padding:.75rem 1.25rem;margin:.25rem 0;
  color:var(--smp-ink);background:var(--smp-ground)}
.smp-told h2{display:flex;align-items:center;gap:.5rem;font-size:1.2rem;font-weight:650;padding:0;margin:0}
.smp-told p{margin:.25rem 0 0;color:var(--smp-text)}
.smp-person{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem 1rem;padding:.6rem 0;
  border-bottom:1px solid var(--smp-line);background:var(--smp-paper)}
.smp-person p,.smp-person h1.smp-title{margin:0}
.smp-person h1.smp-title{font-size:1.44rem;overflow-wrap:anywhere}
.smp-person-about{color:var(--smp-muted)}
.smp-person-line{flex:1 1 100%;font-weight:600}
[data-testid=stElementContainer]:has(.smp-person h1){position:sticky;top:0;z-index:5}
.stMain:has(.smp-person h1){scroll-padding-top:7rem}
.smp-person-line{min-width:0}
.smp-person-line>.smp-badge{margin:.25rem 0;margin-inline-end:.5rem;vertical-align:middle}
.smp-page-one .smp-told{max-width:none;padding:.5rem 1rem;margin:0 0 .5rem}
.smp-page-one .smp-told h2{font-size:1rem}
.smp-for{color:var(--smp-muted);font-weight:600;margin:0}
.smp-lines{margin:0;padding:0!important}
.smp-lines>div{display:grid;grid-template-columns:9rem 1fr;gap:0 1rem;padding:.25rem 0;
  border-top:1px solid var(--smp-line)}
.smp-lines>div:first-child{border-top:0}
.smp-lines dt{display:flex;align-items:flex-start;gap:.4rem;color:var(--smp-ink,var(--smp-muted));font-size:.875rem;
  font-weight:650;margin:0;padding:.1rem 0 0}
.smp-lines dt .smp-shape{margin-top:.15em}
.smp-lines dd{margin:0;overflow-wrap:anywhere}
.smp-lines dd div+div{margin-top:.15rem}
.smp-lines-wide>div{grid-template-columns:minmax(14rem,2fr) 3fr}
.smp-lines-wide dt{font-weight:400}
.smp-finding{max-width:none}
[data-testid=stRadioGroup][aria-orientation=horizontal]:has(>:nth-child(6)){align-items:stretch}
[data-testid=stRadioGroup][aria-orientation=horizontal]:has(>:nth-child(6)) [data-testid=stRadioOption]{height:100%}
[class*="-question-card-"] .stHorizontalBlock>[data-testid=stElementContainer]:first-child{flex:1 1 16rem}
[class*="-question-card-"] .smp-help{margin:0;max-width:none}
[class*="-paper-line-"]{border-top:1px solid var(--smp-line);padding:.25rem 0;gap:.5rem 1rem!important}
[class*="-paper-line-"]>[data-testid=stElementContainer]:first-child{flex:1 1 16rem}
.smp-sheet{display:block;width:100%;max-width:52rem;height:auto;margin:0 auto;border:1px solid var(--smp-edge)}
button.smp-print{min-height:3rem;min-width:7rem;padding:0 1rem;font:inherit;color:inherit;background:none;
  border:1px solid var(--smp-edge);border-radius:.6rem;cursor:pointer}
.smp-source a{display:inline-block;padding-block:.1rem;color:var(--smp-strong)!important}
.smp-finding>.smp-lines{margin-top:.5rem}
@media (max-width:640px){.smp-lines>div,.smp-lines-wide>div{grid-template-columns:1fr}}
.smp-facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.75rem 2rem;
  margin:.25rem 0;padding:0!important}
.smp-facts dt{color:var(--smp-muted);font-size:.875rem}
.smp-facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.smp-marks{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem}
.smp-marks .smp-help,.smp-close p{margin:0}
.smp-scroll{overflow-x:auto;max-width:100%}
.smp-scroll .smp-table{font-size:1rem}
.smp-scroll th,.smp-scroll td{overflow-wrap:normal;padding:.6rem 0;padding-inline-end:1.25rem}
.smp-scroll th{color:var(--smp-muted);font-size:.875rem;font-weight:600;white-space:nowrap}
.smp-scroll caption{text-align:start;color:var(--smp-muted);padding:0 0 .25rem;caption-side:top}
.smp-bars{margin:.5rem 0;padding:0}
.smp-bars figcaption{font-weight:600;margin:0 0 .5rem}
.smp-bars dl{margin:0;padding:0!important;display:grid;grid-template-columns:minmax(6rem,45%) 1fr;
  gap:.5rem 1rem;align-items:center}
.smp-bars dl div{display:contents}
.smp-bars dt{overflow-wrap:anywhere}
.smp-count{min-width:2.5em;text-align:end}
.smp-bars dd{display:flex;align-items:center;gap:.75rem;margin:0;font-weight:600;font-variant-numeric:tabular-nums}
.smp-measure{flex:1 1 auto}
.smp-measure span{display:block;height:.75rem;border-radius:.2rem;background:var(--smp-strong);
  -webkit-print-color-adjust:exact;print-color-adjust:exact}
.smp-timeline{list-style:none;margin:.25rem 0;padding:0!important;border-inline-start:2px solid var(--smp-line)}
.smp-timeline li{position:relative;margin:0;padding:0 0 1rem;padding-inline-start:1.25rem}
.smp-timeline li::before{content:"";position:absolute;inset-inline-start:-6px;top:.45rem;width:10px;height:10px;
  border-radius:50%;background:var(--smp-paper);border:2px solid var(--smp-strong);box-sizing:border-box}
.smp-timeline p{margin:0}
.smp-empty{color:var(--smp-muted);margin:.5rem 0;padding:1.5rem;border:1px dashed var(--smp-edge);border-radius:.6rem;
  text-align:center}
.st-key-queue-ask{align-items:flex-end}
.st-key-queue-ask>[data-testid=stElementContainer]{flex:0 1 17rem}
.st-key-queue-ask>[data-testid=stElementContainer]:has([data-testid=stDownloadButton],.smp-help){flex:0 1 auto;
  width:auto!important}
.st-key-queue-ask [data-testid=stDownloadButton],.st-key-queue-ask .smp-help{margin:0}
[class*="st-key-queue-row"]{align-items:flex-start;gap:.25rem 1.25rem!important;padding:.5rem 0 .5rem .75rem;
  border-bottom:1px solid var(--smp-line);border-left:4px solid transparent}
[class*="st-key-queue-row-urgent"]{border-left-color:var(--smp-urgent)}
[class*="st-key-queue-row"]>[data-testid=stElementContainer]{width:auto!important;min-width:0;flex:2 1 30rem}
[class*="st-key-queue-row"]>[data-testid=stElementContainer]:first-child{flex:0 0 7.5rem}
[class*="st-key-queue-row"]>[data-testid=stElementContainer]:has(button){flex:1 1 15rem}
[class*="st-key-queue-row"] :is([data-testid=stButton],button){width:100%}
[class*="st-key-queue-row"] button{align-items:flex-start;text-align:start}
[class*="st-key-queue-row"] button :is(div,span,p){white-space:normal;overflow:visible;justify-content:flex-start;
  text-align:start}
[class*="st-key-queue-row"] button p{font-weight:650;overflow-wrap:anywhere}
.smp-badges{display:flex;flex-direction:column;align-items:flex-start;gap:.25rem}
.smp-row{display:grid;grid-template-columns:minmax(9rem,2fr) minmax(14rem,3fr);gap:.25rem 1.25rem}
.smp-row p{margin:0}
.smp-row p + p{color:var(--smp-muted)}
.smp-row p:first-child{font-weight:600}
.st-key-queue-pages{align-items:center;gap:1rem!important;margin-top:1rem}
.st-key-queue-pages>[data-testid=stElementContainer]{width:auto!important}
.st-key-queue-pages p{margin:0}
.st-key-late{gap:.5rem 1rem!important;margin:.5rem 0 0;padding:.6rem 1rem;border-radius:.4rem;
  border:2px solid var(--smp-urgent);background:var(--smp-urgent-tint)}
.st-key-late>[data-testid=stElementContainer]:first-child{flex:1 1 16rem;min-width:0}
.st-key-late>[data-testid=stElementContainer]:has(button){flex:0 0 auto;width:auto!important}
.smp-late{display:flex;align-items:center;gap:.5rem;margin:0;font-weight:650;color:var(--smp-ink)}
@media print{
@page{margin:15mm}
.stApp{background:#FFF!important;color:#1E2426!important}
.st-key-smp-bar,.stButton,.stDownloadButton,[data-testid=stForm],[data-testid=stTextInput],
[data-testid=stSelectbox],[data-testid=stFileUploader]{display:none!important}
[data-testid=stMainBlockContainer]:has(.smp-desk){max-width:none;padding:0}
[data-testid=stElementContainer]:has(.smp-person h1){position:static}
.smp-scroll{overflow:visible}
.smp-told,.smp-card,.smp-person,tr,li{break-inside:avoid}
html.smp-print-sheets :is([data-testid=stElementContainer]:not(:has(.smp-sheet)),summary){display:none!important}
html.smp-print-sheets .smp-sheet{width:100%;max-width:none;border:0;break-after:page}
}
"""


def sheet() -> None:
    """Put the desk's style sheet on the page."""
    st.html(whole())


@cache
def whole() -> str:
    return f"<style>{''.join(map(_meaning, SHAPES))}{_SHEET}</style>"


def _meaning(meaning: str) -> str:
    ink = _INKS[meaning]
    return (
        f".smp-is-{meaning}{{--smp-ink:var(--smp-{ink});--smp-ground:var(--smp-{ink}-tint)}}\n"
        f".smp-shape-{meaning}{{--smp-drawn:{drawn(meaning)}}}\n"
    )
