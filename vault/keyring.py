"""The server's keys: the first writes, all read, so that a key is rotated without rewriting a row."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vault.errors import KeyRefused

KEY_BYTES = 32
KEY_ID_BYTES = 8
_SPACE = "parlons-en/1/"


@dataclass(frozen=True)
class KeyRing:
    """Keys of 32 bytes, the writing one first; raises KeyRefused for anything else."""

    keys: tuple[bytes, ...] = field(repr=False)

    def __post_init__(self) -> None:
        for key in self.keys:
            check_key(key)
        if not self.keys or len(set(self.keys)) != len(self.keys):
            raise KeyRefused

    @property
    def writing(self) -> bytes:
        """The key that seals and hashes from now on."""
        return self.keys[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the keys, writing key first: what a row, a sentence or a log may say of one (`key_id`, in hex)."""
        return tuple(key_id(key).hex() for key in self.keys)


def check_key(key: bytes) -> None:
    """Raise KeyRefused unless `key` is exactly 32 bytes."""
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise KeyRefused


def key_id(key: bytes) -> bytes:
    """Eight bytes that name a key and tell nothing of it: each seal begins with those of its own."""
    return derive(key, "key-id")[:KEY_ID_BYTES]


def derive(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """32 bytes by HKDF-SHA256; another purpose or salt gives unrelated bytes. `secret` must be high-entropy."""
    if not secret or not purpose:
        raise KeyRefused
    hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=(_SPACE + purpose).encode())
    return hkdf.derive(secret)
