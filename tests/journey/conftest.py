"""The real processes on free ports, a real Chromium, two sites: ent.localhost and bot.localhost."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

from cli.demo_referents import enrol_referents
from cli.demo_settings import SCHOOL, DemoSettings
from cli.programs import emulated_ent, product
from cli.stack import Program, Stack
from tests.conftest import CHROMIUM_FLAGS
from tests.journey.pupil import Pupil
from tests.journey.referent import Referent
from tests.journey.story import LOGINS
from tests.journey.wire import Wire
from tests.ports import free_ports

# A microphone that beeps, and a browser that lets whoever asks have it.
WIDE: ViewportSize = {"width": 1280, "height": 800}
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


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


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("journey")
    settings = DemoSettings(folder, free_ports())
    base = settings.port_base
    (folder / "tmp").mkdir()
    stack = Stack({**settings.environment(), "TMPDIR": str(folder / "tmp")}, folder / "logs")
    try:
        stack.start([emulated_ent(base, settings.ent_url, settings.bot_url), *product(base + 1, base + 2, base + 3)])
        yield Running(settings, stack, f"http://127.0.0.1:{base}")
    finally:
        stack.stop()


@dataclass(frozen=True)
class Profile:
    """A browser of one's own, as on a computer at home: what it keeps on the disk stays in `folder` when it is closed."""

    context: BrowserContext
    folder: Path


@pytest.fixture(scope="module")
def at_home(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    folder = tmp_path_factory.mktemp("profile")
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path="/usr/bin/chromium",
        args=[*CHROMIUM_FLAGS, *MICROPHONE],
        locale="fr-FR",
        viewport=WIDE,
    )
    yield Profile(context, folder)
    context.close()


@pytest.fixture(scope="module")
def picture(pictures: Path) -> Callable[[Page, str], None]:
    """Keeps a page as it looks now."""

    def keep(page: Page, name: str) -> None:
        page.wait_for_timeout(700)  # scrolling is smooth: let it end
        page.screenshot(path=pictures / f"{name}.png")

    return keep


@pytest.fixture(scope="module")
def wires() -> dict[str, Wire]:
    """What leaves each browser of the story."""
    return {}


@pytest.fixture(scope="module")
def pupil(at_home: Profile, running: Running, wires: dict[str, Wire]) -> Pupil:
    wires["pupil"] = Wire(at_home.context)
    return Pupil(at_home.context, running.settings.ent_url)


@pytest.fixture(scope="module")
def referents(chromium: Browser, running: Running, wires: dict[str, Wire]) -> Iterator[list[Referent]]:
    """Three who have confirmed one another, each at a browser of their own."""
    settings = running.settings
    enrol_referents(settings.database_url, SCHOOL["id"], datetime.now(timezone.utc))
    contexts = {login: chromium.new_context(locale="fr-FR", viewport=WIDE) for login in LOGINS}
    wires |= {login: Wire(context) for login, context in contexts.items()}
    yield [Referent(context, settings.ent_url, settings.bot_url, login) for login, context in contexts.items()]
    for context in contexts.values():
        context.close()
