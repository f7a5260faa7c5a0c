"""Starts the product's processes on this machine, each watched by itself, and stops them together.

Used by `demo`, `run` and the tests that kill and restart single processes. While `keep` runs, a process that ends is started again, after a
pause that grows, and one that no longer gives signs of life is killed first. No process waits for another to start.
"""

import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from cli.process import ROOT, START_SECONDS, WATCHDOG_SECONDS, Process, Program
from supervision.restarts import Restarts

__all__ = ["ROOT", "Program", "Stack", "StackError", "end_on_sigterm"]

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("stack.fr.yml").read_text(encoding="utf-8"))
STOP_SECONDS = 45.0  # longer than any of them lets what is under way last
LOOK_SECONDS = 0.2

Tell = Callable[[str], None]


class StackError(Exception):
    """A process did not start; the French sentence says which one and where its log is."""


class Stack:
    """The running processes, by name."""

    def __init__(self, environment: Mapping[str, str], logs: Path, watchdog: float = WATCHDOG_SECONDS) -> None:
        self._environment = {
            **os.environ,
            **environment,
            "PYTHONPATH": str(ROOT),
            "RASA_TELEMETRY_ENABLED": "false",
        }
        self._logs = logs
        self._watchdog = watchdog
        self._ears = Path(
            tempfile.mkdtemp(prefix="parlons-en-")
        )  # nobody else may enter; a socket's path must be short
        self._running: dict[str, Process] = {}
        self._restarts: dict[str, Restarts] = {}
        self._due: dict[str, tuple[float, Program]] = {}
        self._coming_back: set[str] = set()

    def start(self, programs: Sequence[Program], tell: Tell = lambda _: None) -> None:
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

    def keep(self, tell: Tell, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Watch over each of them while `goes_on()`; `tell` gets a French sentence for each event."""
        while goes_on():
            for name in list(self._running):
                self._look_after(name, tell)
            for name, (due_at, program) in list(self._due.items()):
                if time.monotonic() >= due_at:
                    del self._due[name]
                    self._try_again(program, tell)
            time.sleep(LOOK_SECONDS)

    def pid_of(self, name: str) -> int | None:
        """The number of the process of that name, while there is one."""
        process = self._running.get(name)
        return None if process is None or process.has_ended else process.pid

    def kill(self, name: str) -> None:
        """End a process at once, as a power cut would; it is not started again."""
        self._drop(name)

    def stop(self) -> None:
        """Ask every process to end, the last started first, and insist after STOP_SECONDS, or as soon as somebody is tired of waiting."""
        self._due.clear()
        until = time.monotonic() + STOP_SECONDS
        try:
            for process in reversed(self._running.values()):
                process.ask_to_end()
            for process in self._running.values():
                process.wait(until - time.monotonic())
        except KeyboardInterrupt:
            pass
        for name in list(self._running):
            self._drop(name)
        shutil.rmtree(self._ears, ignore_errors=True)

    def log_of(self, name: str) -> Path:
        """Where a process writes its lines."""
        return self._logs / f"{name}.log"

    def _spawn(self, program: Program) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        self._ears.mkdir(mode=0o700, exist_ok=True)
        log, ear = self.log_of(program.name), self._ears / program.name
        self._running[program.name] = Process(program, self._environment, log, ear, self._watchdog)

    def _drop(self, name: str) -> None:
        process = self._running.pop(name)
        process.kill()
        process.forget()

    def _look_after(self, name: str, tell: Tell) -> None:
        process = self._running[name]
        why = "ended" if process.has_ended else "hung" if process.is_hung else None
        if why is not None:
            self._drop(name)
            self._start_again(process, why, tell)
        elif name in self._coming_back and process.is_ready:
            self._coming_back.remove(name)
            tell(TEXTS["back"].format(name=name))

    def _start_again(self, process: Process, why: str, tell: Tell) -> None:
        self._put_off(process.program, time.monotonic() - process.started_at, why, tell)

    def _try_again(self, program: Program, tell: Tell) -> None:
        try:
            self._spawn(program)
        except OSError:  # no memory, no descriptors, a full disk: what still runs goes on, and this one later
            self._put_off(program, 0.0, "not_started", tell)

    def _put_off(self, program: Program, stood_for: float, why: str, tell: Tell) -> None:
        name = program.name
        restarts = self._restarts.get(name, Restarts()).after(stood_for)
        self._restarts[name] = restarts
        self._due[name] = (time.monotonic() + restarts.pause, program)
        self._coming_back.add(name)
        tell(TEXTS[why].format(name=name, seconds=f"{restarts.pause:.0f}", log=self.log_of(name)))

    def _wait(self, program: Program) -> None:
        process, log = self._running[program.name], self.log_of(program.name)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if process.has_ended:
                raise StackError(TEXTS["ended_at_start"].format(name=program.name, log=log))
            if process.is_ready:
                return
            time.sleep(LOOK_SECONDS / 2)
        raise StackError(TEXTS["silent_at_start"].format(name=program.name, log=log))


def _require_free_port(program: Program) -> None:
    port = urlsplit(program.ready or "").port
    if port is None:
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise StackError(TEXTS["port_taken"].format(port=port)) from None


def end_on_sigterm() -> None:
    """Let SIGTERM end this command as Ctrl-C does, so that what it started is stopped too."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
