"""A connection to the ENT that lay idle is not taken again: its other end may be closing it, and then nobody knows what was done."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest

from ent import open_http
from ent.transport import IDLE_SECONDS, call

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


@dataclass
class Impatient:
    """A server that answers, and forgets without a word whatever comes on a connection that lay idle."""

    url: str = ""
    connections: int = 0
    forgotten: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        clock = asyncio.get_running_loop().time
        last = clock()
        while asked := await _request(reader):
            if clock() - last > IDLE_SECONDS:
                self.forgotten.append(asked)
                break
            writer.write(ANSWER)
            await writer.drain()
            last = clock()
        writer.close()


async def _request(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


@pytest.fixture
async def impatient() -> AsyncIterator[Impatient]:
    made = Impatient()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield made
    server.close()


async def _calls(http: httpx.AsyncClient, url: str) -> object:
    return await call(http, "POST", url, headers={}, form={"code": "once"})


async def test_calls_that_follow_each_other_share_a_connection(impatient: Impatient):
    async with open_http() as http:
        for _ in range(3):
            assert await _calls(http, impatient.url) == {}
    assert impatient.connections == 1


async def test_after_a_silence_another_connection_is_made_and_nothing_is_asked_in_vain(impatient: Impatient):
    async with open_http() as http:
        assert await _calls(http, impatient.url) == {}
        await asyncio.sleep(IDLE_SECONDS + 0.3)
        assert await _calls(http, impatient.url) == {}
    assert impatient.connections == 2
    assert impatient.forgotten == []
