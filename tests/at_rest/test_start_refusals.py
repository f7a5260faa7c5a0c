"""What is wrong from the start stops the start: each process ends at once, with a sentence that says what to do, and serves nothing."""

import os
import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa

from cli.demo_settings import DemoSettings
from cli.stack import ROOT
from handoff.database import open_database
from handoff.tables import envelope_keys, envelopes
from tests.at_rest.kept_scene import send
from tests.handoff.scene import RING

WEB, RASA = (str(ROOT / ".venv" / name / "bin" / "python") for name in ("web", "rasa"))
PROCESSES = {
    "web": [WEB, "-m", "web", "--port", "0"],
    "courier": [WEB, "-m", "cli", "courier"],
    "actions": [RASA, "-m", "actions.server", "--port", "1"],
    "rasa": [RASA, "-m", "bot.server", "--port", "1"],
}
WRONG = {
    "no database": ({"DATABASE": ""}, "PARLONS_EN_DATABASE manque"),
    "memory": ({"DATABASE": "sqlite:///:memory:"}, "la base serait en mémoire"),
    "memory by no name": ({"DATABASE": "sqlite:///"}, "la base serait en mémoire"),
    "memory by its mode": ({"DATABASE": "sqlite:///file:x?mode=memory&uri=true"}, "la base serait en mémoire"),
    "no folder": ({"DATABASE": "sqlite:////nowhere/parlons-en.db"}, "ne s'ouvre pas (OperationalError)"),
    "no key": ({"SERVER_KEYS": ""}, "PARLONS_EN_SERVER_KEYS manque"),
    "half a key": ({"SERVER_KEYS": "YWJj"}, "des clés de 32 octets"),
}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return DemoSettings(tmp_path, 31_000).environment()


def start(name: str, environment: dict[str, str], **more: str) -> subprocess.CompletedProcess[str]:
    values = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PYTHONPATH": str(ROOT)} | environment | more
    return subprocess.run(
        PROCESSES[name], cwd=ROOT, env=values, capture_output=True, text=True, timeout=240, check=False
    )


def assert_refused(ended: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert ended.returncode in {1, 2}
    assert sentence in ended.stderr, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("process", ["web", "courier"])
def test_a_wrong_setting_stops_it(environment: dict[str, str], process: str, wrong: str):
    changes, sentence = WRONG[wrong]
    wanted = environment | {f"PARLONS_EN_{name}": value for name, value in changes.items()}
    assert_refused(start(process, wanted), sentence)


@pytest.mark.parametrize("wrong", ["memory", "no key", "no folder"])
@pytest.mark.parametrize("process", ["actions", "rasa"])
def test_it_stops_rasas_side_too(environment: dict[str, str], process: str, wrong: str):
    changes, sentence = WRONG[wrong]
    wanted = environment | {f"PARLONS_EN_{name}": value for name, value in changes.items()}
    assert_refused(start(process, wanted), sentence)


@pytest.mark.parametrize("process", PROCESSES)
def test_a_ring_that_lacks_a_key_in_use_stops_it(environment: dict[str, str], process: str):
    engine = open_database(environment["PARLONS_EN_DATABASE"])
    send(engine, "un")  # under the key of the tests, which is not in these settings
    engine.dispose()
    assert_refused(start(process, environment), RING.ids[0])
    engine = open_database(environment["PARLONS_EN_DATABASE"])
    with engine.connect() as connection:
        assert connection.execute(sa.select(envelopes.c.closed)).scalars().all() == [False]
        assert connection.execute(sa.select(envelope_keys.c.server_key)).scalars().all() == list(RING.ids)
    engine.dispose()


def test_a_missing_model_stops_rasa(environment: dict[str, str], tmp_path: Path):
    assert_refused(start("rasa", environment, PARLONS_EN_MODEL=str(tmp_path / "none.tar.gz")), "parlons-en train")


# Put in rasa's way before it starts: its own wrapper is left around our store, or another store in its place.
WRAPPED = """
import bot.agent
bot.agent._take_the_wrapper_off = lambda agent, store: None
"""
IN_MEMORY = """
import bot.agent
from rasa.core.tracker_store import InMemoryTrackerStore
def fall_back(agent, store):
    agent.tracker_store = agent.processor.tracker_store = InMemoryTrackerStore(agent.domain)
bot.agent._take_the_wrapper_off = fall_back
"""
NO_LOCKS = """
import bot.agent
from rasa.core.lock_store import InMemoryLockStore
really = bot.agent._take_the_wrapper_off
def with_other_locks(agent, store):
    really(agent, store)
    agent.processor.lock_store = InMemoryLockStore()
bot.agent._take_the_wrapper_off = with_other_locks
"""


@pytest.mark.parametrize(
    ("meddling", "found"),
    [
        pytest.param(WRAPPED, "FailSafeTrackerStore", id="wrapped"),
        pytest.param(IN_MEMORY, "InMemoryTrackerStore", id="memory"),
        pytest.param(NO_LOCKS, "InMemoryLockStore", id="locks"),
    ],
)
def test_a_wrong_store_stops_rasa(environment: dict[str, str], meddling: str, found: str):
    run = f"import sys, runpy\nfrom bot import left_out\nleft_out.install()\n{meddling}\nsys.argv = ['bot.server', '--port', '1']\n"
    run += "runpy.run_module('bot.server', run_name='__main__')"
    values = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PYTHONPATH": str(ROOT)} | environment
    ended = subprocess.run(
        [RASA, "-c", run], cwd=ROOT, env=values, capture_output=True, text=True, timeout=240, check=False
    )
    assert_refused(ended, f"rasa a {found} à la place de notre mémoire")
