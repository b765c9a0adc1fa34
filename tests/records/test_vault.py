"""What is sealed opens with its key, at its place, and not otherwise."""

import pytest

from records.errors import Tampered
from records.vault import KEY_BYTES, Vault

VAULT = Vault(b"m" * KEY_BYTES, b"s" * KEY_BYTES)


def test_what_was_sealed_opens_again_at_its_place() -> None:
    box, wrapped = VAULT.new_box("drafts/1")
    sealed = box.seal("żółw".encode(), "drafts/1/content")
    assert VAULT.box(wrapped, "drafts/1").open(sealed, "drafts/1/content").decode() == "żółw"


def test_the_same_text_never_looks_the_same_twice() -> None:
    box, _ = VAULT.new_box("drafts/1")
    assert box.seal(b"yes", "drafts/1/content") != box.seal(b"yes", "drafts/1/content")


def test_every_row_has_a_data_key_of_its_own() -> None:
    first, _ = VAULT.new_box("drafts/1")
    second, _ = VAULT.new_box("drafts/1")
    with pytest.raises(Tampered):
        second.open(first.seal(b"yes", "drafts/1/content"), "drafts/1/content")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    box, _ = VAULT.new_box("records/1")
    with pytest.raises(Tampered, match="records/1/identity"):
        box.open(box.seal(b"yes", "records/1/body"), "records/1/identity")


def test_a_key_moved_to_another_row_does_not_open() -> None:
    _, wrapped = VAULT.new_box("records/1")
    with pytest.raises(Tampered, match="records/2"):
        VAULT.box(wrapped, "records/2")


def test_another_master_key_opens_nothing() -> None:
    _, wrapped = VAULT.new_box("records/1")
    with pytest.raises(Tampered):
        Vault(b"n" * KEY_BYTES, b"s" * KEY_BYTES).box(wrapped, "records/1")


def test_no_single_byte_can_be_changed_unnoticed() -> None:
    box, _ = VAULT.new_box("records/1")
    sealed = box.seal(b"yes", "records/1/body")
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(Tampered):
            box.open(changed, "records/1/body")


@pytest.mark.parametrize("length", [0, 1, 12, 13, 20])
def test_a_cut_off_value_is_told_apart_from_an_empty_one(length: int) -> None:
    box, _ = VAULT.new_box("records/1")
    with pytest.raises(Tampered):
        box.open(box.seal(b"", "records/1/body")[:length], "records/1/body")


def test_a_master_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short", b"s" * KEY_BYTES)


def test_a_keyed_hash_depends_on_secret_purpose_and_value() -> None:
    other = Vault(b"m" * KEY_BYTES, b"t" * KEY_BYTES)
    hashes = [VAULT.keyed("name", b"ana"), VAULT.keyed("login", b"ana"), VAULT.keyed("name", b"ann")]
    assert len({*hashes, other.keyed("name", b"ana")}) == 4


def test_a_keyed_hash_outlives_a_change_of_the_master_key() -> None:
    changed = Vault(b"n" * KEY_BYTES, b"s" * KEY_BYTES)
    assert changed.keyed("name", b"ana") == VAULT.keyed("name", b"ana")
