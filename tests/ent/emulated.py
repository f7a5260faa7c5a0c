"""The emulated ENT in its own process, reached over real HTTP, with its test door."""

import os
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.ports import free_ports

ROOT = Path(__file__).parents[2]
LEA = "a1d5c0de-0000-4000-8000-000000000001"
NOE = "a1d5c0de-0000-4000-8000-000000000002"
LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
DIALLO = "c3d5c0de-0000-4000-8000-000000000002"
ROCHE = "c3d5c0de-0000-4000-8000-000000000003"
BENALI = "c3d5c0de-0000-4000-8000-000000000007"
GROUP = "grp-parlons-en"
GROUP_NAME = "Violences, parlons-en"
CLIENT = ("vpe-bot", "demo-secret")
BACK = "http://bot.localhost:8091/ent/callback"
BELL = ("vpe-bell", "demo-bell-secret", "org.entcore.timeline.controllers.TimelineController|publish")
SCOPE = "userinfo conversation communication"
PATIENCE_SECONDS = 30
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody; the machine's certificates are slow to read


@dataclass(frozen=True)
class EmulatedEnt:
    """Where it answers, and what only a test may ask of it."""

    url: str
    door: httpx.Client = field(repr=False)

    def reset(self) -> None:
        """The seed again."""
        self.door.post(self.url + "/__test/reset").raise_for_status()

    def arm(self, *faults: dict[str, Any]) -> None:
        """Replace the armed faults."""
        self.door.post(self.url + "/__test/faults", json={"faults": list(faults)}).raise_for_status()

    def messages(self) -> list[dict[str, Any]]:
        """Every message and who holds a copy."""
        rows: list[dict[str, Any]] = self.door.get(self.url + "/__test/messages").json()
        return rows

    def revoke(self, login: str) -> None:
        """Every token of this account dies."""
        self.door.post(self.url + "/__test/revoke", json={"login": login}).raise_for_status()

    def change_group(self, group: str, **changes: Any) -> None:
        """The directory has changed."""
        self.door.post(f"{self.url}/__test/groups/{group}", json=changes).raise_for_status()

    def change_project(self, **settings: Any) -> None:
        """What the operator set, until the next reset."""
        self.door.post(self.url + "/__test/options", json=settings).raise_for_status()

    def read_otherwise(self, **readings: str) -> None:
        """Another reading of inferred facts (`default` or `other`), until the next reset."""
        self.door.post(self.url + "/__test/inferred", json=readings).raise_for_status()

    def advance(self, seconds: float) -> None:
        """The ENT's clock moves forward."""
        self.door.post(self.url + "/__test/clock", json={"advance": seconds}).raise_for_status()

    def announced(self) -> list[dict[str, Any]]:
        """Every e-mail and push that would have left the ENT."""
        rows: list[dict[str, Any]] = self.door.get(self.url + "/__test/mails").json()
        return [*rows, *self.door.get(self.url + "/__test/pushes").json()]

    def authorisation(self, login: str, state: str) -> dict[str, str]:
        """The parameters that the browser brings back from the sign-in, to which this state was given as it is."""
        asked = {"response_type": "code", "client_id": CLIENT[0], "redirect_uri": BACK, "scope": SCOPE, "state": state}
        with httpx.Client(verify=NO_TLS) as browser:
            browser.post(self.url + "/auth/login", data={"email": login, "password": "demo", "callBack": "/"})
            answer = browser.get(self.url + "/auth/oauth2/auth", params=asked)
        return dict(httpx.URL(answer.headers["location"]).params)

    def authorisation_code(self, login: str) -> str:
        """What the browser brings back from the sign-in."""
        return self.authorisation(login, "abc")["code"]

    def token(self, login: str) -> str:
        """An access token of that account."""
        form = {"grant_type": "authorization_code", "code": self.authorisation_code(login), "redirect_uri": BACK}
        answer = self.door.post(self.url + "/auth/oauth2/token", data=form, auth=CLIENT)
        token: str = answer.json()["access_token"]
        return token

    def reply(self, login: str, message_id: str) -> int:
        """The status of that account's answer to a message."""
        bearer = {"Authorization": f"Bearer {self.token(login)}"}
        url = f"{self.url}/conversation/draft?In-Reply-To={message_id}"
        return self.door.post(url, json={"to": [], "subject": "", "body": ""}, headers=bearer).status_code

    def received(self, login: str) -> list[dict[str, Any]]:
        """The messages in someone's mailbox that somebody sent them."""
        return [m for m in self.messages() if any(c["login"] == login and c["received"] for c in m["copies"])]

    def own(self, login: str) -> list[dict[str, Any]]:
        """What is left in the author's own mailbox."""
        return [m for m in self.messages() if m["author"] == login and any(c["login"] == login for c in m["copies"])]


@contextmanager
def running_ent() -> Iterator[EmulatedEnt]:
    """Start it on a free port, wait until it answers, stop it. It runs on the web environment's Python."""
    port = free_ports(1)
    python = ROOT / ".venv" / "web" / "bin" / "python"
    command = [str(python) if python.exists() else sys.executable, "-m", "emulator", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        with httpx.Client(verify=NO_TLS) as door:
            ent = EmulatedEnt(f"http://127.0.0.1:{port}", door)
            _wait_for(ent, process)
            yield ent
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _wait_for(ent: EmulatedEnt, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _answers(ent):
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)
    assert process.poll() is None, "somebody else answers at this address"


def _answers(ent: EmulatedEnt) -> bool:
    try:
        return ent.door.get(ent.url + "/auth/context").is_success
    except httpx.HTTPError:
        return False
