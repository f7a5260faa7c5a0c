"""web as it is started, on a real socket: what a stranger or a pupil puts in an address, a header, a cookie or a body stays nowhere."""

import base64
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
import yaml

from emulator.app import create_app as create_ent
from emulator.options import Options
from emulator.seed import read_seed
from tests.web.fake_rasa import SECRET, FakeRasa

ROOT = Path(__file__).resolve().parents[2]
MARKER = "zinzolin-marque"
PUBLIC = "http://bot.localhost"
OURS = {"Origin": PUBLIC, "X-Parlons-En": "1"}
STRANGE = dict.fromkeys(("X-Parlons-School", "User-Agent", "Referer", "Host", "X-Forwarded-Host", "Forwarded"), MARKER)
COOKIES = "; ".join(
    f"{name}={MARKER}" for name in ("__Host-parlons_session", "__Host-parlons_desk", "parlons_administration")
)
ADDRESSES = [
    "/{m}", "//{m}/%2e%2e/", "/static/{m}?v={m}", "/loader.{m}.js", "/assistant?ecole={m}", "/aide?ecole={m}", "/ent/sign-in?state={m}",
    "/ent/callback?code={m}&state={m}", "/ent/callback?error={m}&state={m}", "/desk/callback?code={m}&state={m}",
    "/desk/api/envelopes/{m}", "/administration?{m}", "/administration/callback?error={m}&state={m}&error_description={m}",
    "/administration/schools/{m}", "/administration/schools/col-zola?done={m}", "/administration/schools/{m}/kit/{m}",
]  # fmt: skip
RAW = [
    "{m} {m} {m}\r\n\r\n",
    "{m} /aide HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /%0d%0a{m} HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /aide HTTP/1.1\r\nHost: a\r\nX-Parlons-School: {m}\r\n folded\r\n\r\n",
    "GET /aide HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: {m}\r\n\r\n",
    "POST /ent/logout HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{m}",
    "POST /ent/logout HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /{m} HTTP/1.1\r\n\r\n",
    "POST /ent/logout HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{m}\r\n",
]


@dataclass
class Started:
    port: int
    folder: Path
    rasa: FakeRasa

    def call(self, method: str, path: str, headers: dict[str, str], **body: Any) -> httpx.Response:
        return httpx.request(method, f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=20, **body)

    def send_raw(self, request: str) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as caller:
            caller.sendall(request.encode())
            return caller.recv(4096)

    def every_byte_kept(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


def in_a_thread(app: Any, sock: socket.socket) -> uvicorn.Server:
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    threading.Thread(target=lambda: server.run(sockets=[sock]), daemon=True).start()
    return server


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    folder = tmp_path_factory.mktemp("web")
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    ent, rasa, port = (sock.getsockname()[1] for sock in sockets)
    fake = FakeRasa()
    world = create_ent(read_seed(), Options(f"http://127.0.0.1:{ent}", PUBLIC), lambda: datetime.now(timezone.utc))
    servers = [in_a_thread(world, sockets[0]), in_a_thread(fake.app(), sockets[1])]
    sockets[2].close()
    with (folder / "web.log").open("wb") as log:
        command = [sys.executable, "-m", "web", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment(folder, ent, rasa), stdout=log, stderr=log)
    try:
        wait_for(port)
        yield Started(port, folder, fake)
    finally:
        process.kill()
        process.wait()
        for server in servers:
            server.should_exit = True


def environment(folder: Path, ent: int, rasa: int) -> dict[str, str]:
    school = {
        "id": "col-zola",
        "uai": "0330139P",
        "name": "Zola",
        "group_id": "grp-parlons-en",
        "group_name": "G",
        "zone": "A",
    }
    (folder / "schools.yml").write_text(yaml.safe_dump([school]))
    values = {
        "DATABASE": f"sqlite:///{folder}/web.db",
        "SERVER_KEYS": base64.b64encode(b"k" * 32).decode(),
        "PUBLIC_URL": PUBLIC,
        "ENT_PUBLIC_URL": f"http://127.0.0.1:{ent}",
        "ENT_API_URL": f"http://127.0.0.1:{ent}",
        "ENT_ISSUER": f"http://127.0.0.1:{ent}",
        "ENT_CLIENT_ID": "vpe-bot",
        "ENT_CLIENT_SECRET": "demo-secret",
        "RASA_URL": f"http://127.0.0.1:{rasa}",
        "RASA_SECRET": SECRET,
        "ACTIONS_URL": "http://127.0.0.1:9",
        "ACTIONS_SECRET": "a" * 32,
        "SCHOOLS": str(folder / "schools.yml"),
        "EXIT_URL": "https://meteofrance.com",
    }
    ours = {f"PARLONS_EN_{name}": value for name, value in values.items()}
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT)} | ours


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    with socket.socket() as sock:
        while sock.connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < until, "web does not serve"
            time.sleep(0.1)


