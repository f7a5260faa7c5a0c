"""HTTP to the ENT: one call in, one decoded answer or one EntError out (tree in `ent.errors`, statuses in `ent.refusals`).

Rules, all from reference/ent-contract.md §0, §2.11 and §8: no redirect is followed (an expired token answers 302 to a login page
that says 200); no cookie is kept (a cookie would win over the bearer token, and could be another pupil's); bodies are raw UTF-8
(`\\u` escapes are corrupted by the ENT's cleaner); a type is checked before JSON is read; 401 in HTML means "not allowed".
An answer longer than MOST_BYTES is given up: none of ours comes near.
"""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import httpx

from ent.errors import BadAnswer, EntError, EntUnreachable, Refused
from ent.refusals import Answered, decode, failure

CALL_SECONDS = 20.0
# a server that ends a connection while we take it again answers nothing, and nobody knows what it did: Apache and uvicorn wait 5 s for
# the next request, which is also what httpx waits; nobody sensible waits less than this
IDLE_SECONDS = 1.0
MOST_BYTES = 8_000_000

logger = logging.getLogger("parlons_en.ent")


def open_http() -> httpx.AsyncClient:
    """A client with our time-outs, no redirect, no cookie and no proxy of the environment; close it with `aclose()`.

    A connection that has been idle for IDLE_SECONDS is never taken again.
    """
    http = httpx.AsyncClient(
        follow_redirects=False,
        trust_env=False,
        timeout=httpx.Timeout(10.0, connect=5.0),
        limits=httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=IDLE_SECONDS),
    )
    refuse_cookies(http)
    return http


def refuse_cookies(http: httpx.AsyncClient) -> None:
    """Make the client neither store nor send any cookie."""
    http.cookies.clear()
    http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))


def bearer(token: str) -> dict[str, str]:
    """The header that says who calls."""
    return {"Authorization": f"Bearer {token}"}


async def call(
    http: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    payload: Any = None,
    form: Mapping[str, str] | None = None,
) -> Any:
    """The decoded JSON of a 2xx answer (None when it is empty). Raises EntError; never lasts over 20 seconds."""
    answer = await exchange(http, method, url, headers=headers, payload=payload, form=form)
    if not answer.is_success:
        raise failure(answer)
    if not answer.content.strip():
        return None
    decoded = decode(answer)
    if decoded is None:
        raise BadAnswer
    if isinstance(decoded, dict) and decoded.get("status") == "error":
        # older routes say no with 200
        raise Refused(answer.status, str(decoded.get("message") or ""))
    return decoded


async def exchange(
    http: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    payload: Any = None,
    form: Mapping[str, str] | None = None,
) -> Answered:
    """What came back, whatever its status. Raises EntUnreachable, or BadAnswer for what cannot even be held."""
    sent = dict(headers)
    content = None
    if payload is not None:
        content = json.dumps(payload, ensure_ascii=False).encode()
        sent["Content-Type"] = "application/json; charset=utf-8"
    request = http.build_request(method, url, headers=sent, content=content, data=form)
    started = time.monotonic()
    try:
        return await _answer(http, request)
    finally:
        # the path of a message holds its id and nothing else; the query may hold a name searched for
        logger.info("ent %s %s ms=%d", method, request.url.path, (time.monotonic() - started) * 1000)


async def _answer(http: httpx.AsyncClient, request: httpx.Request) -> Answered:
    # without its cause: the network library quotes headers and addresses in its own errors
    error: EntError
    try:
        return await asyncio.wait_for(_whole(http, request), CALL_SECONDS)
    except httpx.DecodingError:
        error = BadAnswer()
    except (httpx.HTTPError, asyncio.TimeoutError):
        error = EntUnreachable()
    raise error


async def _whole(http: httpx.AsyncClient, request: httpx.Request) -> Answered:
    answer = await http.send(request, follow_redirects=False, stream=True)
    try:
        content = bytearray()
        async for part in answer.aiter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                raise BadAnswer
        return Answered(answer.status_code, answer.headers, bytes(content), request.url.path)
    finally:
        await answer.aclose()
