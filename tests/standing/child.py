"""A child in front of the assistant, over HTTP: does as the page does when an answer is lost or refused, and keeps what was refused."""

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import httpx

from benchmarks.soak.visitor import Visitor
from cli.demo_settings import SCHOOL
from cli.stack import ROOT

SEAL = ROOT / "web" / "static" / "built" / "seal.mjs"
PATIENCE_SECONDS = 150.0
_CODE = re.compile(r'data-code="([^"]+)"')
_AGAIN = {429, 500, 502, 503, 504}  # what the page offers to try again


@dataclass(frozen=True)
class Refusal:
    """An answer that was no answer: to what, its code (or the kind of the broken line), after how long, and whether it had the numbers."""

    path: str
    code: str
    seconds: float
    has_numbers: bool


@dataclass
class Child:
    """One window, one session."""

    visitor: Visitor
    ent: str
    turn: int = 0
    messages: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    turns_played: int = 0

    async def begins(self) -> None:
        """A new session, however often it must be asked for."""
        self._takes_in(await self._until_answered("POST", "/api/session", {}))

    async def takes(self, **said: str) -> None:
        """One turn, the same until it is answered."""
        given = await self._until_answered("POST", "/api/turns", {"turn": self.turn + 1, **said})
        assert given["turn"] == self.turn + 1
        self._takes_in(given)

    async def tries(self, **said: str) -> httpx.Response:
        """One turn, asked for once."""
        return await self._ask("POST", "/api/turns", {"turn": self.turn + 1, **said})

    async def signs_in(self, login: str) -> None:
        """Through the ENT, from the start whenever something fails on the way."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                if await self._signed_in(login):
                    return
            except (httpx.HTTPError, ValueError):
                pass
            await asyncio.sleep(0.3)
        raise AssertionError("cannot sign in")

    async def hands_over(self, wrote: str, word: str) -> str:
        """Seal a message to all who can read, deposit it and send it: the envelope's id."""
        readers = await self._until_answered("GET", f"/api/handoff/readers?school={SCHOOL['id']}", {})
        body = await _sealed(readers, wrote, word) | {"school": SCHOOL["id"], "word": word}
        envelope: str = body["header"]["id"]
        await self._until_answered("PUT", f"/api/handoff/envelopes/{envelope}", body)
        await self.takes(deposit=envelope)
        return envelope

    async def asks_for_news(self, word: str) -> dict[str, Any]:
        """What became of it."""
        return dict(await self._until_answered("POST", "/api/state", {"word": word}))

    def says(self) -> str:
        """What the last answer says."""
        return " ".join(text for message in self.messages for text in message["texts"])

    def _takes_in(self, given: dict[str, Any]) -> None:
        self.turn, self.messages = given["turn"], given["messages"]
        self.turns_played += 1
        assert self.messages

    async def _signed_in(self, login: str) -> bool:
        asked = await self._ask("POST", "/api/sign-in", {})
        if asked.status_code != httpx.codes.OK:
            return False
        await self.visitor.signs_in_to_the_ent(self.ent, login)
        found = _CODE.search((await self.visitor.go(asked.json()["url"])).text)
        if found is None:
            return False
        return (await self._ask("POST", "/api/sign-in/join", {"code": found[1]})).status_code == httpx.codes.OK

    async def _until_answered(self, method: str, path: str, body: dict[str, Any]) -> Any:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                answer = await self._ask(method, path, body)
            except httpx.HTTPError as error:
                self.refusals.append(Refusal(path, type(error).__name__, time.monotonic() - began, has_numbers=False))
            else:
                if answer.is_success:
                    return answer.json() if answer.content else {}
                self._is_refused(path, answer, began)
                await asyncio.sleep(int(answer.headers.get("retry-after", "0")))
            await asyncio.sleep(0.3)
        raise AssertionError(f"never answered: {path}, {self.refusals[-3:]}")

    def _is_refused(self, path: str, answer: httpx.Response, began: float) -> None:
        took = time.monotonic() - began
        assert answer.status_code in _AGAIN, (answer.status_code, answer.text[:200])
        if "json" not in answer.headers.get("content-type", ""):  # a proxy before web, not web
            self.refusals.append(Refusal(path, f"proxy {answer.status_code}", took, has_numbers=False))
            return
        said = answer.json()
        self.refusals.append(Refusal(path, said["error"], took, has_numbers=bool(said["helplines"])))

    async def _ask(self, method: str, path: str, body: dict[str, Any]) -> httpx.Response:
        headers = {"X-Parlons-Turn": str(self.turn)}
        if method == "GET":
            return await self.visitor.ask("GET", self.visitor.bot + path, headers=headers)
        return await self.visitor.write(method, path, body, headers)


async def _sealed(readers: dict[str, Any], wrote: str, word: str) -> dict[str, Any]:
    chosen = [{"id": each["id"], "recipient": each["recipient"]} for each in readers["readers"] if each["can_read"]]
    letter = {
        "id": str(uuid.uuid4()),
        "school": SCHOOL["id"],
        "date": datetime.now(timezone.utc).date().isoformat(),
        "month": readers["month"],
        "readers": chosen,
        "excluded": [],
        "closed": False,
        "text": wrote,
        "word": word,
        "pieces": [],
    }
    pipe = asyncio.subprocess.PIPE
    node = await asyncio.create_subprocess_exec("node", str(SEAL), stdin=pipe, stdout=pipe)
    sealed, _ = await node.communicate(json.dumps(letter).encode())
    return dict(json.loads(sealed))
