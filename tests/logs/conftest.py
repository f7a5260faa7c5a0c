"""Our processes as they are started, under everything that makes Python and libraries talk, with planted faults."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from cli.demo_settings import DemoSettings
from cli.programs import product, telegram
from cli.stack import ROOT, Program
from tests.ports import free_ports

WORD = "zinzolin-caché"
PLANT = Path(__file__).with_name("plant")
PATIENCE = 120
TALKATIVE = {
    "PYTHONDEVMODE": "1",
    "PYTHONASYNCIODEBUG": "1",
    "PYTHONFAULTHANDLER": "1",
    "PYTHONWARNINGS": "always",
    "HTTPX_LOG_LEVEL": "trace",
    "LOG_LEVEL": "DEBUG",
    "LOG_LEVEL_LIBRARIES": "DEBUG",
    "RASA_TELEMETRY_ENABLED": "false",
}


@dataclass
class Talkative:
    """Starts programs of ours in one folder."""

    folder: Path
    base: int = field(default_factory=free_ports)

    def __post_init__(self) -> None:
        self.values = DemoSettings(self.folder, self.base).environment()
        self.running: list[subprocess.Popen[bytes]] = []

    def programs(self) -> dict[str, Program]:
        ours = product(self.base + 1, self.base + 2, self.base + 3)
        return {program.name: program for program in (*ours, telegram())}

    def start(self, program: Program, **planted: str) -> subprocess.Popen[bytes]:
        """The program, its output in `<name>.log`."""
        values = {"PATH": os.environ["PATH"], "HOME": str(self.folder), **self.values, **TALKATIVE, **planted}
        values |= {"PLANTED_WORD": WORD, "PYTHONPATH": f"{PLANT}:{ROOT}"}
        with self.log(program).open("wb") as log:
            process = subprocess.Popen(
                program.command(), cwd=ROOT, env=values, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.running.append(process)
        return process

    def log(self, program: Program) -> Path:
        return self.folder / f"{program.name}.log"

    def said(self, program: Program) -> str:
        return self.log(program).read_text(encoding="utf-8", errors="replace")

    def until_it_serves(self, program: Program, process: subprocess.Popen[bytes]) -> None:
        if program.ready is None:  # the courier
            self.until_it_has_said(program, "leads")
            return
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert process.poll() is None, self.said(program)
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(program.ready).status_code < 500:
                    return
            time.sleep(0.2)
        raise AssertionError(f"{program.name} does not serve: {self.said(program)}")

    def until_it_serves_anything(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert process.poll() is None
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.base + 1), timeout=1):
                return
            time.sleep(0.2)
        raise AssertionError("nobody listens")

    def until_it_has_said(self, program: Program, words: str) -> None:
        until = time.monotonic() + PATIENCE
        while words not in self.said(program):
            assert time.monotonic() < until, self.said(program)
            time.sleep(0.2)

    def until_it_is_there(self, file: Path) -> dict[str, object]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError, ValueError):
                return dict(json.loads(file.read_text(encoding="utf-8")))
            time.sleep(0.1)
        raise AssertionError(f"no {file.name}")

    def close(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()


@pytest.fixture
def talkative(tmp_path: Path) -> Iterator[Talkative]:
    started = Talkative(tmp_path)
    yield started
    started.close()
