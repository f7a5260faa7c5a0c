"""The answers of the status matrix (contract 0.1), asserted in one word each."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import httpx

from tests.emulator.contract.bench.shapes import assert_shape


def media(answer: httpx.Response) -> str:
    return str(answer.headers.get("content-type", "")).split(";")[0]


def leads_to_login(answer: httpx.Response) -> bool:
    return answer.status_code == 302 and "/auth/login?callback=" in answer.headers["location"]


def login_callback(answer: httpx.Response) -> str:
    return unquote(answer.headers["location"].split("callback=", 1)[1])


def is_forbidden(answer: httpx.Response) -> bool:
    """401 with an HTML page: signed in, but not allowed."""
    return answer.status_code == 401 and media(answer) == "text/html"


def is_refused(answer: httpx.Response, *words: str) -> bool:
    """400 with `{"error": …}`, whose text holds one of the words if some are given."""
    if answer.status_code != 400 or media(answer) != "application/json":
        return False
    error = answer.json().get("error")
    return isinstance(error, str) and (not words or any(word in error for word in words))


def is_xsrf(answer: httpx.Response) -> bool:
    return answer.status_code == 403 and answer.json() == {"error": "invalid.xsrf.token"}


def shaped(shape: str, answer: httpx.Response, status: int = 200) -> Any:
    """The answer's JSON once its status and shape are right."""
    assert (answer.status_code, media(answer)) == (status, "application/json")
    body = answer.json()
    assert_shape(shape, body)
    return body


def redirect_error(answer: httpx.Response) -> str:
    assert answer.status_code == 302
    return httpx.URL(answer.headers["location"]).params["error"]