@pytest.fixture
def window(started: Started) -> dict[str, str]:
    """The headers of a pupil's window, opened with a strange hint."""
    opened = started.call("POST", "/api/session", OURS | {"X-Parlons-School": MARKER}, json={})
    assert opened.status_code == 201
    cookie = opened.headers["set-cookie"].partition(";")[0]
    return OURS | {"Cookie": cookie, "X-Parlons-Turn": str(opened.json()["turn"])}


def nothing_stays(started: Started, *answers: httpx.Response) -> None:
    kept = started.every_byte_kept()
    assert b"parlons_en.web" in kept, "no line was written: this test would show nothing"
    assert MARKER.encode() not in kept.lower()
    assert not [answer.url.path for answer in answers if MARKER in answer.text or MARKER in str(answer.headers)]


def test_what_a_stranger_writes_in_an_address_a_header_or_a_cookie_stays_nowhere(started: Started):
    answers = [started.call("GET", path.format(m=MARKER), STRANGE | {"Cookie": COOKIES}) for path in ADDRESSES]

    nothing_stays(started, *answers)


@pytest.mark.parametrize("door", ["desk", "administration"])
def test_a_stranger_who_made_their_own_state_is_answered_without_a_trace(started: Started, door: str):
    states = f"__Host-parlons_{door}_state={MARKER}; parlons_{door}_state={MARKER}"
    answer = started.call("GET", f"/{door}/callback?code={MARKER}&state={MARKER}", {"Cookie": states})

    assert answer.is_error
    nothing_stays(started, answer)


@pytest.mark.parametrize(
    "came_back", [f"code={MARKER}", f"error={MARKER}&error_description={MARKER}", f"code=&{MARKER}"]
)
def test_what_comes_back_from_the_ent_to_a_sign_in_that_is_awaited_stays_nowhere(
    started: Started, window: dict[str, str], came_back: str
):
    asked = started.call("POST", "/api/sign-in", window, json={}).json()["url"]
    state = re.search(r"state=([^&]+)", asked)
    assert state
    page = started.call("GET", f"/ent/callback?{came_back}&state={state[1]}", {})
    joined = started.call("POST", "/api/sign-in/join", window, json={"code": MARKER})

    assert (page.status_code, joined.status_code) == (400, 400)
    nothing_stays(started, page, joined)


def test_a_strange_school_reaches_neither_rasa_nor_a_log(started: Started, window: dict[str, str]):
    number = int(window["X-Parlons-Turn"]) + 1
    body = {"turn": number, "text": "bonjour", "school_now": MARKER, "school": MARKER}
    said = started.call("POST", "/api/turns", window | {"X-Parlons-School": MARKER}, json=body)

    assert said.status_code == 200
    assert MARKER not in repr(started.rasa.turns)
    nothing_stays(started, said)


@pytest.mark.parametrize(
    "form", [{"logout_token": f"{MARKER}.{MARKER}.{MARKER}"}, {MARKER: MARKER}, {"welcome": MARKER, "token": MARKER}]
)
def test_a_form_that_proves_nothing_stays_nowhere(started: Started, form: dict[str, str]):
    paths = ("/ent/logout", "/administration/schools/col-zola/page", "/administration/sign-out")
    answers = [started.call("POST", path, {"Origin": PUBLIC}, data=form) for path in paths]

    assert [answer.status_code for answer in answers] == [400, 401, 401]
    nothing_stays(started, *answers)


@pytest.mark.parametrize("request_", RAW)
def test_a_request_that_is_hardly_one_is_answered_without_a_trace(started: Started, request_: str):
    answer = started.send_raw(request_.format(m=MARKER))

    assert answer.startswith(b"HTTP/1.1 ")
    assert MARKER.encode() not in answer
    nothing_stays(started)
