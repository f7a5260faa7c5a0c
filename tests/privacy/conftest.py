"""rasa and the action server as they are started, with real sockets, a real database and the trained model."""

import base64
import contextlib
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
MARKER = "zinzolin-caché"
SECRETS = {"PARLONS_EN_RASA_SECRET": "r" * 32, "PARLONS_EN_ACTIONS_SECRET": "a" * 32}
SERVER_KEY = base64.b64encode(b"k" * 32).decode()
SCHOOLS = "- {id: col-zola, uai: 0330139P, name: Zola, group_id: grp-parlons-en, group_name: Parlons-en, zone: A}\n"
# Imported by every Python that finds it on its path: notes each address that Python code connects to or looks up (telemetry, error
# reporting). The event loop connects by itself; it was watched with strace (docs/threat-model.md).
WATCH = """
import os, sys
with open(os.environ["WATCHED"], "a") as noted:
    noted.write("watching\\n")
def _note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        address = arguments[1] if event == "socket.connect" else arguments[0]
        with open(os.environ["WATCHED"], "a") as noted:
            noted.write(f"{address[0] if isinstance(address, tuple) else address}\\n")
sys.addaudithook(_note)
"""


@dataclass
class Product:
    folder: Path
    rasa_port: int
    actions_port: int
    processes: dict[str, subprocess.Popen[bytes]]

    def rasa(self, path: str) -> str:
        return f"http://127.0.0.1:{self.rasa_port}{path}"

    def actions(self, path: str) -> str:
        return f"http://127.0.0.1:{self.actions_port}{path}"

    def turn(self, conversation: str, **said: str) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {SECRETS['PARLONS_EN_RASA_SECRET']}",
            "X-Conversation-Key": base64.urlsafe_b64encode(b"c" * 32).decode(),
        }
        body = {"conversation": conversation, **said}
        return httpx.post(self.rasa("/webhooks/ent/turn"), json=body, headers=headers, timeout=20)

    def say(self, conversation: str, text: str) -> httpx.Response:
        return self.turn(conversation, kind="text", text=text)

    def logged(self) -> str:
        return "".join((self.folder / f"{name}.log").read_text() for name in self.processes)

    def every_byte_kept(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def conversation() -> str:
    return uuid.uuid4().hex


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    running = Product(folder, free_ports(1), free_ports(1), {})
    values = environment(running)
    try:
        for name, module, port in (
            ("actions", "actions.server", running.actions_port),
            ("rasa", "bot.server", running.rasa_port),
        ):
            running.processes[name] = start(module, port, folder / f"{name}.log", values)
        for name, url in (("actions", running.actions("/health")), ("rasa", running.rasa("/webhooks/ent/"))):
            wait_until_it_serves(running, name, url)
        yield running
    finally:
        for process in running.processes.values():
            process.kill()
            process.wait()


def start(module: str, port: int, log: Path, values: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", module, "--port", str(port)]
    with log.open("wb") as lines:
        return subprocess.Popen(command, cwd=ROOT, env=values, stdout=lines, stderr=lines)


def wait_until_it_serves(running: Product, name: str, url: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert running.processes[name].poll() is None, running.logged()
        with contextlib.suppress(httpx.TransportError):
            httpx.get(url)
            return
        time.sleep(0.2)
    raise AssertionError(f"{name} does not serve")


def environment(running: Product) -> dict[str, Any]:
    folder, watch = running.folder, running.folder.parent / "watch"
    watch.mkdir(exist_ok=True)
    (watch / "sitecustomize.py").write_text(WATCH)
    (folder / "schools.yml").write_text(SCHOOLS)
    nobody = f"http://127.0.0.1:{free_ports(1)}"
    return SECRETS | {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": f"{ROOT}:{watch}",
        "WATCHED": str(folder / "addresses"),
        "PARLONS_EN_DATABASE": f"sqlite:///{folder}/parlons-en.db",
        "PARLONS_EN_SERVER_KEYS": SERVER_KEY,
        "PARLONS_EN_PUBLIC_URL": "http://bot.localhost:8091",
        "PARLONS_EN_ENT_PUBLIC_URL": nobody,
        "PARLONS_EN_ENT_API_URL": nobody,
        "PARLONS_EN_ENT_CLIENT_ID": "vpe-bot",
        "PARLONS_EN_ENT_CLIENT_SECRET": "ent-secret",
        "PARLONS_EN_RASA_URL": running.rasa(""),
        "PARLONS_EN_ACTIONS_URL": running.actions(""),
        "PARLONS_EN_SCHOOLS": str(folder / "schools.yml"),
        "PARLONS_EN_EXIT_URL": "https://meteofrance.com",
    }
