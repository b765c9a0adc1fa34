"""Lets Streamlit's scripts be read by Safari before 16.4, which refuses a whole script for one static block in a class.

`static{this.type="item"}` becomes a static field whose value is worked out by the same statements, with the same
`this`; that is as old as Safari 14.1. The classes have one empty field more, and mean the same everywhere.
"""

import re

_BLOCK = re.compile(r"(?<=[{};])static\{")
_QUOTES = "'\"`"


def without_static_blocks(script: str) -> str:
    """`script` with every static block of a class made a static field. Raises ValueError where one does not end."""
    parts, at = [], 0
    for number, found in enumerate(_BLOCK.finditer(script)):
        if found.start() < at:
            continue  # inside the one before
        end = _end_of_block(script, found.end())
        # A field's value is worked out with the class as its `this`, and an arrow function takes it over.
        parts += [script[at : found.start()], f"static $smp{number}=(()=>{{{script[found.end() : end]}}})();"]
        at = end + 1
    return "".join([*parts, script[at:]])


def _end_of_block(script: str, at: int) -> int:
    """The index of the brace that closes the block whose first statement is at `at`."""
    depth, quote = 1, ""
    while at < len(script):
        char = script[at]
        if char == "\\":
            at += 1
        elif quote:
            quote = "" if char == quote else quote
        elif char in _QUOTES:
            quote = char
        elif char in "{}":
            depth += 1 if char == "{" else -1
            if depth == 0:
                return at
        at += 1
    raise ValueError("a static block of a class is not closed")
