"""What the ENT signs with, when the project has configured a key (contract, 1.6) [R]."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

KEY_ID = "emulated-ent-1"


@lru_cache(maxsize=1)
def signing_key() -> rsa.RSAPrivateKey:
    """One RSA key for the life of the process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def base64url(data: bytes) -> str:
    """Base64 for JWT and JWK: URL-safe, no padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def signed(claims: Mapping[str, Any]) -> str:
    """A JWT under the key: RS256, with its `kid` [R]."""
    header = {"alg": "RS256", "typ": "JWT", "kid": KEY_ID}
    text = ".".join(base64url(json.dumps(part, ensure_ascii=False).encode()) for part in (header, claims))
    signature = signing_key().sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{base64url(signature)}"
