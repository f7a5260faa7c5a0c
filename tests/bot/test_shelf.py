"""What a shelf says: the published model, or a refusal in French; never half of a pointer."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model_file import ModelMissingError, verified, write_checksum, written_checksum
from bot.shelf import CURRENT, Chosen, Pointer, chosen, model_of, read_pointer, write_pointer

LINE = "c" * 64


def put_on(shelf: Path, publication: str, content: bytes) -> Pointer:
    model = model_of(shelf, publication)
    model.parent.mkdir(parents=True)
    model.write_bytes(content)
    write_checksum(model)
    return Pointer(publication, written_checksum(model), LINE)


def refusal(model: Path) -> str:
    with pytest.raises(ModelMissingError) as refused:
        chosen(model)
    return refused.value.code


def test_a_file_is_chosen_as_it_is(tmp_path: Path):
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"any")
    write_checksum(model)
    assert chosen(model) == Chosen(model, written_checksum(model))


def test_of_a_shelf_what_the_pointer_names_is_chosen(tmp_path: Path):
    first, second = put_on(tmp_path, "p-1", b"one"), put_on(tmp_path, "p-2", b"two")
    for pointer in (first, second, first):
        write_pointer(tmp_path, pointer)
        assert read_pointer(tmp_path) == pointer
        assert chosen(tmp_path) == Chosen(model_of(tmp_path, pointer.publication), pointer.model)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [CURRENT]


def test_a_shelf_on_which_nothing_was_published_says_how_to(tmp_path: Path):
    assert read_pointer(tmp_path) is None
    assert refusal(tmp_path) == "shelf_empty"


@settings(deadline=None)  # each example writes a folder
@given(written=st.binary(max_size=200))
def test_what_is_no_pointer_is_a_refusal(written: bytes, tmp_path_factory: pytest.TempPathFactory):
    shelf = tmp_path_factory.mktemp("shelf")
    (shelf / CURRENT).write_bytes(written)
    assert refusal(shelf) == "shelf_unreadable"


@pytest.mark.parametrize("publication", ["..", "../other", "/etc", "", "P-1", "p.1"])
def test_a_pointer_leads_nowhere_outside_the_shelf(tmp_path: Path, publication: str):
    write_pointer(tmp_path, Pointer(publication, "a" * 64, LINE))
    assert refusal(tmp_path) == "shelf_unreadable"


def test_a_model_exchanged_together_with_its_checksum_is_not_the_published_one(tmp_path: Path):
    pointer = put_on(tmp_path, "p-1", b"one")
    model = model_of(tmp_path, "p-1")
    model.write_bytes(b"another")
    write_checksum(model)
    with pytest.raises(ModelMissingError) as refused, verified(model, pointer.model):
        pytest.fail("the model was handed over")
    assert refused.value.code == "not_the_published"


def test_a_pointer_that_could_not_be_written_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = put_on(tmp_path, "p-1", b"one")
    write_pointer(tmp_path, before)

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_pointer(tmp_path, put_on(tmp_path, "p-2", b"two"))
    assert read_pointer(tmp_path) == before
