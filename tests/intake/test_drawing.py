"""A drawn signature is read strictly: strokes of whole numbers on the sheet, and more than a dot."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.answers import Answer, IntakeError, read_answer
from intake.drawing import HEIGHT, LEAST_INK, MOST_POINTS, MOST_STROKES, WIDTH, Drawing, read_drawing
from intake.questionnaire import Question

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
LINE = [0, 0, LEAST_INK, 0]


def test_strokes_are_read_as_points() -> None:
    assert read_drawing([LINE, [5, 6, 7, 8, 9, 10]]) == Drawing((((0, 0), (150, 0)), ((5, 6), (7, 8), (9, 10))))


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "a name",
        {},
        [],
        [[]],
        [[1, 2]],
        [[0, 0, 149, 0]],
        [[0, 0, 59, 0] * 5],
        [[0, 0, 0, 0], [WIDTH, HEIGHT, WIDTH, HEIGHT]],
        [LINE, [1, 2, 3]],
        [LINE, "0123"],
        [LINE, [[0, 0], [1, 1]]],
        [LINE, [0, 0, True, 0]],
        [LINE, [0, 0, 1.5, 0]],
        [LINE, [0, 0, float("nan"), 0]],
        [LINE, [0, 0, -1, 0]],
        [LINE, [0, 0, 10**400, 0]],
        [LINE, [0, 0, WIDTH + 1, 0]],
        [LINE, [0, 0, 0, HEIGHT + 1]],
        [LINE] * (MOST_STROKES + 1),
        [[0, 0] * (MOST_POINTS + 1)],
    ],
)
def test_whatever_else_is_refused(raw: Any) -> None:
    with pytest.raises(ValueError, match=r"signature|stroke|point"):
        read_drawing(raw)


points = st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), min_size=2, max_size=30)


@given(st.lists(points, min_size=1, max_size=10))
def test_what_is_read_is_what_was_drawn(strokes: list[list[tuple[int, int]]]) -> None:
    raw = [[number for point in stroke for number in point] for stroke in strokes]
    try:
        read = read_drawing(raw)
    except ValueError:
        assert Drawing(tuple(map(tuple, strokes))).ink < LEAST_INK
    else:
        assert [list(stroke) for stroke in read.strokes] == strokes


SIGNATURE = Question(id="signature", type="signature", text="Sign")


def test_a_signature_may_be_drawn_and_nothing_else_may() -> None:
    drawn = {"drawn": [LINE]}
    assert read_answer(SIGNATURE, drawn, NOW, UTC) == Answer("answered", read_drawing([LINE]), drawn)
    with pytest.raises(IntakeError):
        read_answer(Question(id="note", type="text", text="A note"), drawn, NOW, UTC)


def test_a_drawing_that_is_no_signature_is_told_in_one_sentence() -> None:
    with pytest.raises(IntakeError) as refused:
        read_answer(SIGNATURE, {"drawn": []}, NOW, UTC)
    assert [fault.key for fault in refused.value.faults] == ["intake.error.drawing"]
