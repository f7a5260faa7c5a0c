"""Starts the product's processes on this machine, waits until each answers, and stops them together.

Used by `demo`, `run` and the journey test, which also kills and restarts single processes.
"""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import httpx

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120.0
STOP_SECONDS = 10.0


class StackError(Exception):
    """A process did not start; the French sentence says which one and where its log is."""


@dataclass(frozen=True)
class Program:
    """One process: `module` is run with `-m` in an environment (`web` or `rasa`); `ready` is a URL that answers once it serves."""

    name: str
    environment: str
    module: str
    arguments: tuple[str, ...] = ()
    ready: str | None = None

    def command(self) -> list[str]:
        """The command line."""
        return [str(ROOT / ".venv" / self.environment / "bin" / "python"), "-m", self.module, *self.arguments]


class Stack:
    """The running processes, by name."""

    def __init__(self, environment: Mapping[str, str], logs: Path) -> None:
        self._environment = {
            **os.environ,
            **environment,
            "PYTHONPATH": str(ROOT),
            "RASA_TELEMETRY_ENABLED": "false",
        }
        self._logs = logs
        self._running: dict[str, tuple[Program, subprocess.Popen[bytes], IO[bytes]]] = {}

    def start(self, programs: Sequence[Program], tell: Callable[[str], None] = lambda _: None) -> None:
        """Start all of them, then wait for each; `tell` is called with a program's name once it answers.

        Raises:
            StackError: a port is taken, one ended, or did not answer within two minutes.
        """
        for program in programs:
            _require_free_port(program)
        for program in programs:
            self._spawn(program)
        for program in programs:
            self._wait(program)
            tell(program.name)

    def kill(self, name: str) -> None:
        """End a process at once, as a power cut would."""
        _, process, log = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        log.close()

    def stop(self) -> None:
        """Ask every process to end, the last started first, and insist after ten seconds."""
        for _, process, _ in reversed(self._running.values()):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for _, process, log in self._running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            log.close()
        self._running.clear()

    def ended(self) -> str | None:
        """The name of a process that is no longer there, if any."""
        return next((name for name, (_, process, _) in self._running.items() if process.poll() is not None), None)

    def log_of(self, name: str) -> Path:
        """Where a process writes its lines."""
        return self._logs / f"{name}.log"

    def _spawn(self, program: Program) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self.log_of(program.name).open("ab")
        process = subprocess.Popen(
            program.command(),
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self._running[program.name] = (program, process, log)

    def _wait(self, program: Program) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self._running[program.name][1].poll() is not None:
                raise StackError(
                    f"« {program.name} » s'est arrêté au démarrage. Son journal : {self.log_of(program.name)}"
                )
            if program.ready is None or _answers(program.ready):
                return
            time.sleep(0.1)
        raise StackError(f"« {program.name} » ne répond pas. Son journal : {self.log_of(program.name)}")


def _require_free_port(program: Program) -> None:
    port = urlsplit(program.ready or "").port
    if port is None:
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise StackError(f"Le port {port} est déjà pris par un autre programme.") from None


def end_on_sigterm() -> None:
    """Let SIGTERM end this command as Ctrl-C does, so that what it started is stopped too."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code < 500  # noqa: PLR2004 (any 5xx means not ready)
    except httpx.HTTPError:
        return False
