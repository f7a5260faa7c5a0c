"""A browser that never finishes its sentence does not keep a place for ever."""

import asyncio

import pytest
from starlette.requests import Request

from web import bodies
from web.bodies import read_json_object
from web.problems import WebError


def dribbling(chunk: bytes) -> Request:
    async def receive():
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": chunk, "more_body": True}

    headers = [(b"content-type", b"application/json")]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)


@pytest.mark.parametrize("chunk", [b"", b" "])
async def test_a_body_that_dribbles_in_is_refused_in_time(monkeypatch: pytest.MonkeyPatch, chunk: bytes):
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.1)

    with pytest.raises(WebError) as refused:
        await asyncio.wait_for(read_json_object(dribbling(chunk), 65_536), 5)

    assert refused.value.code == "bad_request"
