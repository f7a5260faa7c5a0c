"""web as it is started, on a real socket, with a rasa and an ENT of the test: nothing between the test and uvicorn."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import httpx

from emulator.app import create_app as create_ent
from emulator.options import Options
from emulator.seed import read_seed
from emulator.world import World
from tests.web.fake_rasa import FakeRasa
from tests.web.test_running_web import ROOT, environment, in_a_thread, wait_for

HOST = "127.0.0.1"


@dataclass
class Served:
    """One web process."""

    port: int
    public: str
    folder: Path
    rasa: FakeRasa
    process: subprocess.Popen[bytes]
    world: World
    ent_url: str

    @property
    def ours(self) -> dict[str, str]:
        """What a page of ours says of itself."""
        return {"Origin": self.public, "X-Parlons-En": "1"}

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection((HOST, self.port), timeout=30)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://{HOST}:{self.port}{path}", timeout=10)

    def post(self, path: str) -> httpx.Response:
        return httpx.post(f"http://{HOST}:{self.port}{path}", json={}, headers=self.ours, timeout=10)


@contextmanager
def served(folder: Path, scheme: str = "http", rasa_there: FakeRasa | None = None, **changes: str) -> Iterator[Served]:
    """A web process of its own; `changes` are variables without their prefix."""
    sockets = [socket.create_server((HOST, 0)) for _ in range(3)]
    ent, rasa, port = (sock.getsockname()[1] for sock in sockets)
    public = f"{scheme}://bot.localhost:{port}"
    fake = rasa_there or FakeRasa()
    world = create_ent(read_seed(), Options(f"http://{HOST}:{ent}", public), lambda: datetime.now(timezone.utc))
    servers = [in_a_thread(world, sockets[0]), in_a_thread(fake.app(), sockets[1])]
    sockets[2].close()
    values = environment(folder, ent, rasa) | {f"PARLONS_EN_{name}": value for name, value in changes.items()}
    values["PARLONS_EN_PUBLIC_URL"] = public
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "web", "--port", str(port)], cwd=ROOT, env=values, stdout=log, stderr=log
        )
    try:
        wait_for(port)
        yield Served(port, public, folder, fake, process, world.state.world, f"http://{HOST}:{ent}")
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for server in servers:
            server.should_exit = True


def until_closed(connection: socket.socket, seconds: float) -> bytes:
    """What comes until the other side closes; fails when it does not in that time."""
    connection.settimeout(seconds)
    came, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            more = connection.recv(65_536)
        except ConnectionResetError:
            return came
        if not more:
            return came
        came += more
    raise AssertionError("still open")
