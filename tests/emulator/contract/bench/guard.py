"""What keeps the suite harmless on a real ENT: a request that could reach a stranger or change the school never leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx

from tests.emulator.contract.bench.sentences import say

# An id that nobody bears: the only recipient outside the accounts file that a test may name.
NOBODY = "00000000-0000-4000-8000-000000000000"

MAILING = re.compile(r"^/(conversation/(send|externe)|timeline/(publish|external/))")
CHANGING = re.compile(
    r"^/(directory/|userbook/|appregistry/|actualites/|workspace/|timeline/external"
    r"|conversation/(externe|folder|emptyTrash)|communication/(v2/)?group/)"
)


class Refused(Exception):
    """The suite itself refuses to send this request."""


def addressees(body: bytes) -> set[str]:
    """Every id a message or a notification is addressed to; a body that is not JSON addresses nobody."""
    try:
        content: Any = json.loads(body or b"{}")
    except ValueError:
        return set()
    named = [each for key in ("to", "cc", "cci", "recipients") for each in content.get(key) or []]
    return {each["userId"] if isinstance(each, dict) else each for each in named}


def guard(allowed: Callable[[], set[str]], *, administration: bool) -> Callable[[httpx.Request], None]:
    """Hook for a client: `allowed` are the ids of the test group and people."""

    def check(request: httpx.Request) -> None:
        path = request.url.path
        if request.method == "GET":
            return
        if CHANGING.match(path) and not administration:
            raise Refused(say("unasked", path=path))
        if MAILING.match(path) and not addressees(request.content) <= allowed() | {NOBODY}:
            raise Refused(say("stranger", path=path))

    return check
