"""The process as it is started: `python -m web`, real sockets, a real file."""

import base64
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parent.parent.parent
SCHOOLS = """
- {id: col-zola, uai: 0330139P, name: Collège Émile-Zola, group_id: grp-parlons-en, group_name: "Violences, parlons-en", zone: A}
"""


def environment(folder: Path, port: int) -> dict[str, str]:
    (folder / "schools.yml").write_text(SCHOOLS, encoding="utf-8")
    nobody = f"http://127.0.0.1:{free_ports(1)}"
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PARLONS_EN_DATABASE": f"sqlite:///{folder}/parlons-en.db",
        "PARLONS_EN_SERVER_KEYS": base64.b64encode(bytes(32)).decode(),
        "PARLONS_EN_PUBLIC_URL": f"http://bot.localhost:{port}",
        "PARLONS_EN_ENT_PUBLIC_URL": "http://ent.localhost:8090",
        "PARLONS_EN_ENT_API_URL": nobody,
        "PARLONS_EN_ENT_CLIENT_ID": "vpe-bot",
        "PARLONS_EN_ENT_CLIENT_SECRET": "demo-secret",
        "PARLONS_EN_RASA_URL": nobody,
        "PARLONS_EN_RASA_SECRET": "a-secret-between-processes",
        "PARLONS_EN_ACTIONS_URL": nobody,
        "PARLONS_EN_ACTIONS_SECRET": "another-secret-of-ours",
        "PARLONS_EN_SCHOOLS": str(folder / "schools.yml"),
        "PARLONS_EN_EXIT_URL": "https://meteofrance.com",
    }


@dataclass
class Running:
    process: subprocess.Popen[str]
    port: int

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Running]:
    port = free_ports(1)
    command = [sys.executable, "-m", "web", "--port", str(port)]
    process = subprocess.Popen(command, env=environment(tmp_path, port), cwd=ROOT, stderr=subprocess.PIPE, text=True)
    running = Running(process, port)
    try:
        wait_until_it_serves(running)
        yield running
    finally:
        process.kill()
        process.wait()


def wait_until_it_serves(web: Running) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(web.address("/aide"))
            return
        time.sleep(0.2)
    raise AssertionError("web does not serve")


def test_the_process_serves_help_tells_that_rasa_is_down_logs_lines_only_and_stops_cleanly(web: Running):
    ours = {"Origin": f"http://bot.localhost:{web.port}", "X-Parlons-En": "1"}
    down = httpx.post(web.address("/api/session"), json={"text": "zibeline"}, headers=ours)
    lost = httpx.get(web.address("/zibeline"))
    web.process.send_signal(signal.SIGTERM)
    _, logged = web.process.communicate(timeout=20)

    assert down.status_code == 503
    assert down.json()["error"] == "assistant_down"
    assert down.json()["helplines"]
    assert "server" not in lost.headers
    assert "POST session 503" in logged
    assert "zibeline" not in logged
    assert "Traceback" not in logged


def test_only_this_machine_reaches_the_process(web: Running):
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with closing(socket.socket()) as sock:
            assert sock.connect_ex((address, web.port)) != 0


def test_a_wrong_setting_stops_the_process_with_a_french_sentence(tmp_path: Path):
    values = environment(tmp_path, 1) | {"PARLONS_EN_SERVER_KEYS": "trop-court"}
    done = subprocess.run(
        [sys.executable, "-m", "web"], env=values, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "PARLONS_EN_SERVER_KEYS" in done.stderr
    assert "trop-court" not in done.stderr
    assert "Traceback" not in done.stderr
