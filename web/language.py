"""Which of the clinic's languages a visitor gets: the one asked for, else the one used before, else the browser's."""

from collections.abc import Sequence


def chosen_language(languages: Sequence[str], asked: str | None, before: str | None, accept: str) -> str:
    """One of `languages` (codes such as "en", "pt_BR"; the first is the clinic's own).

    `asked` is what a link says, `before` what a cookie says, `accept` the Accept-Language header; each may be nonsense.
    """
    known = {_plain(code): code for code in languages}
    for tag in (asked, before, *_preferred(accept)):
        if not tag:
            continue
        exact = known.get(_plain(tag))
        nearest = exact or known.get(_plain(tag).partition("-")[0])
        if nearest:
            return nearest
    return languages[0]


def _plain(code: str) -> str:
    return code.strip().replace("_", "-").lower()


def _preferred(accept: str) -> list[str]:
    """The tags of an Accept-Language header, most wanted first."""
    weighed = []
    for part in accept[:200].split(","):
        tag, _, weight = part.partition(";q=")
        try:
            weighed.append((float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]
