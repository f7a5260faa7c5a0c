"""Tokens for media addresses, which carry no header (contract, 0.5): asked for by a signed-in person, put in the address, worth a session.

A JWT under the ENT's own secret, for one person and ten minutes [R]. What else is in it is ours [I].
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from emulator.auth.sessions import open_session
from emulator.auth.signing import base64url
from emulator.identity import Caller
from emulator.refusals import NotSignedIn, ent_json
from emulator.world import Session, World, world_of

PARAMETER = "queryparam_token"
SECONDS = 600
_HEADER = {"alg": "HS256", "typ": "JWT"}
_PARTS = 3


async def media_token(request: Request, caller: Caller) -> Response:
    """GET /auth/oauth2/token?type=QueryParam [R]."""
    world = world_of(request)
    issued = int(world.now().timestamp())
    claims = {"iss": world.options.public_url, "sub": caller.user.id, "iat": issued, "exp": issued + SECONDS}
    unsigned = f"{_part(_HEADER)}.{_part(claims)}"
    token = f"{unsigned}.{_mac(world, unsigned)}"
    return ent_json({"token_type": "QueryParam", "access_token": token, "expires_in": SECONDS})


def open_by_token(world: World, request: Request) -> Session | None:
    """The cookie session that the token of this address opens; None when it has none. NotSignedIn when it is not good any more."""
    token = request.query_params.get(PARAMETER)
    if token is None or "oneSessionId" in request.cookies or "authorization" in request.headers:
        return None
    user = world.users.get(_bearer_of(world, token))
    if user is None:
        raise NotSignedIn
    return open_session(world, user, secure_location=False, remember=False)


def _bearer_of(world: World, token: str) -> str:
    unsigned, _, mac = token.rpartition(".")
    if token.count(".") != _PARTS - 1 or not hmac.compare_digest(_mac(world, unsigned).encode(), mac.encode()):
        raise NotSignedIn
    claims = json.loads(base64.urlsafe_b64decode(unsigned.partition(".")[2] + "=="))  # its MAC held: we wrote it
    if claims["exp"] <= world.now().timestamp():
        raise NotSignedIn
    return str(claims["sub"])


def _part(content: Mapping[str, object]) -> str:
    return base64url(json.dumps(content, ensure_ascii=False).encode())


def _mac(world: World, unsigned: str) -> str:
    return base64url(hmac.digest(world.options.cookie_secret, unsigned.encode(), "sha256"))
