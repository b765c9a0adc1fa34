"""WeasyPrint: HTML and CSS to PDF/UA-1."""

from collections.abc import Callable, Iterator
from html import escape
from importlib import import_module
from urllib.parse import quote

from benchmarks.paper import DRAWING, Card, Heading, Lines, Table, parts
from reports.model import Report
from reports.theme import FONTS

weasyprint = import_module("weasyprint")  # brings no types

WHAT = "pdf/ua-1"
STYLE = """
@font-face { font-family: Noto; src: url("NotoSans-Regular.ttf") }
@font-face { font-family: Noto; font-weight: bold; src: url("NotoSans-Bold.ttf") }
@page { size: A4; margin: 10mm 17mm 17mm; @bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 9.5pt/13pt Noto; color: #1E2426 } h2 { font-size: 11.5pt; color: #0F5C5C; margin: 10pt 0 4pt }
p { margin: 0 } div { background: #FFF1DC; border-left: 2.5pt solid #7A3E00; padding: 6pt 9pt; margin-bottom: 6pt;
break-inside: avoid } table { width: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 10.6pt }
th, td { width: 50%; text-align: left; font-weight: normal; vertical-align: top; border-bottom: 0.3pt solid #C9CFD1;
padding: 1.5pt 0 3pt }
"""


def maker(_report: Report) -> Callable[[Report], bytes]:
    """The fonts are read once, as a program that keeps running would."""
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=STYLE, font_config=fonts, base_url=FONTS.as_uri() + "/")

    def make(report: Report) -> bytes:
        document = weasyprint.HTML(string="".join(_html(report)))
        made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        return made

    return make


def _html(report: Report) -> Iterator[str]:
    yield f'<html lang="en"><title>Consultation report {report.ref}</title><h1>Consultation report {report.ref}</h1>'
    yield f'<img alt="Scalp" src="data:image/svg+xml,{quote(DRAWING)}">'
    for part in parts(report):
        match part:
            case Heading(text):
                yield f"<h2>{escape(text)}</h2>"
            case Card((first, *rest)):
                yield f"<div><p><b>{escape(first)}</b></p>{_paragraphs(rest)}</div>"
            case Lines(lines):
                yield _paragraphs(lines)
            case Table(rows):
                cells = (f"<tr><th scope=row>{escape(left)}</th><td>{escape(right)}</td></tr>" for left, right in rows)
                yield f"<table>{''.join(cells)}</table>"


def _paragraphs(lines: list[str] | tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
