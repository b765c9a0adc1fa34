"""References can be read out, typed back, and not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.ref import ALPHABET, new_ref, parse_ref


def test_a_reference_has_no_letter_that_reads_as_another() -> None:
    assert not set("ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


def test_references_do_not_repeat() -> None:
    assert len({new_ref() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed", ["SMP-7K3M-9QX0", "smp-7k3m-9qx0", "7k3m9qx0", " SMP 7K3M 9QX0 ", "SMP-7K3M-9QXO", "smp7k3m9qxo"]
)
def test_a_reference_is_understood_however_it_is_typed(typed: str) -> None:
    assert parse_ref(typed) == "SMP-7K3M-9QX0"


def test_one_and_the_letters_like_it_are_the_same() -> None:
    assert parse_ref("IL1I-IL1L") == "SMP-1111-1111"


def test_a_reference_that_begins_like_the_prefix_keeps_its_signs() -> None:
    assert parse_ref("SMP-SMP0-0000") == parse_ref("SMP00000") == "SMP-SMP0-0000"


@given(st.text(ALPHABET, min_size=8, max_size=8))
def test_every_written_reference_reads_back_as_itself(signs: str) -> None:
    written = f"SMP-{signs[:4]}-{signs[4:]}"
    assert parse_ref(written) == written


@pytest.mark.parametrize("typed", ["", "SMP-7K3M", "SMP-7K3M-9QXAA", "SMP-UUUU-UUUU", "SMP-7K3M-9QX!", "ż" * 8])
def test_what_is_no_reference_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="looks like"):
        parse_ref(typed)
