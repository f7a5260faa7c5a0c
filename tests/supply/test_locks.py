"""What is installed is what was looked at: every line has hashes, nothing names a registry, and what was lifted stays lifted."""

import json
import re
from pathlib import Path

import pytest
import tomllib
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
SERVED = [ROOT / "requirements" / name for name in ("rasa.txt", "rasa-dev.txt")]
NPM = [ROOT / folder / "package-lock.json" for folder in ("web/client", "tests/lighthouse")]
LICENCE_SAID_IN_AN_OLDER_WAY = {"node_modules/parse-cache-control"}  # BSD; of Lighthouse, which only tests run
UV = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]
REGISTRY = re.compile(r"https?://|--(extra-)?index-url|--find-links|--trusted-host|git\+|file:| @ ")
LINE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")


def entries(lock: Path) -> list[str]:
    text = "\n".join(
        line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    )
    return [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]


def versions(lock: Path) -> dict[str, Version]:
    found = [LINE.match(entry) for entry in entries(lock)]
    return {line[1].lower(): Version(line[2]) for line in found if line}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("lock", LOCKS, ids=named)
def test_every_line_of_a_python_lock_is_one_version_with_its_hashes(lock: Path):
    assert len(entries(lock)) > 20
    wrong = [
        e.split("\n")[0]
        for e in entries(lock)
        if not LINE.match(e) or not re.search(r"--hash=sha256:[0-9a-f]{64}\b", e)
    ]
    assert wrong == []


@pytest.mark.parametrize("lock", [*LOCKS, *NPM], ids=named)
def test_no_lock_names_a_registry(lock: Path):
    text = lock.read_text(encoding="utf-8")
    if lock in NPM:
        assert [name for name, one in json.loads(text)["packages"].items() if "resolved" in one] == []
    else:
        assert [entry.split("\n")[0] for entry in entries(lock) if REGISTRY.search(entry)] == []


@pytest.mark.parametrize("lock", NPM, ids=named)
def test_every_npm_package_has_a_strong_hash_and_a_licence(lock: Path):
    packages = {name: one for name, one in json.loads(lock.read_text(encoding="utf-8"))["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if not one.get("integrity", "").startswith("sha512-")] == []
    assert {name for name, one in packages.items() if not one.get("license")} <= LICENCE_SAID_IN_AN_OLDER_WAY


@pytest.mark.parametrize("lock", NPM, ids=named)
def test_no_npm_package_wants_the_latest_of_another_and_refuses_what_is_locked_tomorrow(lock: Path):
    held = json.loads((lock.parent / "package.json").read_text(encoding="utf-8")).get("overrides", {})
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    moving = {
        name for one in packages.values() for name, range_ in one.get("dependencies", {}).items() if range_ == "latest"
    }
    assert {name: held.get(name) for name in moving} == {
        name: packages[f"node_modules/{name}"]["version"] for name in moving
    }


@pytest.mark.parametrize("lock", NPM, ids=named)
def test_npm_runs_no_script_of_a_package_when_installing(lock: Path):
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    allowed = json.loads((lock.parent / "package.json").read_text(encoding="utf-8")).get("allowScripts", {})
    with_scripts = {
        name.rpartition("node_modules/")[2] for name, one in packages.items() if one.get("hasInstallScript")
    }
    assert {name: allowed.get(name) for name in with_scripts} == dict.fromkeys(with_scripts, False)


@pytest.mark.parametrize("lifted", UV["override-dependencies"])
@pytest.mark.parametrize("lock", SERVED, ids=named)
def test_what_was_lifted_over_rasa_s_pins_stays_lifted(lock: Path, lifted: str):
    wanted = Requirement(lifted)
    assert versions(lock)[wanted.name] in wanted.specifier


@pytest.mark.parametrize("lock", SERVED, ids=named)
def test_what_is_left_out_is_in_no_lock_that_is_served(lock: Path):
    assert versions(lock).keys() & set(UV["exclude-dependencies"]) == set()
    assert versions(lock).keys() & {"keras", "grpcio", "werkzeug", "jax", "tensorboard"} == set()


@pytest.mark.parametrize("side", ["web", "rasa"])
def test_what_is_tested_is_what_is_served(side: str):
    served, tested = (entries(ROOT / "requirements" / f"{side}{suffix}.txt") for suffix in ("", "-dev"))
    lines = {LINE.match(entry)[0]: set(re.findall(r"sha256:[0-9a-f]{64}", entry)) for entry in tested}
    assert {
        name: hashes
        for entry in served
        for name, hashes in [(LINE.match(entry)[0], set(re.findall(r"sha256:[0-9a-f]{64}", entry)))]
        if lines.get(name) != hashes
    } == {}


def test_both_sides_share_the_versions_of_what_they_share():
    web, rasa = versions(ROOT / "requirements" / "web.txt"), versions(ROOT / "requirements" / "rasa.txt")
    for name in ("sqlalchemy", "cryptography", "httpx", "pyyaml", "psycopg2-binary"):
        assert web[name] == rasa[name]


def test_each_lifted_or_left_out_requirement_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table = text.partition("[tool.uv]")[2].partition("\n[tool.ruff]")[0]
    lines = [line.strip() for line in table.splitlines()]
    assert [line for line in lines if line.startswith('"') and ">=" in line and "#" not in line] == []
    before = [lines[at - 1] for at, line in enumerate(lines) if line.startswith('"') and ">=" not in line]
    assert all(line.startswith(("#", '"')) for line in before)
