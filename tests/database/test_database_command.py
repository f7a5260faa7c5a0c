"""`parlons-en database`: says what it will do, does it once, and each process refuses to serve until then."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.database import main
from cli.demo_settings import DemoSettings
from database import open_engine
from database.revisions import known
from tests.database.older import columns_of, older_database, rows_of
from tests.database.test_upgrading import NEXT, restamp

ROOT = Path(__file__).parents[2]
SERVING = (["-m", "web", "--port", "0"], ["-m", "cli", "courier"])


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The settings of an installation, whose database is SQLite's."""
    for name, value in DemoSettings(tmp_path, 31_000).environment().items():
        monkeypatch.setenv(name, value)
    return DemoSettings(tmp_path, 31_000).environment()


@pytest.fixture
def file(settings: dict[str, str]) -> Path:
    return Path(settings["PARLONS_EN_DATABASE"].removeprefix("sqlite:///"))


def older(file: Path) -> None:
    older_file = file.with_name("older.db")
    older_database(older_file).dispose()
    older_file.rename(file)


@pytest.mark.sqlite
def test_an_older_database_is_refused_by_each_process_then_upgraded_by_the_command(
    file: Path, capsys: pytest.CaptureFixture[str]
):
    older(file)
    engine = open_engine(f"sqlite:///{file}")
    columns, before = columns_of(engine), rows_of(engine)
    for command in SERVING:
        refused = subprocess.run(
            [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert refused.returncode == 2
        assert "bin/parlons-en database upgrade" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert main(["state"]) == 1
    assert "en retard" in capsys.readouterr().out
    assert main(["upgrade"]) == 0
    said = capsys.readouterr().out
    assert "0001 : reconnaît les tables" in said
    assert f"la base est à la révision {known()[-1]}" in said
    assert rows_of(engine, columns) == before
    assert main(["upgrade"]) == main(["state"]) == 0
    assert "rien à faire" in capsys.readouterr().out
    engine.dispose()


@pytest.mark.sqlite
def test_a_database_that_is_ahead_is_said_to_be_and_left(file: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["upgrade"]) == 0
    engine = open_engine(f"sqlite:///{file}")
    restamp(engine, NEXT)
    assert main(["state"]) == 1
    assert main(["upgrade"]) == 2
    assert "en avance" in capsys.readouterr().err
    for command in SERVING:
        refused = subprocess.run(
            [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert (refused.returncode, "en avance" in refused.stderr) == (2, True)
    engine.dispose()


@pytest.mark.sqlite
def test_to_look_at_a_database_that_is_not_there_makes_none(file: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["state"]) == 0
    assert "La base est vide" in capsys.readouterr().out
    assert not file.exists()


@pytest.mark.sqlite
def test_a_database_that_does_not_open_is_a_sentence(
    settings: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PARLONS_EN_DATABASE", "sqlite:////nowhere/parlons-en.db")
    assert main(["upgrade"]) == 2
    assert "ne s'ouvre pas" in capsys.readouterr().err
