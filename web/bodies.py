"""Reading what is sent to us: JSON objects from browsers, a form from the ENT's server, of a bounded size and shape, in a bounded time.

A body has BODY_SECONDS, and a second more for each LEAST_SPEED bytes of it that came: a phone on a school's line is slow, a caller who lets one
byte drop now and then is not a phone. JSON is what a browser of ours writes: no deep nest, few values, each name once, numbers that count.
What no text of ours may hold (half a character, NUL) is replaced, never refused: a child's words are not lost for it.
"""

import asyncio
import json
import math
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from web.problems import WebError

_MOST_FIELDS = 8
BODY_SECONDS = 15.0
LEAST_SPEED = 4096  # bytes a second
MOST_DEPTH = 8
MOST_VALUES = 2000
_MOST_NUMBER = 2**53  # the last whole number that a browser counts without a gap


async def read_json_object(request: Request, cap: int) -> dict[str, Any]:
    """The body as a JSON object of at most `cap` bytes.

    Raises:
        WebError: wrong_type, too_big, not_json (unreadable, or ambiguous) or bad_request (not an object, or no body of ours has that shape).
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise WebError("wrong_type")
    raw = await _bounded(request, cap)
    try:
        body = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once_each,
            parse_int=_whole,
            parse_float=_finite,
            parse_constant=_finite,
        )
    except (ValueError, RecursionError):
        raise WebError("not_json") from None
    if not isinstance(body, dict) or not _is_of_a_browser(body):
        raise WebError("bad_request")
    return {name: _whole_inside(value) for name, value in body.items()}


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _whole(digits: str) -> int:
    number = int(digits)
    if abs(number) > _MOST_NUMBER:
        raise ValueError("too large a number")
    return number


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("not a number")
    return number


def _is_of_a_browser(body: dict[str, Any]) -> bool:
    """Whether it is neither too deep nor too full, found level by level: nothing here calls itself."""
    level: list[Any] = [body]
    values = 0
    for _ in range(MOST_DEPTH):
        level = [value for container in level for value in _inside(container)]
        values += len(level)
        if values > MOST_VALUES:
            return False
        level = [value for value in level if isinstance(value, dict | list)]
        if not level:
            return True
    return False


def _inside(container: Any) -> Iterator[Any]:
    return iter(container.values() if isinstance(container, dict) else container)


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
    return {name: whole_characters(value) for name, value in pairs}


async def _bounded(request: Request, cap: int) -> bytes:
    announced = request.headers.get("content-length", "0")
    if not (announced.isascii() and announced.isdigit()) or int(announced[:20]) > cap:
        raise WebError("too_big")
    raw = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS) as limit:
            async for chunk in request.stream():
                raw += chunk
                if len(raw) > cap:
                    raise WebError("too_big")
                limit.reschedule(_later(limit.when(), len(chunk)))
    except (ClientDisconnect, TimeoutError):
        raise WebError("bad_request") from None
    return bytes(raw)


def _later(when: float | None, came: int) -> float | None:
    return None if when is None else when + came / LEAST_SPEED


def whole_characters(text: str) -> str:
    """The same text, with each half of a broken character (a lone surrogate) and each NUL replaced: what is left can be sent on and kept anywhere."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _whole_inside(value: Any) -> Any:
    """The same value with whole characters only; it is not deep (`_is_of_a_browser`)."""
    if isinstance(value, str):
        return whole_characters(value)
    if isinstance(value, list):
        return [_whole_inside(each) for each in value]
    if isinstance(value, dict):
        return {name: _whole_inside(each) for name, each in value.items()}
    return value
