"""The faults that a test can arm, and which requests they hit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

BEFORE = {
    "unavailable": "the proxy answers 503, nothing is done; with `seconds`, it says Retry-After",
    "drop": "the connection is cut, nothing is done",
    "slow": "waits `seconds`, then works as usual",
    "slow_then_done": "the proxy has the request and holds it `seconds`; the work is then done, even if nobody waits any more",
    "overloaded": "509, too many sessions; with `seconds`, it says Retry-After",
    "too_large": "the proxy answers 413",
    "absent": "the proxy answers 404 with a page: no module is there",
    "refused": "the handler answers `status` with `key` as its error, nothing is done",
    "garbled": "200 with JSON that is cut, nothing is done",
    "expired_token": "every Bearer token counts as expired: 302 to the login page",
    "revoked_session": "every cookie session counts as gone",
}
AFTER = {
    "done_then_drop": "the work is done, then the connection is cut before any answer",
    "done_then_slow": "the work is done, the answer comes `seconds` later",
    "done_then_unavailable": "the work is done, the proxy answers 504",
    "done_then_garbled": "the work is done, the JSON of the answer is cut",
}
INSIDE = {
    "graph": "the recipients cannot be expanded: 200 with sent 0",
    "fewer": "one recipient is not found: `sent` is one less, and that one gets nothing",
    "more": "`sent` is one more than the people named",
    "damaged_body": "the stored body loses three characters",
    "transformer": "the rich-text transformer fails: 400",
    "quota": "the author's storage is full: 400 file.too.large",
    "forbidden": "the workflow right or resource filter refuses: 401 HTML",
    "terms": "302 to the terms (not for Bearer)",
    "mail": "302 to the validation of the e-mail address",
    "phone": "302 to the validation of the phone",
    "mfa": "302 to the second factor",
    "password": "302 to the change of password",
}
KINDS = {**BEFORE, **AFTER, **INSIDE}


class UnknownFaultError(ValueError):
    """The kind of fault asked for does not exist."""


@dataclass
class Fault:
    """Hits the requests whose path begins with `path` and whose method is `method` (empty: all), `times` times."""

    kind: str
    path: str = "/"
    method: str = ""
    times: int | None = None
    seconds: float = 0.0
    key: str = ""
    status: int = 400

    def hits(self, kinds: set[str], method: str, path: str) -> bool:
        """This fault is armed for that request."""
        return (
            self.kind in kinds
            and self.times != 0
            and path.startswith(self.path)
            and (not method or self.method.upper() in {"", method.upper()})
        )


@dataclass
class Faults:
    """The faults armed now, oldest first."""

    armed: list[Fault] = field(default_factory=list)

    def arm(self, wanted: list[dict[str, Any]]) -> None:
        """Replace what is armed; raises UnknownFaultError."""
        for fault in wanted:
            if fault.get("kind") not in KINDS:
                raise UnknownFaultError(str(fault.get("kind")))
        self.armed = [Fault(**fault) for fault in wanted]

    def take(self, kinds: set[str], method: str, path: str) -> Fault | None:
        """The first fault that hits, used up once; None when nothing is armed for this request."""
        for fault in self.armed:
            if fault.hits(kinds, method, path):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
