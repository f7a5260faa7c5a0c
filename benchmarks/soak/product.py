"""The real product on ports of its own, in a folder of its own, with the emulated ENT and three referents who can read."""

import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
import yaml

from cli.demo_referents import enrol_referents
from cli.demo_settings import SCHOOL, DemoSettings
from cli.programs import emulated_ent, product
from cli.stack import Program, Stack, StackError

PORTS = 4
READY_SECONDS = 30.0
_FROM, _TO = 21_000, 29_000


@dataclass(frozen=True)
class Product:
    """Where everything is, as those who load it need it."""

    folder: Path
    base: int
    stack: Stack
    pupils: tuple[str, ...] = ("lea.martin", "noe.petit")
    referent: str = "mme.lemoine"

    @property
    def ent(self) -> str:
        """The emulated ENT, over loopback."""
        return f"http://127.0.0.1:{self.base}"

    @property
    def bot(self) -> str:
        """web, over loopback."""
        return f"http://127.0.0.1:{self.base + 1}"

    @property
    def origin(self) -> str:
        """What our pages say that they come from."""
        return f"http://bot.localhost:{self.base + 1}"

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "parlons-en.db"

    def delivered(self) -> list[dict[str, Any]]:
        """Every message that a mailbox of the ENT received."""
        messages = httpx.get(f"{self.ent}/__test/messages", timeout=60).json()
        return [each for each in messages if any(copy["received"] for copy in each["copies"])]


@contextmanager
def running(
    folder: Path,
    changes: Mapping[str, str] = MappingProxyType({}),
    programs: Callable[[int, int, int], list[Program]] = product,
) -> Iterator[Product]:
    """Started, and stopped at the end, whatever happens. `changes`: variables of the environment; `programs`: by the ports of web, rasa, actions."""
    base = _free_ports()
    settings = DemoSettings(folder, base)
    environment = {**settings.environment(), **changes}
    stack = Stack(environment, folder / "logs")
    without_level(folder / "schools.yml")
    enrol_referents(environment["PARLONS_EN_DATABASE"], SCHOOL["id"], datetime.now(timezone.utc))
    try:
        stack.start([emulated_ent(base, settings.ent_url, settings.bot_url), *programs(base + 1, base + 2, base + 3)])
        running_now = Product(folder, base, stack)
        _wait_until_ready(running_now.bot)
        yield running_now
    finally:
        stack.stop()


def _wait_until_ready(bot: str) -> None:
    """web serves before rasa does, and looks for it every half second: whoever came in between would be told that it is not there."""
    until = time.monotonic() + READY_SECONDS
    while httpx.get(f"{bot}/ready", timeout=READY_SECONDS).status_code != httpx.codes.OK:
        if time.monotonic() > until:
            raise StackError("web does not find rasa")
        time.sleep(0.1)


def without_level(schools: Path) -> None:
    """The stories say their own level, which a school that has only one does not ask for."""
    listed = yaml.safe_load(schools.read_text("utf-8"))
    kept = [{name: value for name, value in each.items() if name != "level"} for each in listed]
    schools.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")


def _free_ports() -> int:
    start = _FROM + os.getpid() % 700 * 10
    rows = range(start, _TO, 10)
    return next(row for row in rows if all(_is_free(port) for port in range(row, row + PORTS)))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
