"""Lets Streamlit's scripts be read by Safari before 16.4, which refuses a whole script for one look-behind in it.

A literal `/(?<!x)y/g` becomes an expression that tries the same pattern at run time and, where the browser has no
look-behind, goes without it. Every other browser computes exactly what it did before; on those phones a few words of
markdown are linked or split differently, and the form opens.
"""

import json
import re

# A regular expression literal stands where a value may begin. Inside [...] a slash does not end it.
_LITERAL = re.compile(
    r"(?<=[=(,:\[!&|?;{}])"
    r"/(?![*/])(?P<source>(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/(?P<flags>[dgimsuy]*)"
    r"(?=[,;)\].}])"
)
_LOOKBEHIND = re.compile(r"\(\?<[=!]")


def without_lookbehind(script: str) -> str:
    """`script` with every regular expression literal that holds a look-behind made at run time instead."""
    if not _LOOKBEHIND.search(script):
        return script
    return _LITERAL.sub(_at_run_time, script)


def _at_run_time(literal: re.Match[str]) -> str:
    source, flags = literal["source"], literal["flags"]
    plain = _drop_lookbehinds(source)
    if plain == source:
        return literal[0]
    arguments = [f"{json.dumps(pattern)},{json.dumps(flags)}" for pattern in (source, plain)]
    return "(()=>{{try{{return new RegExp({})}}catch{{return new RegExp({})}}}})()".format(*arguments)


def _drop_lookbehinds(source: str) -> str:
    """The pattern without its look-behind groups."""
    while found := _LOOKBEHIND.search(source):
        source = source[: found.start()] + source[_end_of_group(source, found.start()) :]
    return source


def _end_of_group(source: str, start: int) -> int:
    """The index just after the parenthesis that closes the group at `start`."""
    depth, in_class, at = 0, False, start
    while at < len(source):
        char = source[at]
        if char == "\\":
            at += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
            if depth == 0:
                return at + 1
        at += 1
    raise ValueError(f"a group in {source!r} is not closed")
