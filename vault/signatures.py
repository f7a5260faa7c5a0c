"""Referents' signatures: ECDSA P-256 over SHA-256, as WebCrypto makes them. The server only ever verifies.

Strict: a public key is the base64url (no padding) of the one SPKI form that WebCrypto exports, a signature that of 64 bytes r||s; anything
else is no key and no signature, so that each has one spelling.
"""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from vault.canonical import Canonical, canonical

_SPKI_START = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
_POINT = 64
_HALF = 32


def is_signing_key(text: str) -> bool:
    """Whether `text` is a public key that a signature could be verified under."""
    return _key_of(text) is not None


def is_signed(signing_key: str, statement: Canonical, signature: str) -> bool:
    """Whether the holder of `signing_key` signed exactly `statement`; a malformed key or signature signs nothing."""
    key, raw = _key_of(signing_key), _decoded(signature)
    if key is None or raw is None or len(raw) != 2 * _HALF:
        return False
    numbers = int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big")
    try:
        key.verify(encode_dss_signature(*numbers), canonical(statement), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _key_of(text: str) -> ec.EllipticCurvePublicKey | None:
    raw = _decoded(text)
    if raw is None or len(raw) != len(_SPKI_START) + _POINT or not raw.startswith(_SPKI_START):
        return None
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw[len(_SPKI_START) - 1 :])
    except ValueError:  # a point that is not on the curve
        return None


def _decoded(text: str) -> bytes | None:
    """The bytes of base64url without padding; None for any other spelling of anything."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    return raw if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == text else None
