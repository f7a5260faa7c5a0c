"""Every point of a delivery at which a process may die or stall: before and after each database call and each ENT call.

`asyncio.to_thread` as `handoff.carrying.delivery` and `handoff.carrying.sending` see it and the client's transport are wrapped; nothing in the product knows.
"""

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import httpx

from handoff.carrying import delivery, sending
from tests.ent.emulated import NO_TLS

Hook = Callable[[int], Awaitable[None]]


class Died(BaseException):
    """The process is gone: nothing catches this, and every later step of the attempt meets it again."""


class Points:
    """Counts the points passed, calling `hook` with the number of each."""

    def __init__(self, hook: Hook) -> None:
        self.passed = 0
        self._hook = hook

    async def pass_one(self) -> None:
        self.passed += 1
        await self._hook(self.passed)

    async def to_thread(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        await self.pass_one()
        result = await asyncio.to_thread(function, *args, **kwargs)
        await self.pass_one()
        return result


class WatchedTransport(httpx.AsyncHTTPTransport):
    """Real HTTP, with a point before and after each request."""

    def __init__(self, points: Points) -> None:
        super().__init__(verify=NO_TLS)
        self._points = points

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._points.pass_one()
        answer = await super().handle_async_request(request)
        await answer.aread()
        await self._points.pass_one()
        return answer


def watch_database(points: Points | None) -> None:
    """Make `handoff.carrying.delivery` and `handoff.carrying.sending` pass a point around each database call; None restores them."""
    watched = asyncio
    if points is not None:
        watched = SimpleNamespace(to_thread=points.to_thread, get_running_loop=asyncio.get_running_loop)
    delivery.asyncio = sending.asyncio = watched


def dying_at(point: int) -> Hook:
    """A hook that dies at this point and stays dead; 0 never dies."""

    async def hook(number: int) -> None:
        if point and number >= point:
            raise Died

    return hook
