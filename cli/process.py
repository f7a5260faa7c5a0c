"""One process of the stack: started, heard, found ended or hung, killed."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from supervision.listening import Ear

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120.0
WATCHDOG_SECONDS = 30.0
_SERVER_ERROR = 500
_NOT_OURS = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")  # what a supervisor above us told us, not them


@dataclass(frozen=True)
class Program:
    """What a process runs: `module` with `-m` in an environment (`web` or `rasa`). One that `notifies` says itself that it is ready and alive;
    of another, `ready` is a URL that answers once it serves, if it serves at all.
    """

    name: str
    environment: str
    module: str
    arguments: tuple[str, ...] = ()
    ready: str | None = None
    notifies: bool = False

    def command(self) -> list[str]:
        """The command line."""
        return [str(ROOT / ".venv" / self.environment / "bin" / "python"), "-m", self.module, *self.arguments]


class Process:
    """A running program, in a session of its own; its lines go to `log`, it is heard at `ear`."""

    def __init__(self, program: Program, environment: Mapping[str, str], log: Path, ear: Path, watchdog: float) -> None:
        self.program = program
        self.started_at = self._heard_at = time.monotonic()
        self._watchdog = watchdog
        self._ear = Ear(ear, watchdog) if program.notifies else None
        spoken_to = {name: value for name, value in environment.items() if name not in _NOT_OURS}
        with log.open("ab") as lines:
            self._process = subprocess.Popen(
                program.command(),
                cwd=ROOT,
                env=spoken_to | (self._ear.environment() if self._ear else {}),
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether it is no longer there."""
        return self._process.poll() is not None

    @property
    def is_ready(self) -> bool:
        """Whether it serves, by its own word or by an answer."""
        if self._ear is not None:
            self._listen()
            return self._ear.is_ready
        return self.program.ready is None or _answers(self.program.ready)

    @property
    def is_hung(self) -> bool:
        """Whether it has been silent for too long: since its start while it is not ready, since its last sign of life after that."""
        if self._ear is None:
            return False
        self._listen()
        patience = self._watchdog if self._ear.is_ready else START_SECONDS
        return time.monotonic() - self._heard_at > patience

    def ask_to_end(self) -> None:
        """Let it end what is under way, and then itself."""
        if not self.has_ended:
            os.killpg(self.pid, signal.SIGTERM)

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, `seconds` from now at most."""
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if not self.has_ended:
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def forget(self) -> None:
        """It has ended: nobody listens any more."""
        if self._ear is not None:
            self._ear.close()

    def _listen(self) -> None:
        if self._ear is not None and self._ear.listen():
            self._heard_at = time.monotonic()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code < _SERVER_ERROR
    except httpx.HTTPError:
        return False
