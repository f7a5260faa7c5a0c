"""When the shelf says something else: what serves goes on until the other is loaded, and whatever goes wrong."""

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from bot.model_file import ModelMissingError
from bot.shelf import CURRENT, Chosen, write_pointer
from bot.switching import Switching
from tests.bot.test_shelf import put_on


class Loading:
    """Agents are the content of their file; the names in `bad` cannot be loaded."""

    def __init__(self) -> None:
        self.bad: set[str] = set()
        self.asked: list[str] = []
        self.may_end = threading.Event()
        self.may_end.set()

    def __call__(self, model: Chosen) -> str:
        self.asked.append(model.path.parent.name)
        assert self.may_end.wait(5)
        if model.path.parent.name in self.bad:
            raise ModelMissingError("model_other", model.path, "KeyError")
        return model.path.read_text()


@pytest.fixture
def loading() -> Loading:
    return Loading()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    write_pointer(tmp_path, put_on(tmp_path, "p-1", b"one"))
    return tmp_path


async def test_a_published_model_takes_the_place(shelf: Path, loading: Loading):
    switching = Switching(shelf, loading)
    assert switching.agent == "one"
    write_pointer(shelf, put_on(shelf, "p-2", b"two"))
    await switching.look()
    assert switching.agent == "two"
    assert switching.serving.path.parent.name == "p-2"


async def test_nothing_is_loaded_again_while_nothing_is_published(shelf: Path, loading: Loading):
    switching = Switching(shelf, loading)
    for _ in range(3):
        await switching.look()
    assert loading.asked == ["p-1"]


async def test_the_old_one_serves_while_the_new_one_is_being_loaded(shelf: Path, loading: Loading):
    switching = Switching(shelf, loading)
    write_pointer(shelf, put_on(shelf, "p-2", b"two"))
    loading.may_end.clear()
    looking = asyncio.ensure_future(switching.look())
    while loading.asked != ["p-1", "p-2"]:  # noqa: ASYNC110 (another thread says it)
        await asyncio.sleep(0.01)  # the loop is free: loading does not hold it
    assert switching.agent == "one"
    loading.may_end.set()
    await looking
    assert switching.agent == "two"


async def test_a_model_that_cannot_be_loaded_is_said_once_and_changes_nothing(
    shelf: Path, loading: Loading, caplog: pytest.LogCaptureFixture
):
    switching = Switching(shelf, loading)
    loading.bad = {"p-2"}
    write_pointer(shelf, put_on(shelf, "p-2", b"two"))
    with caplog.at_level(logging.INFO, "parlons_en.rasa"):
        for _ in range(3):
            await switching.look()
    assert switching.agent == "one"
    assert [line.getMessage().split(" model=")[0] for line in caplog.records] == ["model not changed"]
    assert "kind=model_other" in caplog.text


async def test_after_one_that_failed_the_next_one_is_served(shelf: Path, loading: Loading):
    switching = Switching(shelf, loading)
    loading.bad = {"p-2"}
    for publication, content in (("p-2", b"two"), ("p-3", b"three")):
        write_pointer(shelf, put_on(shelf, publication, content))
        await switching.look()
    assert switching.agent == "three"


async def test_going_back_to_the_one_that_serves_loads_nothing(shelf: Path, loading: Loading):
    pointer = (shelf / CURRENT).read_bytes()
    switching = Switching(shelf, loading)
    loading.bad = {"p-2"}
    write_pointer(shelf, put_on(shelf, "p-2", b"two"))
    await switching.look()
    (shelf / CURRENT).write_bytes(pointer)
    await switching.look()
    assert loading.asked == ["p-1", "p-2"]
    assert switching.agent == "one"


@pytest.mark.parametrize("harm", ["gone", "torn"])
async def test_a_pointer_that_is_lost_changes_nothing_and_is_followed_again(shelf: Path, loading: Loading, harm: str):
    switching = Switching(shelf, loading)
    (shelf / CURRENT).unlink() if harm == "gone" else (shelf / CURRENT).write_bytes(b"p-1 ")
    await switching.look()
    assert switching.agent == "one"
    write_pointer(shelf, put_on(shelf, "p-2", b"two"))
    await switching.look()
    assert switching.agent == "two"


def test_without_anything_to_serve_it_does_not_start(tmp_path: Path, loading: Loading):
    with pytest.raises(ModelMissingError, match="content publish"):
        Switching(tmp_path, loading)


async def test_a_file_of_its_own_is_not_looked_at_again(tmp_path: Path, loading: Loading):
    put_on(tmp_path, "p-1", b"one")
    switching = Switching(tmp_path / "p-1" / "model.tar.gz", loading)
    await asyncio.wait_for(switching.look_for_ever(), 1)
    assert switching.agent == "one"
