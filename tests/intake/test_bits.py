"""A bit of an int is a row of a column, on the way in and on the way out."""

import numpy as np
import pyarrow as pa
import pytest

from intake.bits import packed, read_bits, unpacked, write_bits

ROWS = [True, False, False, True, True, False, True, False, False, True, True]


@pytest.mark.parametrize("first", range(len(ROWS)))
def test_a_column_from_any_row_on_is_read_as_it_stands(first: int) -> None:
    column = pa.array(ROWS)[first:]
    assert [bool(read_bits(column) >> place & 1) for place in range(len(column))] == ROWS[first:]


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9, 11])
def test_what_is_written_is_read_again(rows: int) -> None:
    bits = packed(np.array(ROWS[:rows], np.bool_))
    assert read_bits(write_bits(bits, rows)) == bits
    assert unpacked(bits, rows).tolist() == ROWS[:rows]
    assert write_bits(bits, rows).to_pylist() == ROWS[:rows]
