"""An honest pupil, who does what the widget does: waits as long as told, works when asked to, then sends the same thing again."""

import asyncio
import time
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

import httpx

from benchmarks.abuse.work import solve
from benchmarks.soak.visitor import Visitor

BEGUN, DONE, SLOWED = 201, 200, 429
PATIENCE_SECONDS = 90.0


class GaveUp(Exception):
    """Not served within a minute and a half; its text is the last answer."""


@dataclass
class Pupil:
    """One window; `slowed` counts the times it was told to wait."""

    visitor: Visitor
    workers: Executor
    turn: int = 0
    slowed: int = 0
    worked: int = 0
    waited: float = field(default=0.0)

    async def begins(self) -> None:
        """To the first bubbles. Raises GaveUp."""
        given = await self._insists("/api/session", {}, BEGUN)
        self.turn = given["turn"]

    async def writes(self, text: str) -> None:
        """One turn. Raises GaveUp."""
        given = await self._insists("/api/turns", {"turn": self.turn + 1, "text": text}, DONE)
        self.turn = given["turn"]

    async def _insists(self, path: str, body: dict[str, Any], status: int) -> dict[str, Any]:
        until, last = time.monotonic() + PATIENCE_SECONDS, "nothing"
        while time.monotonic() < until:
            try:
                answer = await self.visitor.write("POST", path, body, {"X-Parlons-Turn": str(self.turn)})
            except httpx.HTTPError as error:
                last = type(error).__name__
                await asyncio.sleep(1)
                continue
            if answer.status_code == status:
                return dict(answer.json())
            last = f"{answer.status_code} {answer.json().get('error')}"
            if answer.status_code != SLOWED:
                break
            body = await self._slowed(answer.json(), body)
        raise GaveUp(last)

    async def _slowed(self, told: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        self.slowed += 1
        if "challenge" in told:
            self.worked += 1
            loop = asyncio.get_running_loop()
            return {**body, "work": await loop.run_in_executor(self.workers, solve, told["challenge"])}
        await asyncio.sleep(told["retry_after"])
        self.waited += told["retry_after"]
        return body
