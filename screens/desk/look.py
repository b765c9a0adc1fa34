"""How the desk draws what it tells: pure functions from texts to HTML, for `show`.

A cell, value or line is a text, which is escaped, or Html made by `tag` or by one of these.
"""

from collections.abc import Iterable, Sequence
from html import escape

from reports.model import Meaning
from screens.text import Html, joined, safe, tag


def shape(meaning: Meaning) -> Html:
    """The sign of a meaning (visual language) in its colour; the word must stand beside it."""
    return Html(f'<span class="smp-shape smp-shape-{meaning} smp-is-{meaning}" aria-hidden="true"></span>')


def badge(meaning: Meaning, word: str) -> Html:
    """A short word with its shape, on its tint: the same meaning by three ways."""
    return tag("span", joined(shape(meaning), tag("span", word)), f"smp-badge smp-is-{meaning}")


def box(meaning: Meaning, word: str, *lines: str) -> Html:
    """A heading with its shape and what there is to say, in a frame: for what must not be overlooked."""
    head = tag("h2", joined(shape(meaning), tag("span", word)))
    return tag("section", joined(head, *(tag("p", line) for line in lines)), f"smp-told smp-is-{meaning}")


def person_bar(name: str, birth_date: str, age: str, ref: str, line: str = "", *, title: bool = False) -> Html:
    """Whom this is about, to stand beside every action.

    As the `title` it holds the page's h1 and stays in sight when the page is scrolled.
    """
    about = " · ".join(filter(None, (birth_date, age, ref)))
    who = tag("h1", name, "smp-title") if title else tag("p", name, "smp-name")
    told = tag("p", line, "smp-person-line") if line else ""
    return tag("div", joined(who, tag("p", about, "smp-person-about"), told), "smp-person")


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """What something is called, and what it is; side by side where there is room."""
    return tag(
        "dl", joined(*(tag("div", joined(tag("dt", name), tag("dd", fact))) for name, fact in pairs)), "smp-facts"
    )


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Rows under their columns. Where it is too wide it is scrolled by itself, by keys too."""
    head = joined(*(Html(f'<th scope="col">{safe(column)}</th>') for column in columns))
    body = joined(*(tag("tr", joined(*(tag("td", cell) for cell in row))) for row in rows))
    whole = joined(tag("caption", caption), tag("thead", tag("tr", head)), tag("tbody", body))
    region = f'<div class="smp-scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
    return Html(f"{region}{tag('table', whole, 'smp-table')}</div>")


def bars(title: str, rows: Iterable[tuple[str, int]]) -> Html:
    """Counts (0 or more), each as a number and as a bar; the longest bar is the greatest count."""
    counted = list(rows)
    most = max((count for _, count in counted), default=0) or 1
    lines = joined(*(_bar(name, count, 100 * count / most) for name, count in counted))
    return tag("figure", joined(tag("figcaption", title), tag("dl", lines)), "smp-bars")


def _bar(name: str, count: int, percent: float) -> Html:
    drawn = Html(f'<span class="smp-measure" aria-hidden="true"><span style="width:{percent:.1f}%"></span></span>')
    return tag("div", joined(tag("dt", name), tag("dd", joined(tag("span", str(count), "smp-count"), drawn))))


def timeline(rows: Iterable[tuple[str, str, str]]) -> Html:
    """What happened: (when, who, what), in the order given; who may be ""."""
    return tag("ol", joined(*(_happening(*row) for row in rows)), "smp-timeline")


def _happening(when: str, who: str, what: str) -> Html:
    by = tag("p", who, "smp-help") if who else ""
    return tag("li", joined(tag("p", when, "smp-help"), tag("p", what), by))


def empty(text: str) -> Html:
    """That there is nothing, and what that means."""
    return tag("p", text, "smp-empty")
