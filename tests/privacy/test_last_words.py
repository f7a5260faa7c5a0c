"""What a dying process says, and what it leaves: types and places, no message, no core, no file that others read."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MARKER = "zinzolin"

ERRORS = {
    "an error that nobody caught": f"raise ValueError('{MARKER}')",
    "an error in a thread": f"""
import threading
def fails(word): raise ValueError(word)
thread = threading.Thread(target=fails, args=('{MARKER}',)); thread.start(); thread.join()""",
    "an error in a finaliser": f"""
class Dying:
    def __del__(self): raise ValueError('{MARKER}')
Dying()""",
    "a task that nobody waited for": f"""
import asyncio, gc
async def fails(word): raise ValueError(word)
async def main():
    task = asyncio.ensure_future(fails('{MARKER}')); await asyncio.sleep(0); await asyncio.sleep(0); del task; gc.collect()
asyncio.run(main())""",
    "an error that a stranger logs": f"""
import logging
try: raise ValueError('{MARKER}')
except ValueError: logging.getLogger('rasa.core.processor').exception('could not handle %s', '{MARKER}')""",
    "a record that cannot be formatted": f"""
import logging
logging.getLogger('parlons_en.x').error('%d', '{MARKER}')
raise ValueError""",
}


def run(program: str) -> subprocess.CompletedProcess[str]:
    whole = f"import logs\nlogs.configure()\n{program}\n"
    return subprocess.run([sys.executable, "-c", whole], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("program", ERRORS.values(), ids=ERRORS.keys())
def test_of_an_error_only_type_and_place_are_said(program: str):
    done = run(program)

    assert "ValueError" in done.stderr
    assert MARKER not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_of_a_warning_only_kind_and_place_are_said():
    done = run(f"import warnings\nwarnings.warn('could not read {MARKER}', UserWarning)")

    assert "kind=UserWarning" in done.stderr
    assert MARKER not in done.stderr


def test_a_command_that_is_interrupted_says_nothing():
    assert run("raise KeyboardInterrupt").stderr == ""


def test_a_process_of_ours_leaves_no_core_and_is_not_attached_to():
    done = run(
        "import ctypes, resource\nprint(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    other = subprocess.run(
        [sys.executable, "-c", "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert other.stdout.strip() == "1"
    assert done.stdout.split("\n")[0] == "(0, 0) 0"


def test_files_are_for_the_account_that_makes_them(tmp_path: Path):
    run(f"from logs.traces import private_files\nprivate_files()\nopen({str(tmp_path / 'a')!r}, 'w').close()")

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_rasa_would_print_of_a_message_is_not_printed():
    program = f"""
from bot import logs as bot_logs
bot_logs.configure()
import structlog
structlog.get_logger('rasa').debug('processor.message.parse', parse_data_text='{MARKER}')
structlog.get_logger('rasa').error('processor.failed {MARKER}', text='{MARKER}')"""
    done = run(program)

    assert done.returncode == 0, done.stderr
    assert MARKER not in done.stdout + done.stderr
