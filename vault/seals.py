"""Seal and open one value of one column: AES-256-GCM in a versioned envelope.

Envelope: version (1 byte, 0x01) · key id (8 bytes) · nonce (12 random bytes) · ciphertext and tag (16 bytes more than
the plaintext). The version, the key id and the column's bound values are authenticated. Each column has its own subkey,
so two columns never share a nonce space.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.columns import SealedColumn
from vault.errors import SealBroken
from vault.keyring import KEY_ID_BYTES, KeyRing, check_key, derive, key_id

_VERSION = b"\x01"
_NONCE = 12
_TAG = 16
_HEADER = len(_VERSION) + KEY_ID_BYTES


def seal(key: bytes, column: SealedColumn, plaintext: bytes, **bound: str) -> bytes:
    """The envelope of `plaintext` for this place. Raises KeyRefused or BindingRefused."""
    check_key(key)
    header = _VERSION + key_id(key)
    nonce = os.urandom(_NONCE)
    place = column.associated_data(bound)
    return header + nonce + _cipher(key, column).encrypt(nonce, plaintext, header + place)


def unseal(key: bytes, column: SealedColumn, sealed: bytes, **bound: str) -> bytes:
    """The plaintext. Raises SealBroken for another place, damaged bytes or another key."""
    check_key(key)
    place = column.associated_data(bound)
    header, nonce, ciphertext = _split(sealed)
    if header != _VERSION + key_id(key):
        raise SealBroken
    try:
        return _cipher(key, column).decrypt(nonce, ciphertext, header + place)
    except InvalidTag:
        raise SealBroken from None


def seal_with_ring(ring: KeyRing, column: SealedColumn, plaintext: bytes, **bound: str) -> bytes:
    """As `seal`, under the ring's writing key."""
    return seal(ring.writing, column, plaintext, **bound)


def unseal_with_ring(ring: KeyRing, column: SealedColumn, sealed: bytes, **bound: str) -> bytes:
    """As `unseal`, with the key of the ring that wrote it. Raises SealBroken when the ring no longer holds it."""
    header, _, _ = _split(sealed)
    for key in ring.keys:
        if header == _VERSION + key_id(key):
            return unseal(key, column, sealed, **bound)
    raise SealBroken


def key_id_of(sealed: bytes) -> str:
    """Which key sealed it, as `KeyRing.ids` names keys. Raises SealBroken for what is no seal."""
    header, _, _ = _split(sealed)
    return header[len(_VERSION) :].hex()


def _split(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    if len(sealed) < _HEADER + _NONCE + _TAG:
        raise SealBroken
    return sealed[:_HEADER], sealed[_HEADER : _HEADER + _NONCE], sealed[_HEADER + _NONCE :]


def _cipher(key: bytes, column: SealedColumn) -> AESGCM:
    return AESGCM(derive(key, "column/" + column.id))
