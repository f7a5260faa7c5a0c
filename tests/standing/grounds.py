"""The real product, kept standing as `parlons-en run` keeps it: real processes, real signals, the emulated ENT, one SQLite file."""

import contextlib
import os
import resource
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx

from cli.demo_referents import enrol_referents
from cli.demo_settings import SCHOOL, DemoSettings
from cli.programs import emulated_ent, product
from cli.stack import Stack
from tests.ports import free_ports

WATCHDOG_SECONDS = 12.0  # instead of thirty: a test does not wait that long for somebody to be found hung
START_SECONDS = 120.0  # on a machine that does much else meanwhile
NAMES = ("actions", "rasa", "web", "courier")


class Grounds:
    """Everything that runs, what was said about it, and what a test may do to it."""

    def __init__(self, folder: Path) -> None:
        self.settings = DemoSettings(folder, free_ports())
        self.environment = self.settings.environment()
        self.stack = Stack(self.environment, folder / "logs", WATCHDOG_SECONDS)
        self.told: list[str] = []
        base = self.settings.port_base
        self.ent, self.bot, self.rasa, self.actions = (f"http://127.0.0.1:{base + place}" for place in range(4))
        self.database = folder / "parlons-en.db"

    @contextmanager
    def standing(self) -> Iterator["Grounds"]:
        """Started, kept, and stopped at the end."""
        base, over = self.settings.port_base, threading.Event()
        enrol_referents(self.settings.database_url, SCHOOL["id"], datetime.now(timezone.utc))
        programs = [emulated_ent(base, self.settings.ent_url, self.settings.bot_url)]
        programs += reversed(product(base + 1, base + 2, base + 3))
        keeping = threading.Thread(target=self.stack.keep, args=(self.told.append, lambda: not over.is_set()))
        try:
            self.stack.start(programs)
            keeping.start()
            yield self
        finally:
            over.set()
            if keeping.is_alive():
                keeping.join()
            for name in NAMES:
                self.signal(name, signal.SIGCONT)
            self.stack.stop()

    def signal(self, name: str, number: signal.Signals) -> int | None:
        """Send a signal to a process of ours, if it is there: its number."""
        pid = self.stack.pid_of(name)
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        return pid

    def comes_back(self, name: str, instead_of: int | None, seconds: float = START_SECONDS) -> int:
        """Wait until another process of that name serves: its number."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            pid = self.stack.pid_of(name)
            if pid is not None and pid != instead_of and self.serves(name):
                return pid
            time.sleep(0.1)
        raise AssertionError(f"{name} does not come back; told: {self.told}")

    def serves(self, name: str) -> bool:
        """Whether that process answers; of the courier, whether it is there."""
        health = {
            "web": (self.bot, "/ready"),
            "rasa": (self.rasa, "/webhooks/ent/"),
            "actions": (self.actions, "/health"),
        }
        if name not in health:
            return self.stack.pid_of(name) is not None
        try:
            return self.asks(*health[name]).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def all_serve(self, seconds: float = START_SECONDS) -> None:
        """Wait until everything serves."""
        wait_for(lambda: all(self.serves(name) for name in NAMES), seconds, f"not all serve; told: {self.told}")

    def asks(self, where: str, path: str) -> httpx.Response:
        """What one of our processes answers to whoever asks."""
        return httpx.get(where + path, timeout=10)

    def may_not_write(self, *names: str) -> None:
        """As on a full disk: not one more byte is written to any file by these processes."""
        self._let_write(names, 1)

    def may_write(self, *names: str) -> None:
        """There is room again."""
        self._let_write(names, resource.RLIM_INFINITY)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody else holds the database's only writing place."""
        connection = sqlite3.connect(self.database, isolation_level=None)
        connection.execute("PRAGMA busy_timeout=20000")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
            connection.close()

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (names of ours)
        return found

    def turns_without_a_word(self) -> int:
        """How many turns rasa has played and kept without anything to say: the act was not there. web answered them with the numbers."""
        return self.stack.log_of("rasa").read_text("utf-8").count(" messages=0")

    def acts_that_failed(self) -> int:
        """How many acts rasa asked for in vain: of those turns, the last may be kept and never told of, when whoever asked was killed meanwhile."""
        return self.stack.log_of("rasa").read_text("utf-8").count("ERROR rasa.core.actions.action")

    def ent_fails(self, *faults: dict[str, Any]) -> None:
        """Arm faults of the emulated ENT; none makes it well again."""
        httpx.post(f"{self.ent}/__test/faults", json={"faults": list(faults)}).raise_for_status()

    def delivered(self) -> list[dict[str, Any]]:
        """Every message that a mailbox of the ENT received."""
        messages = httpx.get(f"{self.ent}/__test/messages", timeout=30).json()
        return [each for each in messages if any(copy["received"] for copy in each["copies"])]

    def _let_write(self, names: tuple[str, ...], most: int) -> None:
        for name in names:
            pid = self.stack.pid_of(name)
            assert pid is not None
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, hard))


def wait_for(true: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Wait until it is true."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, otherwise
        time.sleep(0.1)
