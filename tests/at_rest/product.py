"""The real processes on one database, and what a browser does with them over HTTP (cookies by hand: ours are `Secure`, this is loopback)."""

import base64
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import httpx

from cli.demo_referents import enrol_referents
from cli.demo_settings import SCHOOL, DemoSettings
from cli.programs import emulated_ent, product
from cli.stack import ROOT, Program, Stack
from tests.databases import database_for
from tests.ports import free_ports

SEAL = ROOT / "web" / "static" / "built" / "seal.mjs"
DOWN = 503  # a process is just being started again
PATIENCE = 30.0
_HOSTS = re.compile(r"//(?:ent|bot)\.localhost:")
_CODE = re.compile(r'data-code="([^"]+)"')


@dataclass
class Product:
    """All of it, started with one ring of keys; single processes are started again with another one."""

    folder: Path
    base: int
    environment: dict[str, str]
    stacks: list[Stack] = field(default_factory=list)

    @property
    def ent(self) -> str:
        return f"http://127.0.0.1:{self.base}"

    @property
    def bot(self) -> str:
        return f"http://127.0.0.1:{self.base + 1}"

    @property
    def origin(self) -> str:
        return f"http://bot.localhost:{self.base + 1}"

    @property
    def database_url(self) -> str:
        return self.environment["PARLONS_EN_DATABASE"]

    def programs(self) -> list[Program]:
        return product(self.base + 1, self.base + 2, self.base + 3)

    def start(self, programs: Sequence[Program], keys: Sequence[bytes]) -> Stack:
        self.environment["PARLONS_EN_SERVER_KEYS"] = written(keys)
        stack = Stack(self.environment, self.folder / "logs")
        self.stacks.append(stack)
        stack.start(programs)
        return stack

    def command(self, *arguments: str, keys: Sequence[bytes]) -> subprocess.CompletedProcess[str]:
        """`parlons-en …`, as somebody types it on that machine."""
        values = os.environ | self.environment | {"PARLONS_EN_SERVER_KEYS": written(keys), "PYTHONPATH": str(ROOT)}
        python = str(ROOT / ".venv" / "web" / "bin" / "python")
        return subprocess.run(
            [python, "-m", "cli", *arguments],
            cwd=ROOT,
            env=values,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def browser(self) -> "Browser":
        return Browser(self)

    def delivered(self) -> list[dict[str, Any]]:
        messages = httpx.get(f"{self.ent}/__test/messages", timeout=60).json()
        return [each for each in messages if any(copy["received"] for copy in each["copies"])]


def written(keys: Sequence[bytes]) -> str:
    """A ring, as the settings have it."""
    return ",".join(base64.b64encode(key).decode() for key in keys)


@contextmanager
def running(folder: Path, key: bytes) -> Iterator[tuple[Product, Stack]]:
    """Started with one key, and stopped whatever happens."""
    base = free_ports()
    settings = DemoSettings(folder, base)
    environment = settings.environment() | {"PARLONS_EN_DATABASE": database_for(folder / "parlons-en.db")}
    house = Product(folder, base, environment)
    enrol_referents(house.database_url, SCHOOL["id"], datetime.now(timezone.utc))
    try:
        ent = emulated_ent(base, settings.ent_url, settings.bot_url)
        yield house, house.start([ent, *house.programs()], [key])
    finally:
        for stack in reversed(house.stacks):
            stack.stop()


@dataclass
class Browser:
    """One window and its cookies."""

    house: Product
    cookies: dict[tuple[int, str], str] = field(default_factory=dict)
    turn: int = 0

    def ask(self, method: str, url: str, **what: Any) -> httpx.Response:
        url = _HOSTS.sub("//127.0.0.1:", urljoin(self.house.bot, url))
        port = urlsplit(url).port or 80
        mine = "; ".join(f"{name}={value}" for (where, name), value in self.cookies.items() if where == port)
        headers = {**what.pop("headers", {}), **({"Cookie": mine} if mine else {})}
        answer = httpx.request(method, url, headers=headers, timeout=60, **what)
        for said in answer.headers.get_list("set-cookie"):
            name, _, value = said.split(";")[0].partition("=")
            self.cookies[port, name] = value
        return answer

    def call(self, method: str, path: str, body: Any, status: int) -> Any:
        ours = {"Origin": self.house.origin, "X-Parlons-En": "1", "X-Parlons-Turn": str(self.turn)}
        answer = self.ask(method, path, json=body, headers=ours)
        until = time.monotonic() + PATIENCE
        while answer.status_code == DOWN and time.monotonic() < until:  # as the page does: the same again
            time.sleep(0.3)
            answer = self.ask(method, path, json=body, headers=ours)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def go(self, url: str) -> httpx.Response:
        for _ in range(8):
            answer = self.ask("GET", url)
            if not answer.is_redirect:
                return answer
            url = urljoin(str(answer.url), answer.headers["location"])
        raise AssertionError("too many redirects")

    def signs_in_to_the_ent(self, login: str) -> None:
        self.ask("POST", f"{self.house.ent}/auth/login", data={"email": login, "password": "demo", "callBack": "/"})

    def opens(self) -> None:
        self.turn = self.call("POST", "/api/session", {}, 201)["turn"]

    def says(self, text: str) -> None:
        self.call("POST", "/api/turns", {"turn": self.turn + 1, "text": text}, 200)
        self.turn += 1

    def leaves(self) -> None:
        self.call("POST", "/api/leave", {}, 204)

    def signs_in(self, login: str) -> None:
        url = self.call("POST", "/api/sign-in", {}, 200)["url"]
        self.signs_in_to_the_ent(login)
        found = _CODE.search(self.go(url).text)
        assert found
        self.call("POST", "/api/sign-in/join", {"code": found[1]}, 200)

    def hands_over(self, text: str, word: str) -> str:
        """A message really sealed by the browser's code; its id."""
        readers = self.ask(
            "GET", f"/api/handoff/readers?school={SCHOOL['id']}", headers={"X-Parlons-Turn": str(self.turn)}
        )
        assert readers.status_code == 200, readers.text
        body = sealed(readers.json(), text, word)
        self.call("PUT", f"/api/handoff/envelopes/{body['header']['id']}", body, 201)
        self.call("POST", "/api/turns", {"turn": self.turn + 1, "deposit": body["header"]["id"]}, 200)
        self.turn += 1
        return str(body["header"]["id"])

    def states(self, word: str) -> list[str]:
        found = self.call("POST", "/api/state", {"word": word}, 200)
        return [each["state"] for each in found.get("messages", [])]

    def token(self) -> str:
        """What only this browser has."""
        return next(value for (_, name), value in self.cookies.items() if name == "__Host-parlons_session")


def sealed(readers: dict[str, Any], text: str, word: str) -> dict[str, Any]:
    chosen = [{"id": each["id"], "recipient": each["recipient"]} for each in readers["readers"] if each["can_read"]]
    letter = {
        "id": str(uuid4()),
        "school": SCHOOL["id"],
        "date": datetime.now(timezone.utc).date().isoformat(),
        "month": readers["month"],
        "readers": chosen,
        "excluded": [],
        "closed": False,
        "text": text,
        "word": word,
        "pieces": [],
    }
    made = subprocess.run(["node", str(SEAL)], input=json.dumps(letter).encode(), capture_output=True, check=True)
    return dict(json.loads(made.stdout)) | {"school": SCHOOL["id"], "word": word}
