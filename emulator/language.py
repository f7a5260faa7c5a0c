"""The language of the answers (contract, 0.6): the saved preference, else the first of Accept-Language, else French [R]."""

from __future__ import annotations

import json
import re

from starlette.requests import Request
from starlette.responses import Response

from emulator.identity import live_session, signed_id
from emulator.refusals import ent_json
from emulator.world import World, world_of

DEFAULT = "fr"
_FIRST = re.compile(r"\s*([A-Za-z]{2,3})\b")


async def locale(request: Request) -> Response:
    """GET /locale, public."""
    return ent_json({"locale": language_of(world_of(request), request)})


def language_of(world: World, request: Request) -> str:
    """`X-Force-Language: true` makes the browser win over the saved preference [R]."""
    found = _FIRST.match(request.headers.get("accept-language", ""))
    asked = found[1].lower() if found else DEFAULT
    forced = request.headers.get("x-force-language", "").lower() == "true"
    return asked if forced else _saved(world, request) or asked


def _saved(world: World, request: Request) -> str | None:
    session_id = signed_id(world, request)
    session = live_session(world, session_id) if session_id else None
    if session is None:
        return None
    try:
        saved = json.loads(world.preferences.get((session.user_id, "language"), "{}"))
    except ValueError:
        return None
    chosen = saved.get("default-domain") if isinstance(saved, dict) else None
    return chosen if isinstance(chosen, str) else None
