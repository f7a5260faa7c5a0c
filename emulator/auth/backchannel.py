"""Back-channel logout: the ENT tells applications that a session has ended (contract, 1.6)."""

from __future__ import annotations

import json
from typing import Any

import httpx

from emulator.auth.signing import base64url, signed
from emulator.people import User
from emulator.world import World

EVENT = "http://schemas.openid.net/event/backchannel-logout"
LIFE_SECONDS = 120


async def announce_logout(world: World, user: User) -> None:
    """POST `logout_token` to each application that has a logoutUrl [R]; a deaf application changes nothing [I]."""
    targets = [(app.name, app.logout_url) for app in world.applications.values() if app.logout_url]
    if not targets:
        return
    async with httpx.AsyncClient(timeout=2) as http:
        for client_id, url in targets:
            token = logout_token(world, user, client_id)
            try:
                await http.post(url, data={"logout_token": token})
            except httpx.HTTPError:
                continue


def logout_token(world: World, user: User, client_id: str) -> str:
    """A JWT with the claims of the OpenID back-channel specification [I]: signed when there is a key, else `alg: none`."""
    issued = int(world.now().timestamp())
    claims: dict[str, Any] = {
        "iss": world.options.public_url,
        "sub": user.external_id,
        "aud": client_id,
        "iat": issued,
        "exp": issued + LIFE_SECONDS,
        "jti": world.new_id(),
        "events": {EVENT: {}},
    }
    if world.inferred.logout_token_names_uid:
        claims["uid"] = user.id
    if world.options.openid_key:
        return signed(claims)
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims)]
    return ".".join(base64url(part) for part in parts) + "."
