"""Look and preferences: small fixed answers (contract, 5.7)."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from emulator.identity import Caller
from emulator.portal.screens import my_applications
from emulator.refusals import ent_json
from emulator.world import world_of

SKIN = "/assets/themes/rivage/skins/default/"


async def theme(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - handlers share one signature
    """GET /theme, signed in [R]."""
    names = {
        "template": "/timeline/timeline",
        "logoutCallback": "/auth/login",
        "themeName": "rivage",
        "skinName": "default",
    }
    return ent_json({**names, "skin": SKIN})


async def skin(request: Request) -> Response:  # noqa: ARG001
    """GET /skin, public [R]."""
    return ent_json({"skin": SKIN})


async def preference(request: Request, caller: Caller) -> Response:
    """GET /userbook/preference/:application → a JSON *string* inside JSON [R]."""
    application = request.path_params["application"]
    default = json.dumps({"default-domain": "fr"}) if application == "language" else None
    return ent_json({"preference": world_of(request).preferences.get((caller.user.id, application), default)})


async def set_preference(request: Request, caller: Caller) -> Response:
    """PUT /userbook/preference/:application: kept as it came [I]."""
    key = (caller.user.id, request.path_params["application"])
    world_of(request).preferences[key] = (await request.body()).decode("utf-8", "replace")
    return ent_json({})


async def applications(request: Request, caller: Caller) -> Response:
    """GET /applications-list: the user's applications [R]."""
    return ent_json({"apps": my_applications(world_of(request), caller.user)})
