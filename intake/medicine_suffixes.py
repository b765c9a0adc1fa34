"""What a word behind the brand of a statin adds to it, in India: "Rozavel Gold" holds aspirin and clopidogrel too."""

from collections.abc import Iterable, Iterator

from intake.medicine_rows import Medicine

STATINS = frozenset({"atorvastatin", "rosuvastatin"})
ADDED = {
    "Gold": frozenset({"aspirin", "clopidogrel"}),
    "CV": frozenset({"clopidogrel"}),
    "Clopi": frozenset({"clopidogrel"}),
    "ASP": frozenset({"aspirin"}),
}


def extended(rows: Iterable[Medicine]) -> Iterator[tuple[str, Medicine]]:
    """Every name of a statin with every such word, and the medicine that it then is."""
    all_ = {frozenset(row.ingredients): row for row in rows}
    for statin in STATINS:
        plain = all_.get(frozenset({statin}))
        if plain is None:
            continue
        for word, added in ADDED.items():
            whole = all_.get(added | {statin})
            if whole:
                for name in (plain.name, *plain.brand_names, *plain.listed_names):
                    if name.isascii():
                        yield f"{name} {word}", whole
