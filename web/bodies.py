"""Reading what a browser sends: JSON objects of a bounded size, sent in a bounded time, and nothing else."""

import asyncio
import json
from typing import Any

from starlette.requests import ClientDisconnect, Request

from web.problems import WebError

BODY_SECONDS = 15.0  # a phone on a poor network sends a sealed envelope in less


async def read_json_object(request: Request, cap: int) -> dict[str, Any]:
    """The body as a JSON object of at most `cap` bytes.

    Raises:
        WebError: wrong_type, too_big, not_json or bad_request (not an object).
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise WebError("wrong_type")
    raw = await _bounded(request, cap)
    try:
        body = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise WebError("not_json") from None
    if not isinstance(body, dict):
        raise WebError("bad_request")
    return body


async def _bounded(request: Request, cap: int) -> bytes:
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced[:20]) > cap:
        raise WebError("too_big")
    raw = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                raw += chunk
                if len(raw) > cap:
                    raise WebError("too_big")
    except (ClientDisconnect, TimeoutError):
        raise WebError("bad_request") from None
    return bytes(raw)


def whole_characters(text: str) -> str:
    """The same text, with each half of a broken character (a lone surrogate) replaced: what is left can be sent on."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
