"""`parlons-en run` as it is started: what it says, whom it starts again, how it ends, and what its own supervisor hears."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from cli.demo_settings import DemoSettings
from cli.stack import ROOT
from supervision.listening import Ear
from tests.ports import free_ports
from tests.standing.grounds import START_SECONDS, wait_for


@dataclass
class Command:
    process: subprocess.Popen[bytes]
    ear: Ear
    said: Path
    base: int

    def says(self) -> str:
        return self.said.read_text("utf-8")

    def children(self) -> dict[str, int]:
        """Module or command of each process that it started, and its number."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        rows = [line.split(None, 4) for line in listed.stdout.splitlines()]
        return {"courier" if row[3] == "cli" else row[3]: int(row[0]) for row in rows}

    def serves(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.base + 1}/ready", timeout=5).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def heard_ready(self) -> bool:
        self.ear.listen()
        return self.ear.is_ready


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    base, ear = free_ports(), Ear(tmp_path / "ear", 30)
    environment = {**os.environ, **DemoSettings(tmp_path, base).environment(), **ear.environment()}
    environment |= {"PYTHONPATH": str(ROOT)}
    said = tmp_path / "said"
    with said.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "run", "--port", str(base + 1)],
            cwd=tmp_path,
            env=environment,
            stdout=lines,
            stderr=lines,
        )
    running = Command(process, ear, said, base)
    try:
        yield running
    finally:
        children = running.children()
        process.kill()
        process.wait()
        for pid in children.values():
            os.killpg(pid, signal.SIGKILL)
        ear.close()


def test_run_says_who_fell_and_starts_them_again_and_ends_when_it_is_told(command: Command):
    wait_for(command.heard_ready, 2 * START_SECONDS, "run is not ready")
    wait_for(command.serves, START_SECONDS, command.says())
    before = command.children()
    assert before.keys() == {"actions.server", "bot.server", "web", "courier"}

    os.kill(before["bot.server"], signal.SIGKILL)
    os.kill(before["courier"], signal.SIGKILL)
    wait_for(lambda: "« courier » est reparti." in command.says(), START_SECONDS, command.says())
    wait_for(lambda: "« rasa » est reparti." in command.says(), START_SECONDS, command.says())
    wait_for(command.serves, START_SECONDS, command.says())
    after = command.children()
    assert {name for name in before if before[name] != after[name]} == {"bot.server", "courier"}
    assert command.ear.listen()  # its signs of life

    command.process.send_signal(signal.SIGTERM)
    assert command.process.wait(60) == 0
    assert not [pid for pid in after.values() if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in command.says()
