"""Where the ways in are tried: the product's processes, an emulated ENT whose settings change at will, hostile sites, three names.

`ent.localhost` and `bot.localhost` are two sites. `assistant.ent.localhost` is a second web process, on the ENT's own site.
"""

import dataclasses
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cli.demo_settings import DemoSettings
from cli.programs import product
from cli.stack import Program, Stack
from emulator.app import create_app
from emulator.options import Options
from emulator.seed import read_seed
from emulator.serve import CuttableProtocol, utc_now
from emulator.world import World
from tests.ways_in.hostile import hostile_site

HOST = "127.0.0.1"
OWN_PAGE = "/page-dessai"  # a page of the ENT's origin whose HTML is `Grounds.own_page`
WEB_PORT, HOSTILE_PORT, SAME_SITE_PORT = 1, 4, 5  # above the base
MANY_MESSAGES = 6  # of ten at once: one test sends two at most


class Grounds:
    """Everything that runs, and what a test may change of the ENT."""

    def __init__(self, folder: Path, port_base: int) -> None:
        self.settings = DemoSettings(folder, port_base)
        self.ent_url = self.settings.ent_url
        self.lycees_url = f"http://lycees.localhost:{port_base}"
        self.bot_url = self.settings.bot_url
        self.same_site_url = f"http://assistant.ent.localhost:{port_base + SAME_SITE_PORT}"
        self.hostile_url = f"http://pirate.localhost:{port_base + HOSTILE_PORT}"
        self._options = Options(public_url=self.ent_url, bot_url=self.bot_url, safe_hosts=("assistant.ent.localhost",))
        self.ent: Starlette = create_app(read_seed(), self._options, utc_now)
        self.ent.router.routes.insert(0, Route(OWN_PAGE, self._own_page))
        self.own_page = ""
        self._sent = 0
        environment = self.settings.environment() | {"PARLONS_EN_ENT_HOSTS": self.lycees_url}
        self._stack = Stack(environment, folder / "logs")
        self._other_web = Stack(environment | {"PARLONS_EN_PUBLIC_URL": self.same_site_url}, folder / "logs-same-site")

    @property
    def world(self) -> World:
        """The state of the ENT."""
        world: World = self.ent.state.world
        return world

    @contextmanager
    def running(self) -> Iterator["Grounds"]:
        """Everything, until the end."""
        base = self.settings.port_base
        with serving(SecureCookies(self.ent), base), serving(hostile_site(self.bot_url), base + HOSTILE_PORT):
            try:
                self._stack.start(product(base + WEB_PORT, base + 2, base + 3))
                self._other_web.start([web_at(base + SAME_SITE_PORT)])
                yield self
            finally:
                self._other_web.stop()
                self._stack.stop()

    def begin_anew(self) -> None:
        """The ENT as at first; and web, which counts what one pupil sends, once that pupil has sent many messages in a few minutes."""
        self._sent += self._received()
        if self._sent >= MANY_MESSAGES:
            for stack, port in ((self._stack, WEB_PORT), (self._other_web, SAME_SITE_PORT)):
                stack.kill("web")
                stack.start([web_at(self.settings.port_base + port)])
            self._sent = 0
        self.choose()

    def choose(self, **options: Any) -> None:
        """The ENT as this operator has set it: everything else as at first, nobody signed in, no message."""
        self.ent.state.world = self.ent.state.fresh_world()
        self.world.options = dataclasses.replace(self._options, **options)

    async def _own_page(self, _request: Request) -> Response:
        return HTMLResponse(self.own_page)

    def connector(self, **fields: str) -> None:
        """Change the registered application of the assistant."""
        application = next(app for app in self.world.applications.values() if app.name == "vpe-bot")
        vars(application).update(fields)

    def new_home_for(self, login: str) -> None:
        """This person has chosen the React home."""
        user = self.world.user_by_login(login)
        assert user is not None
        self.world.preferences[user.id, "homePage"] = '{"betaEnabled": true}'

    def arrived(self, count: int, seconds: float = 60) -> int:
        """How many messages the group has received, as soon as there are `count`, or at the end of the wait."""
        until = time.monotonic() + seconds
        while self._received() < count and time.monotonic() < until:
            time.sleep(0.2)
        return self._received()

    def _received(self) -> int:
        rows = httpx.get(f"http://{HOST}:{self.settings.port_base}/__test/messages").json()
        return sum(any(copy["received"] for copy in row["copies"]) for row in rows)


def web_at(port: int) -> Program:
    """The web process on that port."""
    return Program("web", "web", "web", ("--port", str(port)), f"http://{HOST}:{port}/aide", notifies=True)


class SecureCookies:
    """Marks `SameSite=None` cookies `Secure`, as an ENT behind https does: browsers refuse them otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mend the cookies of the answer."""

        async def mend(message: Message) -> None:
            headers = [
                (name, value + b"; Secure" if value.endswith(b"SameSite=None") else value)
                for name, value in message.get("headers", [])
            ]
            await send({**message, "headers": headers} if "headers" in message else message)

        await self._app(scope, receive, mend)


@contextmanager
def serving(app: ASGIApp, port: int) -> Iterator[None]:
    """The application on that port of this machine."""
    config = uvicorn.Config(app, host=HOST, port=port, http=CuttableProtocol, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield
    server.should_exit = True
    thread.join(5)
