"""HTTP to the ENT: one call in, one decoded answer or one EntError out (tree in `ent.errors`).

Rules, all from reference/ent-contract.md §0, §2.11 and §8: no redirect is followed (an expired token answers 302 to a login page
that says 200); no cookie is kept (a cookie would win over the bearer token, and could be another pupil's); bodies are raw UTF-8
(`\\u` escapes are corrupted by the ENT's cleaner); a type is checked before JSON is read; 401 in HTML means "not allowed".
"""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import httpx

from ent.errors import (
    BadAnswer,
    EntError,
    EntUnreachable,
    Forbidden,
    NotSignedIn,
    Overloaded,
    Refused,
    StateMismatch,
)

CALL_SECONDS = 20.0
_LOGIN = "/auth/login"
_MISMATCH = "state mismatch"
_OVERLOADED = (429, 509)
_SERVER_ERROR = 500
_REFUSED_FROM = 400

logger = logging.getLogger("parlons_en.ent")


def open_http() -> httpx.AsyncClient:
    """A client with our time-outs, no redirect, no cookie and no proxy of the environment; close it with `aclose()`."""
    http = httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=httpx.Timeout(10.0, connect=5.0))
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
    sent = dict(headers)
    content = None
    if payload is not None:
        content = json.dumps(payload, ensure_ascii=False).encode()
        sent["Content-Type"] = "application/json; charset=utf-8"
    request = http.build_request(method, url, headers=sent, content=content, data=form)
    started = time.monotonic()
    try:
        return _decoded(await _answer(http, request))
    finally:
        # the path of a message holds its id and nothing else; the query may hold a name searched for
        logger.info("ent %s %s ms=%d", method, request.url.path, (time.monotonic() - started) * 1000)


async def _answer(http: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    try:
        return await asyncio.wait_for(http.send(request, follow_redirects=False), CALL_SECONDS)
    except (httpx.HTTPError, asyncio.TimeoutError) as error:
        raise EntUnreachable from error


def _decoded(answer: httpx.Response) -> Any:
    if not answer.is_success:
        raise _failure(answer)
    if not answer.content.strip():
        return None
    decoded = _json(answer)
    if decoded is None:
        raise BadAnswer
    if isinstance(decoded, dict) and decoded.get("status") == "error":
        # older routes say no with 200
        raise Refused(answer.status_code, str(decoded.get("message") or ""))
    return decoded


def _failure(answer: httpx.Response) -> EntError:
    status = answer.status_code
    if answer.has_redirect_location:
        return _redirected(answer)
    if status in _OVERLOADED:
        return Overloaded()
    if status >= _SERVER_ERROR:
        return EntUnreachable()
    if status < _REFUSED_FROM:
        return BadAnswer()
    decoded = _json(answer)
    if status == httpx.codes.UNAUTHORIZED and decoded is None:
        return Forbidden()
    key = str(decoded.get("error") or "") if isinstance(decoded, dict) else ""
    return StateMismatch(status, key) if _MISMATCH in key.lower() else Refused(status, key)


def _redirected(answer: httpx.Response) -> EntError:
    try:
        path = urlsplit(answer.headers["location"]).path
    except ValueError:
        return BadAnswer()
    return NotSignedIn() if path == _LOGIN else Refused(answer.status_code, "mandatory_step")


def _json(answer: httpx.Response) -> Any:
    if "json" not in answer.headers.get("content-type", ""):
        return None
    try:
        return answer.json()
    except ValueError:
        return None
