"""The browser's code built from the same sources is the same, byte for byte and name for name, wherever it is built: anybody can check what we serve."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from web.shelf import FOLDER

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "web" / "client"
PLACES = ("a", "a place whose name is longer/and deeper")


def copied(place: Path) -> Path:
    """The sources without what was built, their packages linked, and what they read beside them."""
    client = place / "web" / "client"
    shutil.copytree(CLIENT, client, ignore=shutil.ignore_patterns("node_modules", "test"))
    (client / "node_modules").symlink_to(CLIENT / "node_modules")
    shutil.copytree(ROOT / "data" / "giving", place / "data" / "giving")
    return client


def built(client: Path, **surroundings: str) -> dict[str, bytes]:
    """Every file of a build, by its path."""
    environment = {name: value for name, value in os.environ.items() if name != "PARLONS_EN_BUILT"} | surroundings
    subprocess.run(["node", "build.mjs"], cwd=client, env=environment, check=True, capture_output=True)
    folder = client.parent / "static" / "built"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("builds") / PLACES[0])


@pytest.fixture(scope="module")
def first(client: Path) -> dict[str, bytes]:
    return built(client, TZ="UTC", LANG="C")


def test_two_builds_in_two_places_are_the_same(first: dict[str, bytes], tmp_path: Path):
    second = built(copied(tmp_path / PLACES[1]), TZ="Pacific/Noumea", LANG="fr_FR.UTF-8", SOURCE_DATE_EPOCH="1")

    assert len(first) > 15
    assert sorted(first) == sorted(second)
    assert [name for name, content in first.items() if second[name] != content] == []


def test_what_is_served_here_is_what_these_sources_give(first: dict[str, bytes]):
    folder = FOLDER / "built"
    assert [name for name, content in first.items() if (folder / name).read_bytes() != content] == []


def test_no_build_says_where_it_was_made(first: dict[str, bytes], client: Path):
    said = str(client).encode()
    assert [name for name, content in first.items() if said in content or str(CLIENT).encode() in content] == []


def test_what_open_pages_may_ask_for_stays_when_it_changes_and_only_then(first: dict[str, bytes], client: Path):
    assert built(client) == first

    sealing = client / "src" / "sealing.ts"
    sealing.write_text(sealing.read_text(encoding="utf-8") + "\nexport const another = 1;\n", encoding="utf-8")
    again = built(client)
    assert again["sealing.js"] != first["sealing.js"]
    assert {name: content for name, content in again.items() if name.startswith("former/")} == {
        "former/sealing.js": first["sealing.js"]
    }
    assert again["widget.js"] != first["widget.js"]
