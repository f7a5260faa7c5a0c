"""The town of `tests.doors`, on a clock that runs ahead: many calls in a minute of ours are a few in one of theirs, so paces refuse little.

web is on a real port, behind uvicorn, with the emulated ENT and a rasa of the test on theirs.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx

from emulator.app import create_app as create_ent
from emulator.options import Options
from emulator.seed import read_seed
from handoff.database import open_database
from tests.doors import town as places
from tests.doors.town import HUGO, VERNE, Town
from tests.web.fake_rasa import FakeRasa
from tests.web.house import CAMUS, ZOLA, settings_for
from tests.web.test_running_web import in_a_thread, wait_for
from web.app import create_app

HOST = "127.0.0.1"


@dataclass
class FastClock:
    """The time of now, and as much more as was asked for."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(timezone.utc) + self.ahead

    def advance(self, **how_long: float) -> None:
        self.ahead += timedelta(**how_long)


@dataclass
class Near:
    """As `tests.limits.served.Served`, in this process."""

    port: int
    public: str
    ent_url: str
    world: Any
    rasa: FakeRasa
    clock: FastClock

    @property
    def ours(self) -> dict[str, str]:
        return {"Origin": self.public, "X-Parlons-En": "1"}


@contextmanager
def fast_town(folder: Path) -> Iterator[Town]:
    sockets = [socket.create_server((HOST, 0)) for _ in range(3)]
    ent, rasa, port = (sock.getsockname()[1] for sock in sockets)
    public, ent_url, clock, fake = f"http://bot.localhost:{port}", f"http://{HOST}:{ent}", FastClock(), FakeRasa()
    emulated = create_ent(read_seed(), Options(ent_url, public), clock)
    asked = {
        "public_url": public,
        "ent_public_url": ent_url,
        "ent_api_url": ent_url,
        "rasa_url": f"http://{HOST}:{rasa}",
    }
    settings = settings_for(
        folder / "web.db",
        server_keys=(b"k" * 32,),
        schools=(ZOLA, CAMUS, HUGO, VERNE),
        sessions_per_minute=100_000,
        **asked,
    )
    app = create_app(settings, httpx.AsyncClient(), httpx.AsyncClient(), clock, os.urandom)
    near = Near(port, public, ent_url, emulated.state.world, fake, clock)
    places._people(near.world)
    town = Town(near, open_database(settings.database_url))  # type: ignore[arg-type]
    places._keys_and_message(town)
    servers = [in_a_thread(each, sock) for each, sock in zip((emulated, fake.app(), app), sockets, strict=True)]
    wait_for(port)
    try:
        yield town
    finally:
        for server in servers:
            server.should_exit = True
        town.db.dispose()
