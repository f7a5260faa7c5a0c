"""A rasa that answers one turn after the other, in its own time, or not at all while it is held."""

import asyncio
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from tests.web.fake_rasa import FakeRasa


@dataclass
class SlowRasa(FakeRasa):
    """`ahead`: before each turn of a conversation, how many waited already."""

    seconds: float = 0.0
    is_held: bool = False
    waiting: int = 0
    ahead: list[int] = field(default_factory=list)
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def turn(self, request: Request) -> Response:
        if (await request.json())["kind"] == "text":
            self.ahead.append(self.waiting)
        self.waiting += 1
        try:
            async with self._one:
                while self.is_held:  # noqa: ASYNC110 (set by the thread of the test)
                    await asyncio.sleep(0.02)
                await asyncio.sleep(self.seconds)
                return await super().turn(request)
        finally:
            self.waiting -= 1
