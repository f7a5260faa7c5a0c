"""What only the headers of the ENT's answers say: its clock, and the SameSite of its session cookie."""

import re
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from administration.check.answers import Fact, Known, Unknown

_SESSION_COOKIE = "oneSessionId="
_SAME_SITE = re.compile(r";\s*samesite=(strict|lax|none)", re.IGNORECASE)


class Witness:
    """Looks at each answer of an `httpx.AsyncClient`; keeps no cookie value."""

    def __init__(self, host: str, clock: Callable[[], datetime]) -> None:
        """`host` is the ENT's; `clock` is ours, against which its own is measured."""
        self._host = host
        self._clock = clock
        self.skew: Fact[float] = Unknown("ent_unreachable")
        self.same_site: Known[str] | None = None

    def watch(self, http: httpx.AsyncClient) -> None:
        """Look at every answer of this client from now on."""
        http.event_hooks["response"] = [*http.event_hooks["response"], self._look]

    async def _look(self, answer: httpx.Response) -> None:
        if answer.request.url.netloc.decode() != self._host:
            return
        if "date" in answer.headers:
            self.skew = self._measured(answer.headers["date"])
        for cookie in answer.headers.get_list("set-cookie"):
            if cookie.startswith(_SESSION_COOKIE) and answer.request.url.path == "/auth/login":
                found = _SAME_SITE.search(cookie)
                # a cookie that says nothing is treated as Lax by browsers
                self.same_site = Known(found[1].capitalize() if found else "Lax")

    def _measured(self, date: str) -> Fact[float]:
        try:
            return Known((parsedate_to_datetime(date) - self._clock()).total_seconds())
        except (ValueError, TypeError):
            return Unknown("bad_answer")
