"""A visitor gets the language asked for, else the one used before, else the browser's, else the clinic's own."""

import pytest

from web.language import chosen_language

OURS = ["en", "pl", "pt_BR"]


@pytest.mark.parametrize(
    ("asked", "before", "accept", "chosen"),
    [
        (None, None, "", "en"),
        ("pl", "pt_BR", "en", "pl"),
        (None, "pl", "en", "pl"),
        (None, None, "pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        (None, None, "de,en;q=0.5,pl;q=0.9", "pl"),
        (None, None, "pt-BR", "pt_BR"),
        (None, None, "en-US", "en"),
        ("xx", None, "pl", "pl"),
        ("../../etc", "<script>", "de", "en"),
        (None, None, "pl;q=0", "en"),
        (None, None, "pl;q=often,,;q=,en", "en"),
        ("", "", "*", "en"),
    ],
)
def test_the_choice(asked: str | None, before: str | None, accept: str, chosen: str) -> None:
    assert chosen_language(OURS, asked, before, accept) == chosen
