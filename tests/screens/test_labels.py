"""A widget's label reads as it was typed, and as its name it is spoken without what only keeps markdown away."""

import pytest

from screens.text import plain

AS_THEY_ARE = ["Signed in with: Keycloak", "at 14:00 and 15:00", "snake_case", "Q & A", "Bo (helper)", "£5", "2.5 mg"]
ESCAPED = {
    "*bold*": r"\*bold\*",
    "_it_": r"\_it\_",
    "__x__": r"\_\_x\_\_",
    "[a](b)": r"\[a\](b)",
    "`code`": r"\`code\`",
    "<b>": r"\<b>",
    "# head": r"\# head",
    "- item": r"\- item",
    "1. first": r"1\. first",
    "$x$": r"\$x\$",
    "a\\b": r"a\\b",
    "&lt;": r"\&lt;",
}
PARTED = ["a:b", ":red", ":smile:", ":100:", ":+1:", ":material/home:", "http://x.org", "www.x.org", "a@x.org", "::b"]
UNSEEN = "\u2060"


@pytest.mark.parametrize("label", AS_THEY_ARE)
def test_what_markdown_would_not_read_stays_as_it_is(label: str) -> None:
    assert plain(label) == label


@pytest.mark.parametrize("label", ESCAPED)
def test_what_markdown_would_read_is_escaped(label: str) -> None:
    assert plain(label) == ESCAPED[label]


@pytest.mark.parametrize("label", PARTED)
def test_pictures_and_addresses_are_parted_unseen(label: str) -> None:
    assert UNSEEN in plain(label)
    assert plain(label).replace(UNSEEN, "") == label
