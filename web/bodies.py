"""Reading what is sent to us: JSON objects from browsers, a form from the ENT's server, of a bounded size, in a bounded time."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from web.problems import WebError

_MOST_FIELDS = 8
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


async def read_form(request: Request, cap: int, most_fields: int = _MOST_FIELDS) -> dict[str, str]:
    """The fields of a form of at most `cap` bytes; an empty field is not there.

    Raises:
        WebError: wrong_type, too_big or bad_request (no form, or the same field twice).
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise WebError("wrong_type")
    raw = await _bounded(request, cap)
    try:
        pairs = parse_qsl(raw.decode("ascii"), max_num_fields=most_fields)
    except ValueError:
        raise WebError("bad_request") from None
    if len(dict(pairs)) != len(pairs):
        raise WebError("bad_request")
    return dict(pairs)


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
