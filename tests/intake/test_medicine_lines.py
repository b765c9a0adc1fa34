"""What clients type, line by line: thinners are caught, harmless lines are left in peace.

`make bench` scores the half that nothing was tuned on and prints every miss."""

from intake.medicine_text import tokens
from intake.medicines import load
from tests.intake.medicine_lines import Line, read_lines

CATALOGUE = load()
TUNED = [line for line in read_lines() if line.split != "scored"]


def answered(line: Line) -> str:
    return CATALOGUE.match(line.text).thins_blood


def test_there_are_300_thinners_and_300_harmless_lines_at_least_in_twelve_languages() -> None:
    lines = read_lines()
    thinners = sum(line.thins != "no" for line in lines)
    assert thinners >= 300
    assert len(lines) - thinners >= 300
    assert len({line.lang for line in lines}) >= 12
    assert len({line.text for line in lines}) == len(lines)


def test_no_line_and_no_origin_of_the_scored_half_was_ever_tuned_on() -> None:
    halves = [[line for line in read_lines() if (line.split == "scored") == scored] for scored in (True, False)]
    texts = [{tokens(line.text) for line in half} for half in halves]
    assert not texts[0] & texts[1]
    assert not {line.origin for line in halves[0]} & {line.origin for line in halves[1]}


def test_no_thinner_of_any_line_is_ever_answered_no() -> None:
    assert [line.text for line in read_lines() if line.thins != "no" and answered(line) == "no"] == []


def test_99_in_100_thinners_are_caught() -> None:
    missed = [line.text for line in TUNED if line.thins == "yes" and answered(line) != "yes"]
    assert len(missed) * 100 <= sum(line.thins == "yes" for line in TUNED), missed


def test_at_most_1_in_100_harmless_lines_is_flagged() -> None:
    flagged = [line.text for line in TUNED if line.thins == "no" and answered(line) == "yes"]
    assert len(flagged) * 100 <= sum(line.thins == "no" for line in TUNED), flagged
