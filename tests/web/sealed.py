"""Armours of the right shape that seal nothing: random bytes where age puts its secrets."""

import base64
import os

STANZA = "mlkem768x25519"


def seal_falsely(readers: int, size: int, stanza: str = STANZA) -> str:
    """An armour with so many stanzas and a payload for a plaintext of `size` bytes."""
    file = b"age-encryption.org/v1\n"
    for _ in range(readers):
        file += f"-> {stanza} ".encode() + _unpadded(os.urandom(1120)) + b"\n" + _unpadded(os.urandom(32)) + b"\n"
    file += b"--- " + _unpadded(os.urandom(32)) + b"\n" + os.urandom(16 + size + 16)
    return armoured(file)


def lock_falsely(size: int = 43, work: str = "15") -> str:
    """An armour that a passphrase would open, with a payload for a plaintext of `size` bytes."""
    file = b"age-encryption.org/v1\n-> scrypt " + _unpadded(os.urandom(16)) + f" {work}\n".encode()
    file += _unpadded(os.urandom(32)) + b"\n--- " + _unpadded(os.urandom(32)) + b"\n"
    return armoured(file + os.urandom(16) + _chunks(size))


def armoured(file: bytes) -> str:
    text = base64.b64encode(file).decode()
    lines = [text[place : place + 64] for place in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""])


def _chunks(size: int) -> bytes:
    """As long as age's payload: chunks of 64 KiB, each 16 bytes longer."""
    return os.urandom(size + 16 * max(1, -(-size // 65_536)))


def _unpadded(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")
