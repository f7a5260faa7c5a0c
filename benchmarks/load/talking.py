"""One conversation with a server: begun, then a step of a story at a time; each answer is checked.

Two kinds of server, the same stories: ours by its own API, and stock Rasa by its REST channel, where a pressed button is the intent that it
stands for. A driver that is dear would be measured with the server: hence aiohttp, and cookies kept by hand.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from benchmarks.soak import scripts
from tests.stories.written import Step, Story

_OK = (200, 201)


class WrongAnswerError(Exception):
    """Not what had to come; the message names what, never what was said."""


class FullError(Exception):
    """Too many came: the numbers instead of a conversation (ADR 0036). Not a wrong answer, nor one of those that are timed."""


class Talk(Protocol):
    """A conversation under way."""

    async def begins(self) -> None:
        """The first bubble.

        Raises:
            FullError: the numbers came instead.
            WrongAnswerError: it did not come.
        """

    async def takes(self, step: Step) -> None:
        """One step, answered as its story wants.

        Raises:
            WrongAnswerError: it was not.
        """


@dataclass
class OurTalk:
    """With our product, at `url`, as a page of `origin`."""

    http: aiohttp.ClientSession
    url: str
    origin: str
    story: Story
    turn: int = 0
    messages: list[dict[str, Any]] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)

    async def begins(self) -> None:
        """See `Talk`."""
        await self._asks("/api/session", {})

    async def takes(self, step: Step) -> None:
        """See `Talk`."""
        if step.written is not None:
            said = {"text": step.written}
        else:
            token = scripts.button(list(self.messages), step.pressed or "")
            if token is None:
                raise WrongAnswerError(f"{self.story.name}, {step.number}: no such button")
            said = {"button": token}
        await self._asks("/api/turns", {"turn": self.turn + 1, **said})
        if wrong := scripts.wrong(step, list(self.messages)):
            raise WrongAnswerError(f"{self.story.name}, {step.number}: {wrong[0]}")

    async def _asks(self, path: str, body: dict[str, Any]) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Origin": self.origin, "X-Parlons-En": "1", "X-Parlons-Turn": str(self.turn), "Cookie": cookies}
        async with self.http.post(self.url + path, json=body, headers=headers) as answer:
            given = await answer.json() if answer.content_type == "application/json" else {}
            for written in answer.headers.getall("Set-Cookie", ()):
                name, _, value = written.split(";")[0].partition("=")
                self.cookies[name] = value
        if given.get("error") == "assistant_full":
            raise FullError
        if answer.status not in _OK:
            raise WrongAnswerError(f"{path}: {answer.status}")
        if scripts.shapeless(given["messages"]):
            raise WrongAnswerError(f"{self.story.name}: no proper reply")
        self.turn, self.messages = given["turn"], given["messages"]


@dataclass
class StockTalk:
    """With stock Rasa's REST channel at `url`."""

    http: aiohttp.ClientSession
    url: str
    story: Story
    sender: str = field(default_factory=lambda: uuid.uuid4().hex)

    async def begins(self) -> None:
        """See `Talk`."""
        await self._says("/commencer")

    async def takes(self, step: Step) -> None:
        """See `Talk`; a button has no payload here: each leads somewhere, as an intent does."""
        await self._says(step.written if step.written is not None else "/continuer")

    async def _says(self, text: str) -> None:
        async with self.http.post(self.url, json={"sender": self.sender, "message": text}) as answer:
            messages = await answer.json() if answer.status in _OK else None
        if not messages or not all(each.get("text") for each in messages):
            raise WrongAnswerError(f"stock: {answer.status}, no proper reply")
