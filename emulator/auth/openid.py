"""OpenID Connect (contract, 1.6). Without a configured key the id_token is an unsigned JSON string [R]."""

from __future__ import annotations

import json

from cryptography.hazmat.primitives import serialization
from starlette.requests import Request
from starlette.responses import Response

from emulator.auth.signing import KEY_ID, base64url, signed, signing_key
from emulator.refusals import ent_json
from emulator.world import Grant, World, world_of


def id_token(world: World, grant: Grant) -> str:
    """`uid` is the ENT's user id, `sub` the external id; RS256 when a key is configured, else plain JSON [R]."""
    user = world.users[grant.user_id or ""]
    issued = int(world.now().timestamp())
    claims = {
        "iss": world.options.public_url,
        "sub": user.external_id,
        "uid": user.id,
        "aud": grant.client_id,
        "name": user.display_name,
        "email": user.email,
        "iat": issued,
        "exp": issued + 3600,
        **({"nonce": grant.nonce} if grant.nonce else {}),
    }
    if not world.options.openid_key:
        return json.dumps(claims, ensure_ascii=False)
    return signed(claims)


async def discovery(request: Request) -> Response:
    """GET /auth/openid/.well-known/openid-configuration, public; under /auth/openid, not at the root [R]."""
    world = world_of(request)
    base = world.options.public_url
    return ent_json(
        {
            "issuer": base,
            "authorization_endpoint": f"{base}/auth/oauth2/auth",
            "token_endpoint": f"{base}/auth/oauth2/token",
            "userinfo_endpoint": f"{base}/auth/oauth2/userinfo",
            "jwks_uri": f"{base}/auth/openid/jwks",
            "end_session_endpoint": f"{base}/auth/logout",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "userinfo"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["plain"],
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": False,
            "frontchannel_logout_supported": False,
        }
    )


async def jwks(request: Request) -> Response:
    """GET /auth/openid/jwks, public: no key when none is configured [R]."""
    if not world_of(request).options.openid_key:
        return ent_json({"keys": []})
    numbers = signing_key().public_key().public_numbers()
    modulus = base64url(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big"))
    exponent = base64url(numbers.e.to_bytes(3, "big"))
    return ent_json(
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": KEY_ID, "n": modulus, "e": exponent}]}
    )


async def certs(request: Request) -> Response:
    """GET /auth/openid/certs, public: key id to PEM [R]."""
    if not world_of(request).options.openid_key:
        return ent_json({})
    public = signing_key().public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return ent_json({KEY_ID: pem.decode()})
