from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.database import open_database
from tests.administration.emulated_school import GROUP, Scene, running_emulator
from tests.administration.setting_up import PUPILS, lent
from tests.databases import ready_database_for


@pytest.fixture(scope="session")
def emulator_url() -> Iterator[str]:
    with running_emulator() as url:
        yield url


@pytest.fixture
def scene(emulator_url: str, tmp_path: Path) -> Iterator[Scene]:
    database = open_database(ready_database_for(tmp_path / "parlons-en.db"))
    scene = Scene(emulator_url, tmp_path, database)
    scene.make_ready()
    yield scene
    scene.door.close()
    database.dispose()


@pytest.fixture
def bare(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A school with neither group nor connector."""
    scene.remove(f"groups/{GROUP}")
    scene.remove("applications/vpe-bot")
    scene.knob(f"groups/{PUPILS}", links=[])
    lent(scene, monkeypatch)
    return scene
