"""From an answer that is not the one hoped for to the error that it means (reference/ent-contract.md §0.1 and §8)."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from ent.errors import (
    TRANSFORMATION_FAILED,
    BadAnswer,
    EntError,
    EntUnreachable,
    Forbidden,
    MandatoryStep,
    MessagingAbsent,
    NotSignedIn,
    Overloaded,
    Refused,
    StateMismatch,
)

_LOGIN = "/auth/login"
_STEPS = {
    "/auth/revalidate-terms": "terms",
    "/auth/validate-mail": "mail",
    "/auth/validate-mfa": "mfa",
    "/auth/reset/forceChangePassword": "password",
}
_MISMATCH = "state mismatch"
_TRANSFORMER = "content transformation failed"
_SECONDS = re.compile(r"[0-9]{1,6}")
_DEAD_SESSION = "invalid.xsrf.token"
_OVERLOADED = (429, 509)
_SERVER_ERROR = 500
_REFUSED_FROM = 400
# a 404 there can only mean that nobody answers: a message that is not mine is a 401
_MODULE = re.compile(r"/conversation/(?:draft|send|visibles|trash|delete|conf/public|api/folders/[^/]+/messages)$")
_WITHIN = "/conversation/"


@dataclass(frozen=True)
class Answered:
    """An answer read to its end. `path` is the one that was asked."""

    status: int
    headers: httpx.Headers = field(repr=False)
    content: bytes = field(repr=False)
    path: str

    @property
    def is_success(self) -> bool:
        """2xx."""
        return httpx.codes.is_success(self.status)

    @property
    def redirect(self) -> str | None:
        """Where a 3xx leads, or None."""
        return self.headers.get("location") if httpx.codes.is_redirect(self.status) else None


def decode(answer: Answered) -> Any:
    """The JSON of an answer that says it is JSON; None when it says otherwise, or is not."""
    if "json" not in answer.headers.get("content-type", ""):
        return None
    try:
        return json.loads(answer.content)
    except (ValueError, RecursionError):
        return None


def failure(answer: Answered) -> EntError:
    """What an answer outside 2xx means."""
    status = answer.status
    if answer.redirect is not None:
        return redirected(answer.redirect)
    if status in _OVERLOADED:
        return Overloaded(retry_after(answer))
    if status >= _SERVER_ERROR:
        return EntUnreachable(status, retry_after(answer))
    if status < _REFUSED_FROM:
        return BadAnswer()
    if _is_module_absent(answer):
        return MessagingAbsent()
    return _refused(status, decode(answer))


def retry_after(answer: Answered) -> float | None:
    """The seconds of a Retry-After; None without one, or for a date: the ENT's clock is not ours."""
    asked = answer.headers.get("retry-after", "").strip()
    return float(asked) if _SECONDS.fullmatch(asked) else None


def redirected(location: str) -> EntError:
    """The login page means "not signed in", five other pages a step that is due; elsewhere, a refusal."""
    try:
        parts = urlsplit(location)
        step = _STEPS.get(parts.path)
        by_phone = parse_qs(parts.query).get("type") == ["sms"]
    except ValueError:
        return BadAnswer()
    if parts.path == _LOGIN:
        return NotSignedIn()
    if step is None:
        return Refused(httpx.codes.FOUND, "redirected")
    return MandatoryStep("phone" if step == "mail" and by_phone else step)


def _refused(status: int, decoded: Any) -> EntError:
    if status == httpx.codes.UNAUTHORIZED and decoded is None:
        return Forbidden()
    key = str(decoded.get("error") or "") if isinstance(decoded, dict) else ""
    if status == httpx.codes.FORBIDDEN and key == _DEAD_SESSION:
        # we always send the token of the session: a write refused for it means that the session is over
        return NotSignedIn()
    if _MISMATCH in key.lower():
        return StateMismatch(status, key)
    # the ENT writes the message's id after it: named, it may be kept
    return Refused(status, TRANSFORMATION_FAILED if key.lower().startswith(_TRANSFORMER) else key)


def _is_module_absent(answer: Answered) -> bool:
    """A missing message is a 404 with nothing in it; the proxy's own 404 has a page."""
    if answer.status != httpx.codes.NOT_FOUND:
        return False
    page = bool(answer.content.strip()) and decode(answer) is None
    return bool(_MODULE.fullmatch(answer.path)) or (answer.path.startswith(_WITHIN) and page)
