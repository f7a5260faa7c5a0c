"""One window of the assistant: begins, plays a script with the pace of somebody who reads, and leaves or is just closed."""

import asyncio
import random
import time
from dataclasses import dataclass
from typing import Any

import httpx

from benchmarks.soak import scripts
from benchmarks.soak.tally import Tally
from benchmarks.soak.visitor import Visitor
from tests.stories.written import Step, Story

THINKS = (0.4, 1.6)  # between an answer and the next message, in times of `pace`
ASKS_TWICE = 0.05  # of turns: the answer was lost, the same turn is sent again
LEAVES = 0.5  # of windows; the others are closed without a word, and end by silence
_BEGUN = 201


class Stopped(Exception):
    """The conversation cannot go on; what was wrong is in the tally."""


@dataclass
class Window:
    """The session of one window, its last number and its last messages; `pace`: seconds that its pupil thinks, on average."""

    visitor: Visitor
    tally: Tally
    chance: random.Random
    pace: float
    turn: int = 0
    messages: tuple[dict[str, Any], ...] = ()

    async def plays(self, story: Story) -> None:
        """From the first bubble to the end of the story."""
        await self.begins()
        for step in story.steps:
            await self._waits()
            await self.takes(self._said(step))
            self.tally.note_wrong(story.name, step.number, scripts.wrong(step, list(self.messages)))
        if self.chance.random() < LEAVES:
            await self._leaves()

    async def begins(self) -> None:
        """A new session."""
        answer = await self._timed("begin", "POST", "/api/session", {}, _BEGUN)
        self._takes_in(answer, answer.json()["turn"])

    async def takes(self, said: dict[str, Any]) -> None:
        """One turn; now and then asked for twice, which must answer the same."""
        body = {"turn": self.turn + 1, **said}
        answer = await self._timed("turn", "POST", "/api/turns", body, 200)
        if self.chance.random() < ASKS_TWICE:
            again = await self._timed("again", "POST", "/api/turns", body, 200)
            self.tally.check("another answer to the same turn", ok=again.json() == answer.json())
        self._takes_in(answer, self.turn + 1)

    async def calls(self, kind: str, method: str, path: str, body: dict[str, Any], status: int) -> Any:
        """Another call of this window: its JSON."""
        return (await self._timed(kind, method, path, body, status)).json()

    def offers(self, title: str) -> bool:
        """Whether the last messages have that button."""
        return scripts.button(list(self.messages), title) is not None

    def _said(self, step: Step) -> dict[str, Any]:
        if step.written is not None:
            return {"text": step.written}
        token = scripts.button(list(self.messages), step.pressed or "")
        if token is None:
            self.tally.check(f"no button « {step.pressed} »", ok=False)
            raise Stopped
        return {"button": token}

    async def _waits(self) -> None:
        await asyncio.sleep(self.pace * self.chance.uniform(*THINKS))

    async def _leaves(self) -> None:
        await self._timed("leave", "POST", "/api/leave", {}, 204)

    def _takes_in(self, answer: httpx.Response, turn: int) -> None:
        given = answer.json()
        self.tally.check("another number than asked", ok=given["turn"] == turn)
        self.tally.check("no proper reply", ok=not scripts.shapeless(given["messages"]))
        self.turn, self.messages = given["turn"], tuple(given["messages"])

    async def _timed(self, kind: str, method: str, path: str, body: dict[str, Any], status: int) -> httpx.Response:
        began = time.monotonic()
        try:
            answer = await self._asked(method, path, body)
        except httpx.HTTPError as error:
            self.tally.note(kind, time.monotonic() - began, type(error).__name__)
            raise Stopped from None
        self.tally.note(kind, time.monotonic() - began, str(answer.status_code), ok=answer.status_code == status)
        if answer.status_code != status:
            raise Stopped
        return answer

    async def _asked(self, method: str, path: str, body: dict[str, Any]) -> httpx.Response:
        headers = {"X-Parlons-Turn": str(self.turn)}
        if method == "GET":
            return await self.visitor.ask("GET", self.visitor.bot + path, headers=headers)
        return await self.visitor.write(method, path, body, headers)
