"""age's hybrid keys: an identity is a seed of 32 bytes, a recipient the public key of MLKEM768-X25519, both in Bech32.

Written from c2sp.org/age, filippo.io/hpke-pq (SHAKE-256 stretches the seed into an ML-KEM-768 seed and an X25519 scalar) and
BIP 173, without its limit of length.
"""

import hashlib
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

IDENTITY = "age-secret-key-pq-"
RECIPIENT = "age1pq"
SEED = 32
_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_X25519 = 32
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6


def identity_from(seed: bytes) -> str:
    """The identity that a seed is, as age writes it."""
    return _to_bech32(IDENTITY, seed).upper()


def recipient_of(identity: str) -> str:
    """The recipient that belongs to an identity."""
    mlkem, x25519 = _private_parts(identity)
    public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
    return _to_bech32(RECIPIENT, public)


def private_key(identity: str) -> MLKEM768X25519PrivateKey:
    """What HPKE opens with."""
    return MLKEM768X25519PrivateKey(*_private_parts(identity))


def public_key(recipient: str) -> MLKEM768X25519PublicKey:
    """What HPKE seals to."""
    raw = public_bytes(recipient)
    mlkem = MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC])
    return MLKEM768X25519PublicKey(mlkem, X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]))


def public_bytes(recipient: str) -> bytes:
    """The raw public key, 1,216 bytes."""
    return _from_bech32(recipient, RECIPIENT, _MLKEM_PUBLIC + _X25519)


def _private_parts(identity: str) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    seed = _from_bech32(identity, IDENTITY, SEED)
    stretched = hashlib.shake_256(seed).digest(_MLKEM_SEED + _X25519)
    mlkem = MLKEM768PrivateKey.from_seed_bytes(stretched[:_MLKEM_SEED])
    return mlkem, X25519PrivateKey.from_private_bytes(stretched[_MLKEM_SEED:])


def _to_bech32(prefix: str, raw: bytes) -> str:
    words = _regroup(raw, 8, 5)
    remainder = _polymod([*_expanded(prefix), *words, *[0] * _CHECKSUM]) ^ 1
    checksum = [remainder >> 5 * place & 31 for place in reversed(range(_CHECKSUM))]
    return prefix + "1" + "".join(_LETTERS[word] for word in [*words, *checksum])


def _from_bech32(text: str, prefix: str, length: int) -> bytes:
    """The bytes written in `text`. Raises ValueError when it is not exactly what writing them again gives."""
    given, _, letters = text.lower().rpartition("1")
    words = [_LETTERS.index(letter) for letter in letters]
    raw = bytes(_regroup(words[:-_CHECKSUM], 5, 8)[:length])
    if given != prefix or len(raw) != length or text not in (_to_bech32(prefix, raw), _to_bech32(prefix, raw).upper()):
        raise ValueError(prefix)
    return raw


def _regroup(values: Iterable[int], width: int, wanted: int) -> list[int]:
    """The same bits in groups of another width, zeros at the end."""
    bits = "".join(f"{value:0{width}b}" for value in values)
    return [int(bits[place : place + wanted].ljust(wanted, "0"), 2) for place in range(0, len(bits), wanted)]


def _expanded(prefix: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix)]


def _polymod(values: Iterable[int]) -> int:
    remainder = 1
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            remainder ^= generator if top >> place & 1 else 0
    return remainder
