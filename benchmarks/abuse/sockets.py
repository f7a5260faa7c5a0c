"""Connections that behave badly, one byte at a time; how long each was let live, and what it was told."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

HOST = "127.0.0.1"
_MOST_READ = 65_536
_PIECE = b"x" * 65_536


@dataclass
class Ended:
    """How the bad connections ended."""

    lived: list[float] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    still_open: int = 0

    def add(self, other: "Ended") -> None:
        """Those of another crowd too."""
        self.lived += other.lived
        self.told.update(other.told)
        self.sent += other.sent
        self.still_open += other.still_open


@dataclass
class Bad:
    """One bad connection's streams."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


Behaving = Callable[[Bad, Ended], Awaitable[None]]


async def crowd(port: int, count: int, seconds: float, behaving: Behaving, at_once: int = 100) -> Ended:
    """So many connections, opened `at_once` at a time, each behaving until it is ended or the seconds are over."""
    ended, until = Ended(), time.monotonic() + seconds
    gate = asyncio.Semaphore(at_once)
    await asyncio.gather(*(_one(port, until, behaving, ended, gate) for _ in range(count)))
    return ended


async def _one(port: int, until: float, behaving: Behaving, ended: Ended, gate: asyncio.Semaphore) -> None:
    try:
        async with gate:
            reader, writer = await asyncio.open_connection(HOST, port)
    except OSError as error:
        ended.told[f"not connected: {type(error).__name__}"] += 1
        return
    began = time.monotonic()
    hearing = asyncio.ensure_future(_hear(reader, ended))
    acting = asyncio.ensure_future(_act(Bad(reader, writer), behaving, ended))
    done, _ = await asyncio.wait({hearing}, timeout=max(0.0, until - began))
    ended.still_open += not done
    ended.lived.append(time.monotonic() - began)
    for task in (hearing, acting):
        task.cancel()
    writer.transport.abort()


async def _act(bad: Bad, behaving: Behaving, ended: Ended) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        await behaving(bad, ended)


async def _hear(reader: asyncio.StreamReader, ended: Ended) -> None:
    heard = b""
    with contextlib.suppress(OSError):
        while piece := await reader.read(_MOST_READ):
            heard = heard or piece
    ended.told[heard.split(b"\r\n")[0].decode("latin-1") or "closed without a word"] += 1


async def says_nothing(_bad: Bad, _ended: Ended) -> None:
    """Idle from the first byte."""
    await asyncio.sleep(3600)


async def dribbles_headers(bad: Bad, ended: Ended) -> None:
    """A header every second, for ever."""
    bad.writer.write(b"GET /aide HTTP/1.1\r\nHost: bot.localhost\r\n")
    for number in range(3600):
        await asyncio.sleep(1)
        bad.writer.write(f"X-{number}: y\r\n".encode())
        await bad.writer.drain()
        ended.sent += 1


def dribbles_body(origin: str) -> Behaving:
    """A byte of JSON every second."""

    async def dribble(bad: Bad, ended: Ended) -> None:
        bad.writer.write(_head(origin, 10_000))
        for _ in range(3600):
            await asyncio.sleep(1)
            bad.writer.write(b" ")
            await bad.writer.drain()
            ended.sent += 1

    return dribble


def pours(origin: str, size: int) -> Behaving:
    """As fast as it is read, up to a size that was announced."""

    async def pour(bad: Bad, ended: Ended) -> None:
        bad.writer.write(_head(origin, size))
        for _ in range(size // len(_PIECE)):
            bad.writer.write(_PIECE)
            await bad.writer.drain()
            ended.sent += len(_PIECE)

    return pour


def _head(origin: str, length: int) -> bytes:
    lines = (
        "POST /api/session HTTP/1.1",
        "Host: bot.localhost",
        f"Origin: {origin}",
        "X-Parlons-En: 1",
        "Content-Type: application/json",
        f"Content-Length: {length}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
