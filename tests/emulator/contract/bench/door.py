"""The emulator's test door (emulator/README.md). Nothing of it exists in a real ENT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Door:
    http: httpx.Client

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self.http.request(method, f"/__test/{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def arm(self, kind: str, path: str, **details: Any) -> None:
        self.call("POST", "faults", {"faults": [{"kind": kind, "path": path, **details}]})

    def disarm(self) -> None:
        self.call("DELETE", "faults")

    def advance(self, seconds: float) -> None:
        self.call("POST", "clock", {"advance": seconds})


def door_of(http: httpx.Client) -> Door | None:
    """The door when the target has one; a real ENT answers with a redirect or a 404."""
    answer = http.get("/__test/faults")
    is_json = answer.headers.get("content-type", "").startswith("application/json")
    return Door(http) if answer.status_code == 200 and is_json and "kinds" in answer.json() else None
