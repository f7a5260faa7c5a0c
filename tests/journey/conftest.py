"""The real processes on free ports, a real Chromium, two sites: ent.localhost and bot.localhost."""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.demo_settings import DemoSettings
from cli.programs import emulated_ent, product
from cli.stack import Program, Stack


@dataclass(frozen=True)
class Running:
    """The whole product, running."""

    settings: DemoSettings
    stack: Stack
    emulator_api: str

    def programs(self) -> list[Program]:
        """Our own processes, without the ENT."""
        base = self.settings.port_base
        return product(base + 1, base + 2, base + 3)

    def power_cut(self) -> None:
        """Every process of ours is killed at once, then started again."""
        for program in self.programs():
            self.stack.kill(program.name)
        self.stack.start(self.programs())

    def ent_fails(self, *faults: dict[str, Any]) -> None:
        """Arm faults of the emulated ENT; none makes it well again."""
        httpx.post(f"{self.emulator_api}/__test/faults", json={"faults": list(faults)}).raise_for_status()

    def eventually_delivered(self, count: int, seconds: float = 60) -> list[dict[str, Any]]:
        """What was delivered, as soon as there are `count` messages, or at the end of the wait."""
        until = time.monotonic() + seconds
        while len(self.delivered()) < count and time.monotonic() < until:
            time.sleep(0.2)
        return self.delivered()

    def delivered(self) -> list[dict[str, Any]]:
        """Every message that somebody received."""
        return [message for message in self._messages() if any(copy["received"] for copy in message["copies"])]

    def kept_by(self, login: str) -> list[dict[str, Any]]:
        """Every message, draft or bin included, of which this person holds a copy."""
        return [message for message in self._messages() if any(copy["login"] == login for copy in message["copies"])]

    def _messages(self) -> list[dict[str, Any]]:
        return list(httpx.get(f"{self.emulator_api}/__test/messages").json())


def free_ports(count: int = 4) -> int:
    """The first of so many free ports in a row."""
    for base in range(18090, 19090, 10):
        try:
            for port in range(base, base + count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return base
    raise RuntimeError("not enough free ports in a row")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("journey")
    settings = DemoSettings(folder, free_ports())
    base = settings.port_base
    stack = Stack(settings.environment(), folder / "logs")
    try:
        stack.start([emulated_ent(base, settings.ent_url, settings.bot_url), *product(base + 1, base + 2, base + 3)])
        yield Running(settings, stack, f"http://127.0.0.1:{base}")
    finally:
        stack.stop()
