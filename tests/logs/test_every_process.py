"""Faults planted in each process as it is started, at its most talkative: types and places are written, never what failed on."""

import re
import signal
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from cli.__main__ import COMMANDS
from cli.stack import Program
from tests.logs.conftest import PATIENCE, WORD, Talkative

OURS = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w.-]+")
IN_TELEGRAM = {
    "PARLONS_EN_TELEGRAM_TOKEN": "123456:zinzolin-not-a-token-at-all-0000000",
    "PARLONS_EN_TELEGRAM_API_URL": "http://127.0.0.1:9",
}
AT_IMPORT = {
    "web": ("web.app", "uvicorn"),
    "rasa": ("rasa.core.agent", "vault"),
    "actions": ("rasa_sdk.executor", "handoff.database"),
    "courier": ("handoff.carrying.courier", "cli.courier"),
    "telegram": ("telegram", "web.app"),
}
WHEN_CALLED = [
    ("web", "web.app:live", "a fault at the start of its life"),
    ("web", "web.app:make_services", "a fault before it serves"),
    ("rasa", "bot.agent:load_agent", "a fault while the model is loaded"),
    ("courier", "cli.courier:rules_reader", "a fault in each round"),
    ("actions", "handoff.server_keys:open_with_keys", "a fault before it serves"),
    ("telegram", "cli.telegram:BotApi", "a fault before it listens"),
]
ASYNCIO_ITSELF = 1  # among the talkative
OF_RASA = {"talk", "train", "understand"}


def nothing_is_said(text: str) -> None:
    for spelling in (WORD, WORD.upper(), "zinzolin", "cach\\xe9", WORD.encode().hex()):
        assert spelling not in text, text
    assert "Traceback" not in text, text
    assert "Fatal Python error" not in text, text


@pytest.mark.parametrize("name", ["web", "rasa", "actions", "courier"])
def test_of_everything_that_fails_by_the_side_only_type_and_place_are_written(
    talkative: Talkative, tmp_path: Path, name: str
):
    program, go, done = talkative.programs()[name], tmp_path / "go", tmp_path / "done"
    process = talkative.start(program, PLANTED_GO=str(go), PLANTED_DONE=str(done))
    talkative.until_it_serves(program, process)
    go.touch()
    found = talkative.until_it_is_there(done)
    if program.ready is not None:
        strange(program.ready)
    said = talkative.said(program)

    nothing_is_said(said)
    assert found == {"loops": 1, "faulthandler": False, "core": [0, 0]}
    # In the loop: a callback, two tasks, the handler itself; then a thread, a finaliser, a stranger's log, and ours.
    assert said.count(" asyncio  [ValueError") == 4 + ASYNCIO_ITSELF
    for line in (
        "thread ended [ValueError",
        "could not raise [ValueError",
        "kind=UserWarning",
        "parlons_en.planted caught [ValueError",
    ):
        assert line in said, line
    assert "rasa.core.processor" in said
    assert "sqlalchemy.engine" in said
    assert [line for line in said.splitlines() if line and not OURS.match(line)] == []
    process.send_signal(signal.SIGSEGV)
    assert process.wait(PATIENCE) == -signal.SIGSEGV
    nothing_is_said(talkative.said(program))
    assert list(tmp_path.glob("*core*")) == []


def strange(url: str) -> None:
    """Requests with the word wherever a caller may put it."""
    base = str(httpx.URL(url).copy_with(path="/"))
    for path in ("api/turns", "api/session", "webhooks/ent/turn", "webhook", "ent/logout", f"{WORD}"):
        for body in (WORD.encode(), b'{"text": "' + WORD.encode(), b'{"text": "zinzolin"}'):
            headers = {"Content-Type": "application/json", "X-Word": "zinzolin", "Cookie": "zinzolin=zinzolin"}
            answer = httpx.post(f"{base}{path}?q={WORD}", content=body, headers=headers)
            assert "zinzolin" not in answer.text.replace(f"/{quote(WORD)}", "")  # Sanic says which address is not there


@pytest.mark.parametrize(
    ("name", "module"), [(name, module) for name, modules in AT_IMPORT.items() for module in modules]
)
def test_an_import_that_fails_says_where_and_not_what(talkative: Talkative, name: str, module: str):
    program = talkative.programs()[name]
    talkative.values |= IN_TELEGRAM
    process = talkative.start(program, PLANTED_AT_IMPORT=module)

    assert process.wait(PATIENCE) != 0
    nothing_is_said(talkative.said(program))
    assert "[ValueError" in talkative.said(program)


@pytest.mark.parametrize(
    ("name", "planted", "_what"), WHEN_CALLED, ids=[f"{name}-{what}" for name, _, what in WHEN_CALLED]
)
def test_a_fault_of_its_own_says_where_and_not_what(talkative: Talkative, name: str, planted: str, _what: str):
    program = talkative.programs()[name]
    talkative.values |= IN_TELEGRAM
    process = talkative.start(program, PLANTED_IN=planted)
    if name == "courier":
        talkative.until_it_has_said(program, "ValueError")
        assert process.poll() is None
    else:
        assert process.wait(PATIENCE) != 0
    nothing_is_said(talkative.said(program))
    assert "ValueError" in talkative.said(program)


def test_a_handler_that_fails_where_nobody_catches_it_says_where_and_not_what(talkative: Talkative):
    program = talkative.programs()["web"]
    process = talkative.start(program, PLANTED_IN="web.app:serve")
    talkative.until_it_serves_anything(process)
    answer = httpx.get(f"{program.ready}aide")

    assert answer.status_code == 500
    assert "zinzolin" not in answer.text
    talkative.until_it_has_said(program, "[ValueError")  # the server writes once the answer has gone
    nothing_is_said(talkative.said(program))


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"train"}))
def test_a_command_that_fails_says_where_and_not_what(talkative: Talkative, command: str):
    side = "rasa" if command in OF_RASA else "web"
    program = Program(command, side, "cli", (command,))
    process = talkative.start(program, PLANTED_AT_IMPORT=COMMANDS[command][0])

    assert process.wait(PATIENCE) != 0
    nothing_is_said(talkative.said(program))
    assert "[ValueError" in talkative.said(program)
