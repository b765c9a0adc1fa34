"""Rails and columns: a bit of an int is a row of a column, the first row the lowest bit, as Arrow keeps booleans."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def packed(mask: Mask) -> int:
    """The rows that are true, as an int."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def unpacked(bits: int, rows: int) -> Mask:
    """The other way round."""
    kept = np.frombuffer(bits.to_bytes(-(-rows // 8), "little"), np.uint8)
    return np.unpackbits(kept, count=rows, bitorder="little").view(np.bool_)


def read_bits(column: pa.BooleanArray) -> int:
    """A column of booleans without nulls as an int; the bytes that Arrow keeps are its bytes."""
    if column.offset % 8:
        return packed(column.to_numpy(zero_copy_only=False))
    first = column.offset // 8
    kept = memoryview(column.buffers()[1])[first : first + -(-len(column) // 8)]
    bits = int.from_bytes(kept, "little")
    # Behind the last row stands whatever was there.
    return bits & ((1 << len(column)) - 1) if len(column) % 8 else bits


def write_bits(bits: int, rows: int) -> pa.BooleanArray:
    """An int as a column of booleans."""
    kept = pa.py_buffer(bits.to_bytes(-(-rows // 8), "little"))
    return pa.BooleanArray.from_buffers(pa.bool_(), rows, [None, kept])
