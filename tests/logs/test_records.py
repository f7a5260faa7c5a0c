"""Records: what a logger is given never leaves as it came, unless the logger is ours and said it."""

import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import PlaceOnly
from logs.records import install, without_content

ROOT = Path(__file__).resolve().parents[2]
WORD = "zinzolin"
names = st.sampled_from(
    ["uvicorn.error", "sqlalchemy.engine.Engine", "parlons_en_", "parlons", "xparlons_en.web", "root", ""]
)


@pytest.fixture(autouse=True)
def _given_back() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(before)


def fails() -> None:
    raise ValueError(WORD)


def caught() -> tuple[type[BaseException], BaseException, object]:
    try:
        fails()
    except ValueError as error:
        return type(error), error, error.__traceback__


def everything_of(record: logging.LogRecord) -> str:
    """As any formatter could write it, and all that it holds."""
    plain = logging.Formatter("%(name)s %(message)s %(args)s %(exc_text)s %(stack_info)s").format(record)
    return f"{plain} {PlaceOnly().format(record)} {vars(record)}"


@given(names, st.text(max_size=9))
def test_of_a_stranger_there_is_only_the_name_and_of_an_exception_the_place(name: str, more: str):
    record = without_content(name, 40, "a.py", 1, WORD + more, (WORD, more), caught(), "f", f"Stack {WORD}", extra=WORD)
    assert WORD not in everything_of(record)
    assert "[ValueError" in PlaceOnly().format(record)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_what_we_say_is_written_on_one_line_with_the_place_of_what_was_caught(said: str):
    record = without_content("parlons_en.web", 20, "a.py", 1, "said=%s", (said,), caught())
    line = PlaceOnly().format(record)
    assert line.isprintable()
    assert "said=" in line
    assert "[ValueError " in line
    assert WORD not in everything_of(record)


def test_arguments_that_do_not_fit_are_not_written():
    record = without_content("parlons_en.web", 20, "a.py", 1, "count=%d", (WORD,), None)
    assert "unreadable" in PlaceOnly().format(record)
    assert WORD not in everything_of(record)


def test_a_record_that_was_made_elsewhere_is_reduced_when_it_is_written():
    install()
    made = logging.makeLogRecord({"name": "far.away", "msg": WORD, "exc_info": caught()})
    assert WORD not in PlaceOnly().format(made)
    foreign = logging.LogRecord("far.away", 40, "a.py", 1, WORD, (), caught())
    assert WORD not in PlaceOnly().format(foreign)
    assert "[ValueError" in PlaceOnly().format(foreign)


def test_whatever_handler_a_library_brings_it_gets_nothing():
    install()
    written = io.StringIO()
    talkative = logging.getLogger("tests.logs.talkative")
    talkative.setLevel(logging.DEBUG)
    talkative.addHandler(logging.StreamHandler(written))
    try:
        fails()
    except ValueError:
        talkative.exception("failed on %s", WORD, stack_info=True)
    talkative.debug(WORD)
    assert WORD not in written.getvalue()
    assert "Traceback" not in written.getvalue()


@pytest.mark.parametrize(
    "program",
    [
        f"import atexit\ndef fails(): raise ValueError('{WORD}')\natexit.register(fails)",
        f"async def fails():\n    raise ValueError('{WORD}')\nimport asyncio\nasyncio.run(fails())",
        f"import asyncio\nasync def never(word): pass\nnever('{WORD}')",
        f"raise ValueError('{WORD}') from KeyError('{WORD}')",
        f"error = ValueError('{WORD}')\nerror.__notes__ = ['{WORD}']\nraise error",
        f"""
from concurrent.futures import ThreadPoolExecutor
def fails(word): raise ValueError(word)
with ThreadPoolExecutor(1, initializer=fails, initargs=('{WORD}',)) as pool: pool.submit(len, '')""",
        f"import warnings\nwarnings.simplefilter('error')\nwarnings.warn('{WORD}')",
        f"import faulthandler, os, signal\nprint(faulthandler.is_enabled())\nword = '{WORD}'\nos.kill(os.getpid(), signal.SIGABRT)",
    ],
    ids=[
        "at exit",
        "in the main task",
        "never awaited",
        "with a cause",
        "with a note",
        "in a pool",
        "a warning raised",
        "a crash",
    ],
)
@pytest.mark.parametrize("talkative", [(), ("-X", "dev")], ids=["as usual", "in development mode"])
def test_a_program_that_ends_badly_says_no_word(program: str, talkative: tuple[str, ...]):
    whole = f"import logs\nlogs.configure()\n{program}\n"
    done = subprocess.run(
        [sys.executable, *talkative, "-c", whole], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert WORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "Fatal Python error" not in done.stderr
    assert "True" not in done.stdout
