"""Dates read as people of each language write them."""

from datetime import datetime

import pytest

from intake.language import load_language

MOMENT = datetime(2026, 12, 4, 14, 5)  # noqa: DTZ001 - a wall clock


@pytest.mark.parametrize(
    ("code", "long", "short", "moment"),
    [
        ("en", "Friday 4 December 2026", "4 Dec 2026", "Fri 4 Dec, 14:05"),
        ("de", "Freitag, 4. Dezember 2026", "4. Dez. 2026", "Fr., 4. Dez., 14:05"),
        ("es", "viernes, 4 de diciembre de 2026", "4 dic 2026", "vie, 4 dic, 14:05"),
        ("fr", "vendredi 4 décembre 2026", "4 déc. 2026", "ven. 4 déc., 14:05"),
        ("ar", "الجمعة، 4 ديسمبر 2026", "4 ديسمبر 2026", "الجمعة، 4 ديسمبر، 14:05"),
    ],
)
def test_a_date_is_written_as_its_language_does(code: str, long: str, short: str, moment: str) -> None:
    language = load_language(code)
    assert language.date(MOMENT.date()) == long
    assert language.short_date(MOMENT.date()) == short
    assert language.short_moment(MOMENT) == moment
