"""The topology of the compose file, standing: every service a process, the emulated ENT, one PostgreSQL, and what a test may do to them."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import create_engine, text

from benchmarks.soak.visitor import Visitor
from cli.demo_referents import enrol_referents
from cli.demo_settings import SCHOOL, DemoSettings
from cli.programs import emulated_ent
from cli.stack import ROOT, Stack
from tests.databases import database_for
from tests.ports import free_ports
from tests.standing.child import Child
from tests.standing.grounds import wait_for
from tests.topology.composed import Service, services

ONCE = ("migrate", "train")
FRONT = 8091
HEALTH = {
    "web": (8091, "/health"),
    "rasa": (8092, "/webhooks/ent/"),
    "actions": (8093, "/health"),
    "haproxy": (8092, "/webhooks/ent/"),
}
STOP_SECONDS = 30.0  # as compose waits
START_SECONDS = 300.0  # patience, on a machine that does much else meanwhile: nothing is promised by it
MODELS = ROOT / "models"


class Ground:
    """What runs."""

    def __init__(self, folder: Path, chosen: Mapping[str, str] | None = None) -> None:
        """`chosen`: settings of every service, besides those of the file."""
        settings = DemoSettings(folder, free_ports())
        self.folder, self.origin, self.base = folder, f"http://bot.localhost:{FRONT}", settings.port_base
        self.database_url = database_for(folder / "parlons-en.db")
        secrets = {
            **settings.environment(),
            "PARLONS_EN_DATABASE": self.database_url,
            "PARLONS_EN_PUBLIC_URL": self.origin,
            **(chosen or {}),
        }
        self.ent = f"http://127.0.0.1:{self.base}"
        self._ent_url = settings.ent_url
        places = {"./schools.yml": folder / "schools.yml", "models": folder / "models"}
        self.services = services(f"127.77.{os.getpid() % 250 + 1}", secrets, places)
        self.front = f"http://{self.services['haproxy'].address}:{FRONT}"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._beside = Stack({}, folder / "logs")

    @property
    def kept_running(self) -> list[str]:
        """The names of what always runs."""
        return [name for name in self.services if name not in ONCE]

    @contextmanager
    def standing(self) -> Iterator["Ground"]:
        """Started as compose starts them, in no order; stopped at the end."""
        shutil.copytree(MODELS, self.folder / "models", ignore=shutil.ignore_patterns(".*"))
        enrol_referents(self.database_url, SCHOOL["id"], datetime.now(timezone.utc))
        try:
            self._beside.start([emulated_ent(self.base, self._ent_url, self.origin)])
            for name in ONCE:
                self.start(name)
            assert [self._running[name].wait(START_SECONDS) for name in ONCE] == [0] * len(ONCE)
            for name in self.kept_running:
                self.start(name)
            self.all_serve()
            yield self
        finally:
            for process in self._running.values():
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            self._beside.stop()

    def start(self, name: str) -> None:
        """One service, as compose would."""
        service = self.services[name]
        with self.log_of(name).open("ab") as lines:
            self._running[name] = subprocess.Popen(
                service.command,
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], **service.environment},
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
                start_new_session=True,
            )

    def ends(self, name: str, how: signal.Signals) -> int:
        """Tell it to end, and wait until it has, as long as compose waits: its exit code."""
        process = self._running[name]
        process.send_signal(how)
        return process.wait(STOP_SECONDS)

    def pid_of(self, name: str) -> int:
        """Of a process that runs."""
        return self._running[name].pid

    def signal(self, name: str, how: signal.Signals) -> None:
        """Send it a signal that it may outlive."""
        self._running[name].send_signal(how)

    def serves(self, name: str) -> bool:
        """Whether that process answers; of a courier, whether it is there."""
        service = self.services[name]
        port, path = HEALTH.get(name.rstrip("0123456789"), (0, ""))
        if not port:
            return self._running[name].poll() is None
        return _answers(service, port, path)

    def comes_back(self, name: str) -> None:
        """Wait until it serves, and until there is a rasa behind the proxy."""
        wait_for(lambda: self.serves(name), START_SECONDS, f"{name} does not come back")
        wait_for(lambda: self.serves("haproxy"), START_SECONDS, "no rasa behind the proxy")

    def all_serve(self) -> None:
        """Wait until everything serves, and the proxy leads to it."""
        for name in self.kept_running:
            self.comes_back(name)
        wait_for(lambda: _get(f"{self.front}/ready") == httpx.codes.OK, START_SECONDS, "nobody can be served")

    def child(self, http: httpx.AsyncClient) -> Child:
        """A child comes, in a browser of their own."""
        return Child(Behind(http, self.front, self.origin), self.ent)

    def log_of(self, name: str) -> Path:
        """Where a process writes its lines."""
        return self.folder / f"{name}.log"

    def logs(self) -> str:
        """All that was written."""
        return "".join(self.log_of(name).read_text("utf-8", "replace") for name in self.services)

    def turns_kept(self) -> dict[str, list[int]]:
        """The numbers of what is kept of each conversation, in order."""
        kept: dict[str, list[int]] = {}
        for ref, seq in self._rows("SELECT conversation_ref, seq FROM tracker_events ORDER BY conversation_ref, seq"):
            kept.setdefault(ref, []).append(seq)
        return kept

    def delivered(self) -> list[dict[str, Any]]:
        """Every message that a mailbox of the ENT received."""
        messages = httpx.get(f"{self.ent}/__test/messages", timeout=30).json()
        return [each for each in messages if any(copy["received"] for copy in each["copies"])]

    def _rows(self, query: str) -> list[Any]:
        engine = create_engine(self.database_url, future=True)
        try:
            with engine.connect() as connection:
                return list(connection.execute(text(query)))
        finally:
            engine.dispose()


class Behind(Visitor):
    """Somebody whose browser finds the assistant behind the proxy, at its public name."""

    async def ask(self, method: str, url: str, **what: Any) -> httpx.Response:
        """One request."""
        return await super().ask(method, url.replace(self.origin, self.bot), **what)


def _answers(service: Service, port: int, path: str) -> bool:
    return _get(f"http://{service.address}:{port}{path}") == httpx.codes.OK


def _get(url: str) -> int:
    try:
        return httpx.get(url, timeout=3).status_code
    except httpx.HTTPError:
        return 0
