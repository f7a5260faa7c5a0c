"""OpenID Connect (contract, 1.6). Without a configured key the id_token is an unsigned JSON string [R]."""

from __future__ import annotations

import base64
import json
from functools import lru_cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from starlette.requests import Request
from starlette.responses import Response

from emulator.refusals import ent_json
from emulator.world import Grant, World, world_of

KEY_ID = "emulated-ent-1"


@lru_cache(maxsize=1)
def signing_key() -> rsa.RSAPrivateKey:
    """One RSA key for the life of the process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def base64url(data: bytes) -> str:
    """Base64 for JWT and JWK: URL-safe, no padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


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
    header = {"alg": "RS256", "typ": "JWT", "kid": KEY_ID}
    signed = ".".join(base64url(json.dumps(part, ensure_ascii=False).encode()) for part in (header, claims))
    signature = signing_key().sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{signed}.{base64url(signature)}"


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
