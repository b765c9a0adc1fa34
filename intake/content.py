"""Reads content (YAML) strictly: what is wrong is said with file, line and what is allowed, before anything runs."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)


class ContentError(Exception):
    """Content that may not be served; one line for each thing that is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class _Loader(yaml.CSafeLoader):
    """YAML in which `no`, `on` and 2026-05-01 stay words, and a key stands once."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
for _word in ("true", "false"):
    _Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(f"^{_word}$"), [_word[0]])


class Document:
    """One file: its value, and the line on which each part of it stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines: dict[tuple[Any, ...], int] = {}
        try:
            loader = _Loader(path.read_text(encoding="utf-8"))
            root = loader.get_single_node()
            self.value = {} if root is None else self._build(loader, root, ())
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ContentError([f"{path}:{line}: {error.problem}; this is not YAML that can be read"]) from None
        except OSError as error:
            raise ContentError([f"{path}: {error.strerror or error}"]) from None

    def _build(self, loader: Any, node: yaml.Node, place: tuple[Any, ...]) -> Any:
        self._lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            return [self._build(loader, item, (*place, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            value: dict[Any, Any] = {}
            for key_node, item in node.value:
                key = key_node.value
                if key in value:
                    raise ContentError([f"{self.path}:{key_node.start_mark.line + 1}: {key!r} stands here twice"])
                value[key] = self._build(loader, item, (*place, key))
                self._lines[(*place, key)] = key_node.start_mark.line + 1
            return value
        return loader.construct_object(node)

    def at(self, *place: Any) -> str:
        """Where a part stands, "file:line"; a part that is missing stands where its parent does."""
        steps = tuple(place)
        while steps and steps not in self._lines:
            steps = steps[:-1]
        return f"{self.path.name}:{self._lines.get(steps, 1)}"

    def fault(self, what: str, *place: Any) -> str:
        return f"{self.at(*place)}: {what}"

    def as_model(self, model: type[M], *place: Any) -> M:
        """The part at `place` as a model; raises ContentError."""
        value = self.value
        for step in place:
            value = value[step]
        try:
            return model.model_validate(value)
        except ValidationError as error:
            raise ContentError(self._plain(error, model, place)) from None

    def _plain(self, error: ValidationError, model: type[BaseModel], place: tuple[Any, ...]) -> list[str]:
        lines = []
        for one in error.errors(include_url=False):
            loc = tuple(step for step in one["loc"] if not (isinstance(step, str) and "[" in step))
            name = ".".join(str(step) for step in loc)
            what = one["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
            if one["type"] == "extra_forbidden":
                allowed = f"; allowed: {', '.join(sorted(model.model_fields))}" if len(loc) == 1 else ""
                what = f"no such key{allowed}"
            elif one["type"] == "missing":
                what = "is missing"
            elif not one["msg"].startswith("Value error"):
                what = f"{one['input']!r} does not fit; allowed: {what.replace('a valid boolean', 'true, false')}"
            lines.append(f"{self.at(*place, *self._existing(place, loc))}: {name}: {what}")
        return lines

    def _existing(self, place: tuple[Any, ...], loc: tuple[Any, ...]) -> tuple[Any, ...]:
        """The steps of a pydantic location that exist in the file: union tags of the model are no part of it."""
        found: tuple[Any, ...] = ()
        for step in loc:
            if (*place, *found, step) in self._lines:
                found = (*found, step)
        return found


def fingerprint(*values: BaseModel | Mapping[str, Any] | list[Any]) -> str:
    """sha256 (hex) of the canonical JSON of content."""
    return hashlib.sha256(body(*values)).hexdigest()


def body(*values: BaseModel | Mapping[str, Any] | list[Any]) -> bytes:
    """Content as it is kept: the bytes that its fingerprint is the hash of."""
    plain = [
        value.model_dump(mode="json", by_alias=True, exclude_none=True) if isinstance(value, BaseModel) else value
        for value in values
    ]
    return canonical(plain)


def canonical(value: Any) -> bytes:
    """JSON with one spelling for one value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
