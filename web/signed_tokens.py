"""What the ENT signs for us: id_tokens at sign-in, logout tokens at sign-out (reference/ent-contract.md, 1.6).

Rules: RS256 and nothing else, whatever the token's own header says; the key is one that the ENT publishes now, RSA, 2,048 bits at
least; issuer and audience are compared letter for letter; times are compared with the clock passed in, a minute of leeway. An ENT without
a key writes plain JSON instead of a token: it is refused like any other text.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.types import Options

MOST_LETTERS = 8192
LEEWAY_SECONDS = 60
LEAST_KEY_BITS = 2048
_LAST_INSTANT = 2**53  # seconds: what is beyond, or no number at all, is no time
_ALGORITHM = "RS256"
_CHECKED_BY_PYJWT: Options = {
    "require": ["iss", "aud", "iat"],
    "verify_aud": False,  # it is content with a list that also names others
    "verify_exp": False,  # it asks the machine for the time
    "verify_iat": False,
    "verify_nbf": False,
}
_UNCHECKED_BY_PYJWT = {
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
}  # it asks the machine for the time

Keys = Mapping[str, Any]


class TokenRefused(Exception):
    """A token that proves nothing; `code` is a word of ours, for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def key_id(token: str) -> str | None:
    """The name of the key that a token claims to be signed with; raises TokenRefused when it is no token of that kind."""
    if len(token) > MOST_LETTERS:
        raise TokenRefused("too_long")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, UnicodeError, RecursionError):  # what it does not foresee: half a character, a deep nest
        raise TokenRefused("unsigned") from None
    if header.get("alg") != _ALGORITHM:
        raise TokenRefused("algorithm")
    return header.get("kid")


def verified_claims(token: str, keys: Keys | None, issuer: str, audience: str, now: datetime) -> dict[str, Any]:
    """The claims of a token that the ENT signed for us and that holds now; `iss`, `aud` and `iat` are there.

    Raises:
        TokenRefused: anything else.
    """
    key = _key(keys, key_id(token))
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            issuer=issuer,
            options=_CHECKED_BY_PYJWT,
        )
    except jwt.InvalidIssuerError:
        raise TokenRefused("issuer") from None
    except (jwt.PyJWTError, RecursionError):
        raise TokenRefused("signature") from None
    if claims["aud"] not in (audience, [audience]):
        raise TokenRefused("audience")
    _require_now(claims, now.timestamp())
    return claims


def text_claim(claims: Mapping[str, Any], name: str) -> str | None:
    """A claim that is a text with something in it, or None."""
    value = claims.get(name)
    return value if isinstance(value, str) and value else None


def _require_now(claims: Mapping[str, Any], now: float) -> None:
    if not all(_is_instant(claims[name]) for name in ("iat", "exp", "nbf") if name in claims):
        raise TokenRefused("times")
    if claims["iat"] > now + LEEWAY_SECONDS or claims.get("nbf", 0) > now + LEEWAY_SECONDS:
        raise TokenRefused("future")
    if claims.get("exp", now) < now - LEEWAY_SECONDS:
        raise TokenRefused("expired")


def _is_instant(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LAST_INSTANT


def _key(keys: Keys | None, name: str | None) -> RSAPublicKey:
    published = [
        key for key in (keys or {}).get("keys", ()) if isinstance(key, dict) and key.get("use") in ("sig", None)
    ]
    fitting = [key for key in published if key.get("kid") == name] if name is not None else published
    if len(fitting) != 1:
        raise TokenRefused("key_unknown")
    try:
        key = jwt.PyJWK(fitting[0], algorithm=_ALGORITHM).key
    except jwt.PyJWTError:
        raise TokenRefused("key_unknown") from None
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_KEY_BITS:
        raise TokenRefused("key_unknown")
    return key
