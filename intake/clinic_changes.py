"""What differs between the settings of a clinic at two moments, setting by setting, as they were kept."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from intake.clinic import Clinic

Place = tuple[str, ...]
"""("letter_days",), ("retention", "drafts"), ("parameters", RULE, NUMBER), ("levels", RULE), ("switched_off", RULE),
("numbing_products", NAME)."""
PICTURES = ("logo",)
"""Settings whose value is nothing that anybody could read."""


class Difference(NamedTuple):
    """One setting that is not as it was; None where it was not set, or is no longer."""

    place: Place
    before: str | None
    after: str | None


def differences(before: bytes, after: bytes) -> list[Difference]:
    """What changed between two settings (bytes as rules.content.parts gives them), in the order of the settings.

    A setting that one of them does not know yet counts there as it is by default.
    """
    old, new = _settings(before), _settings(after)
    places = sorted(old.keys() | new.keys(), key=lambda place: (_ORDER.get(place[0], len(_ORDER)), place))
    return [Difference(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)]


_ORDER = {name: at for at, name in enumerate(Clinic.model_fields)}


def _settings(body: bytes) -> dict[Place, str]:
    kept: Mapping[str, Any] = json.loads(body)[0]
    found: dict[Place, str] = {}
    for name, default in Clinic().model_dump(mode="json", exclude_none=True).items():
        value = kept.get(name, default)
        both = isinstance(default, dict) and isinstance(value, dict)
        found |= _flat((name,), {**default, **value} if both else value)
    for name in kept.keys() - Clinic.model_fields.keys():
        found |= _flat((name,), kept[name])
    return found


def _flat(place: Place, value: Any) -> dict[Place, str]:
    return dict(_parts(place, value))


def _parts(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _parts((*place, name), one)
    elif place == ("switched_off",):
        yield from (((*place, rule), "yes") for rule in value)
    elif place == ("numbing_products",):
        yield from (((*place, one["name"]), ", ".join(one["ingredients"])) for one in value)
    elif isinstance(value, list):
        yield place, "; ".join(_line(one) for one in value)
    else:
        yield place, f"{value:g}" if isinstance(value, int | float) else str(value)


def _line(item: Any) -> str:
    return ", ".join(str(part) for part in item.values()) if isinstance(item, dict) else str(item)
