"""`bin/tests-pass` on a small project: what fails by accident is named and passes alone; what fails again fails."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[2] / "bin" / "tests-pass"
GOES_WELL = "def test_fine():\n    pass\n"
IS_BROKEN = "def test_broken():\n    assert False\n"
WAS_UNLUCKY = """
from pathlib import Path

def test_first():
    Path("first-was-played").touch()

def test_unlucky_once():
    tried = Path("tried")
    assert Path("first-was-played").exists()
    try:
        assert tried.exists()
    finally:
        tried.touch()
        Path("first-was-played").unlink()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "tests" / "test_fine.py").write_text(GOES_WELL)
    return tmp_path


def tried(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [PROGRAM, sys.executable, "-m", "pytest", *options, "tests"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_what_goes_well_is_tried_once(project: Path):
    done = tried(project)
    assert (done.returncode, done.stdout.count("1 passed")) == (0, 1)


def test_a_file_that_failed_is_tried_again_whole_and_alone(project: Path):
    (project / "tests" / "test_unlucky.py").write_text(WAS_UNLUCKY)
    done = tried(project, "-n", "2", "--dist", "loadfile")
    assert done.returncode == 0, done.stdout
    assert "Un échec dans : tests/test_unlucky.py\n" in done.stdout
    assert "FAILED tests/test_unlucky.py::test_unlucky_once" in done.stdout
    assert "2 passed" in done.stdout


def test_what_fails_again_fails(project: Path):
    (project / "tests" / "test_broken.py").write_text(IS_BROKEN)
    assert tried(project).returncode == 1


def test_a_run_that_tested_nothing_is_not_tried_again(project: Path):
    done = tried(project, "-k", "nothing_of_that_name")
    assert (done.returncode, "Rejoué" in done.stdout) == (5, False)


def test_what_another_run_left_behind_counts_for_nothing(project: Path):
    (project / "tests" / "test_broken.py").write_text(IS_BROKEN)
    tried(project)
    (project / "tests" / "test_broken.py").write_text(GOES_WELL)
    (project / "tests" / "test_unlucky.py").write_text(WAS_UNLUCKY)
    done = tried(project)
    assert "Un échec dans : tests/test_unlucky.py\n" in done.stdout
