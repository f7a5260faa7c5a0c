"""Back-channel logout: the ENT tells applications that a session has ended (contract, 1.6)."""

from __future__ import annotations

import base64
import json

import httpx

from emulator.people import User
from emulator.world import World


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
    """An unsigned JWT with the claims of the OpenID back-channel draft [I]."""
    claims = {
        "iss": world.options.public_url,
        "sub": user.external_id,
        "aud": client_id,
        "iat": int(world.now().timestamp()),
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    }
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."
