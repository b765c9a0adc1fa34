"""What somebody at the desk has typed into one part of a page and has not kept yet.

Streamlit forgets a field that is not drawn for one run, and a record's other fields begin anew with each note about it.
A decision takes longer to write than that: what is held here lasts until it is kept, as long as the tab does.
"""

from typing import Any, TypeVar

import streamlit as st

Value = TypeVar("Value")
_ROUND = "round"


class Held:
    """The fields of one part of what is done about one record or visit; names are the caller's."""

    def __init__(self, whose: str, part: str) -> None:
        self._place = f"{whose}.{part}"
        self._values: dict[str, Any] = st.session_state.setdefault("held", {}).setdefault(self._place, {_ROUND: 0})

    def key(self, name: str) -> str:
        """The key of a field, to be drawn now: it begins with what it held last. Give it no value of its own."""
        key = f"{self._place}.{self._values[_ROUND]}.{name}"
        if key not in st.session_state and self._values.get(name) is not None:
            st.session_state[key] = self._values[name]
        return key

    def keep(self, name: str, value: Value) -> Value:
        """Remember what a field holds now."""
        self._values[name] = value
        return value

    def offer(self, name: str, value: Any) -> None:
        """What a field begins with that nobody has touched."""
        self._values.setdefault(name, value)

    def get(self, name: str) -> Any:
        return self._values.get(name)

    def clear(self) -> None:
        """It was kept: every field begins anew."""
        st.session_state["held"][self._place] = {_ROUND: self._values[_ROUND] + 1}
