"""Seals age files as the specification says, so that the browser's code can be asked to open what it did not seal."""

import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tests.sealing.age_file import NONCE, VERSION, Stanza, to_armour, to_base64
from tests.sealing.age_reader import (
    CHUNK,
    ENCAPSULATED,
    FILE_KEY,
    HPKE,
    HPKE_INFO,
    HYBRID,
    SCRYPT_SALT,
    chunk_nonce,
    derived,
)
from tests.sealing.hybrid_keys import public_key


def seal_to(recipients: list[str], plain: bytes) -> str:
    """An armour with one hybrid stanza for each recipient; `plain` fits one chunk."""
    file_key = os.urandom(FILE_KEY)
    return _sealed(file_key, [_hybrid(file_key, recipient) for recipient in recipients], plain)


def seal_by_passphrase(passphrase: str, plain: bytes, work: int) -> str:
    """An armour opened by a passphrase; `work` is log2 of scrypt's N."""
    file_key, salt = os.urandom(FILE_KEY), os.urandom(16)
    key = Scrypt(SCRYPT_SALT + salt, length=32, n=2**work, r=8, p=1).derive(passphrase.encode())
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    return _sealed(file_key, [Stanza("scrypt", (to_base64(salt).decode(), str(work)), body)], plain)


def _hybrid(file_key: bytes, recipient: str) -> Stanza:
    sealed = HPKE.encrypt(file_key, public_key(recipient), info=HPKE_INFO)
    return Stanza(HYBRID, (to_base64(sealed[:ENCAPSULATED]).decode(),), sealed[ENCAPSULATED:])


def _sealed(file_key: bytes, stanzas: list[Stanza], plain: bytes) -> str:
    assert len(plain) <= CHUNK
    lines = [f"-> {stanza.kind} {' '.join(stanza.arguments)}\n".encode() + to_base64(stanza.body) for stanza in stanzas]
    signed = b"\n".join([VERSION, *lines, b"---"])
    mac = HMAC(derived(file_key, b"header"), SHA256())
    mac.update(signed)
    nonce = os.urandom(NONCE)
    payload = ChaCha20Poly1305(derived(file_key, b"payload", nonce)).encrypt(chunk_nonce(0, last=True), plain, None)
    return to_armour(signed + b" " + to_base64(mac.finalize()) + b"\n" + nonce + payload)
