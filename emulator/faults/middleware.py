"""Faults that hit around the handlers: the proxy, the network, the connection."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emulator.faults.kinds import AFTER, Fault
from emulator.refusals import ent_json
from emulator.texts import TEXTS
from emulator.world import World

BEFORE_KINDS = {
    "unavailable",
    "drop",
    "slow",
    "overloaded",
    "too_large",
    "absent",
    "refused",
    "garbled",
    "slow_then_done",
}
MEGABYTE, HUNDRED_KILOBYTES = 1_048_576, 102_400
NEVER_HIT = "/__test/"
TOKEN_PATH = "/auth/oauth2/token"  # noqa: S105 - an address


class FaultMiddleware:
    """Applies the armed faults to every request but those of the test door, and the proxy's limit on bodies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"].startswith(NEVER_HIT):
            await self.app(scope, receive, send)
            return
        world: World = scope["app"].state.world
        fault = world.faults.take(BEFORE_KINDS, scope["method"], scope["path"])
        if fault is None and _too_large(scope, world):
            fault = Fault("too_large")
        if fault is not None and not await _goes_on(self.app, fault, scope, receive, send):
            return
        after = world.faults.take(set(AFTER), scope["method"], scope["path"])
        if after is None:
            await self.app(scope, receive, send)
        else:
            await self._done_then(after, scope, receive, send)

    async def _done_then(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        """The handler does its work; what it answers is kept back."""
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        await self.app(scope, receive, hold)
        if fault.kind == "done_then_drop":
            await drop(scope)
        elif fault.kind == "done_then_unavailable":
            await _proxy_answer(fault, scope["path"])(scope, receive, send)
        elif fault.kind == "done_then_garbled":
            await _garbled()(scope, receive, send)
        else:
            await asyncio.sleep(fault.seconds)
            for message in held:
                await send(message)


def _limit(world: World) -> int:
    """Of the reverse proxy, in bytes [I]."""
    inferred = MEGABYTE if world.inferred.proxy_takes_a_megabyte else HUNDRED_KILOBYTES
    return world.options.body_limit or inferred


def _too_large(scope: Scope, world: World) -> bool:
    """The proxy's limit, from the announced length."""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    length = dict(headers).get(b"content-length", b"0")
    return length.isdigit() and int(length) > _limit(world)


async def _goes_on(app: ASGIApp, fault: Fault, scope: Scope, receive: Receive, send: Send) -> bool:
    """True when the handler is still to be called."""
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return True
    if fault.kind == "drop":
        await drop(scope)
    elif fault.kind == "slow_then_done":
        await _held(app, fault.seconds, scope, receive, send)
    else:
        await _answer_of(fault, scope["path"])(scope, receive, send)
    return False


async def _held(app: ASGIApp, seconds: float, scope: Scope, receive: Receive, send: Send) -> None:
    """The whole request is read before the wait: who leaves meanwhile takes nothing back."""
    read = [await receive()]
    while read[-1].get("more_body"):
        read.append(await receive())
    await asyncio.sleep(seconds)

    async def again() -> Message:
        return read.pop(0) if read else await receive()

    await app(scope, again, send)


def _answer_of(fault: Fault, path: str) -> Response:
    if fault.kind == "refused":
        return ent_json({"error": fault.key}, fault.status)
    return _garbled() if fault.kind == "garbled" else _proxy_answer(fault, path)


def _garbled() -> Response:
    return Response('{"id": "', media_type="application/json")


def _proxy_answer(fault: Fault, path: str) -> Response:
    """What the client gets when the request never reaches a handler."""
    headers = {"Retry-After": str(int(fault.seconds))} if fault.seconds else {}
    if fault.kind == "overloaded" and path == TOKEN_PATH:
        return JSONResponse({"error": "quota_overflow"}, 509, headers)
    status, phrase = TEXTS["proxy"][fault.kind]
    return HTMLResponse(f"<html><body><h1>{status} {phrase}</h1></body></html>", status, headers)


async def drop(scope: Scope) -> None:
    """Cut the TCP connection, as `emulator.serve` allows; raises ConnectionResetError where there is no connection."""
    state: dict[str, Any] = scope.get("state", {})
    if "abort" not in state:
        raise ConnectionResetError
    state["abort"]()
    await asyncio.sleep(0.01)  # lets the server notice, so that it does not answer 500 to a closed connection
