"""The commands that start everything, and the file that rasa loads."""

import json
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from cli.programs import emulated_ent, product
from tests.privacy.conftest import MARKER, SERVER_KEY

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "parlons-en.tar.gz"
MAY_HOLD = {".json", ".yml", ".npz", ".txt"}


def test_a_model_holds_nothing_that_runs_when_it_is_read():
    with tarfile.open(MODEL) as archive:
        names = [Path(member.name) for member in archive.getmembers() if member.isfile()]

    assert names
    assert {name.suffix for name in names} <= MAY_HOLD
    assert not [path for path in (ROOT / "bot").rglob("*.py") if "allow_pickle=True" in path.read_text()]


def test_the_programs_are_started_without_a_secret_in_their_command_line():
    programs = [emulated_ent(1, "http://ent.localhost:1", "http://bot.localhost:2"), *product(2, 3, 4)]

    assert {word for program in programs for word in program.arguments if not word.startswith(("--", "http://"))} == {
        "1",
        "2",
        "3",
        "4",
        "courier",
    }


@pytest.mark.parametrize(
    ("module", "arguments"), [("actions.server", ["--port", "1"]), ("bot.server", ["--port", "1"])]
)
def test_a_wrong_setting_ends_the_process_with_a_sentence_that_quotes_nothing(module: str, arguments: list[str]):
    values = {"PATH": "/usr/bin", "PYTHONPATH": str(ROOT), "PARLONS_EN_DATABASE": f"mysql://{SERVER_KEY}"}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=values, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "PARLONS_EN_DATABASE" in done.stderr
    assert SERVER_KEY not in done.stderr
    assert "Traceback" not in done.stderr


def test_talk_says_a_pupils_words_on_its_output_only_if_the_bot_does(tmp_path: Path):
    lines = json.dumps({"id": "1", "turns": [f"on me frappe {MARKER}", f"/restart {MARKER}"]})
    values = {"PATH": "/usr/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "cli", "talk"],
        input=lines.encode(),
        env=values,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert len(json.loads(done.stdout)["replies"]) == 2
    assert MARKER.encode() not in done.stdout + done.stderr
    assert not list(tmp_path.glob("parlons-en-*"))


def test_a_private_folder_stays_private_for_what_is_started_from_it(tmp_path: Path):
    program = (
        "import subprocess, sys\nfrom logs.traces import private_files\nprivate_files()\n"
        "subprocess.run([sys.executable, '-c', 'open(\"child.log\", \"w\").close()'])"
    )
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(ROOT)}, cwd=tmp_path, check=True)

    assert stat.S_IMODE((tmp_path / "child.log").stat().st_mode) == 0o600
