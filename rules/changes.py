"""Which rules, questions or medicines differ between two versions of the content, as they were kept."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple


class Differing(NamedTuple):
    """The ids of what is new, gone, or not as it was."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def differing(part: str, before: bytes, after: bytes) -> Differing:
    """`part` is a name of rules.content.parts, beside settings; the bytes are as it gives them."""
    old, new = (dict(_items(part, json.loads(body))) for body in (before, after))
    return Differing(
        tuple(id_ for id_ in new if id_ not in old),
        tuple(id_ for id_ in old if id_ not in new),
        tuple(id_ for id_, item in new.items() if id_ in old and old[id_] != item),
    )


def _items(part: str, content: Any) -> Iterator[tuple[str, Any]]:
    """What has an id in a content; what surrounds it counts as one more item, under the content's own name."""
    match part:
        case "rulebook":
            yield from ((rule["id"], rule) for rule in content[0]["rules"])
            yield part, {name: value for name, value in content[0].items() if name != "rules"}
        case "questionnaire":
            for section in content[0]["sections"]:
                yield from ((question["id"], question) for question in section["questions"])
                yield section["id"], {name: value for name, value in section.items() if name != "questions"}
        case _:
            yield from ((row["id"], row) for row in content)
