"""A value has one byte form, whatever way it came."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from records.canonical import canonical
from records.errors import NotKeepable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_without_spaces_in_utf_8() -> None:
    assert canonical({"b": [1, 2.5, None], "a": "ż"}) == '{"a":"ż","b":[1,2.5,null]}'.encode()


@given(JSON)
def test_a_value_read_back_has_the_same_form(value: JsonValue) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": "\ud800"}])
def test_what_json_cannot_say_is_refused_without_quoting_it(value: JsonValue) -> None:
    with pytest.raises(NotKeepable, match=r"^This value has no exact JSON form\.$") as caught:
        canonical(value)
    assert caught.value.__suppress_context__
