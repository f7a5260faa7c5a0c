"""Hashes that only we can compute, and the slow hash of the word a child chose.

A child's word is guessable: it is only ever stored under scrypt, with a salt, and never under a plain hash.
"""

import hmac
import unicodedata
from hashlib import sha256

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vault.errors import WordRefused
from vault.keyring import KeyRing, derive

# 32 MB and about a tenth of a second: dear to guess, cheap enough for a web process on a school day.
_SCRYPT_N = 2**15
_SCRYPT_R = 8
_SCRYPT_P = 1
_HASH_BYTES = 32
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
# Phones write ’ where a keyboard writes ': both go, with accents, spaces, dashes and invisible characters.
_APOSTROPHES = frozenset("'’ʼ`´")
_DROPPED = frozenset({"Mn", "Me", "Zs", "Zl", "Zp", "Cf", "Cc", "Pd"})


def keyed_hash(ring: KeyRing, purpose: str, value: str) -> str:
    """Hex HMAC-SHA256 under a subkey of the writing key; stable for a key, unlinkable between purposes."""
    return _keyed_hash(ring.writing, purpose, value)


def keyed_hashes(ring: KeyRing, purpose: str, value: str) -> tuple[str, ...]:
    """The hash under each key of the ring, writing key first: what to look for after a rotation."""
    return tuple(_keyed_hash(key, purpose, value) for key in ring.keys)


def word_hash(word: str, salt: bytes) -> bytes:
    """32 bytes, slow on purpose; "Étoile filante" and "etoilefilante" are one word. Raises WordRefused."""
    normalised = normalise_word(word)
    if not normalised:
        raise WordRefused
    scrypt = Scrypt(salt=salt, length=_HASH_BYTES, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P)
    return scrypt.derive(normalised.encode())


def normalise_word(word: str) -> str:
    """The word without case, accents, spaces, apostrophes, dashes or invisible characters; may be empty."""
    folded = unicodedata.normalize("NFKD", word.casefold()).casefold().translate(_LIGATURES)
    kept = [c for c in folded if c not in _APOSTROPHES and unicodedata.category(c) not in _DROPPED]
    return "".join(kept).encode("utf-8", "ignore").decode()


def _keyed_hash(key: bytes, purpose: str, value: str) -> str:
    subkey = derive(key, "hash/" + purpose)
    return hmac.new(subkey, value.encode("utf-8", "surrogatepass"), sha256).hexdigest()
