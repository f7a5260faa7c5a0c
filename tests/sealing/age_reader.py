"""Opens age files with what the specification says (c2sp.org/age, v1) and Python's `cryptography`: not a line of the browser's.

mlkem768x25519: HPKE, base mode, MLKEM768-X25519, HKDF-SHA256, ChaCha20-Poly1305. scrypt: alone in its header. The header is under
an HMAC, the payload in chunks of 64 KiB under ChaCha20-Poly1305, the last one marked.
"""

from collections.abc import Callable
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tests.sealing.age_file import AgeFile, AgeRefused, NotAnAgeFile, Stanza, from_armour, take_apart, unbase64
from tests.sealing.hybrid_keys import private_key

HYBRID = "mlkem768x25519"
HPKE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
HPKE_INFO = b"age-encryption.org/mlkem768x25519"
SCRYPT_SALT = b"age-encryption.org/v1/scrypt"
CHUNK = 64 * 1024
TAG = 16
FILE_KEY = 16
ENCAPSULATED = 1120
_MOST_WORK = 20
_SALT = 16

Unwrap: TypeAlias = Callable[[Stanza], bytes | None]


class NotForMe(AgeRefused):
    """No stanza opens with what was given."""


class HeaderChanged(AgeRefused):
    """A stanza opened, and the header is not the one that was sealed."""


class PayloadChanged(AgeRefused):
    """The header is right, the payload is not."""


def open_armour(armour: str, identity: str) -> bytes:
    """The plaintext of an armour, for a hybrid identity. Raises AgeRefused."""
    return open_file(take_apart(from_armour(armour)), hybrid(identity))


def open_armour_by_passphrase(armour: str, passphrase: str) -> bytes:
    """The plaintext of an armour sealed by a passphrase, given exactly as age had it. Raises AgeRefused."""
    return open_file(take_apart(from_armour(armour)), by_passphrase(passphrase))


def open_file(file: AgeFile, unwrap: Unwrap) -> bytes:
    """The plaintext of a file, all of it or nothing. Raises AgeRefused."""
    kinds = [stanza.kind for stanza in file.stanzas]
    if "scrypt" in kinds and len(kinds) > 1:
        raise NotAnAgeFile
    file_key = next((key for stanza in file.stanzas if (key := unwrap(stanza)) is not None), None)
    if file_key is None:
        raise NotForMe
    _check_mac(file, file_key)
    return _payload(file, file_key)


def hybrid(identity: str) -> Unwrap:
    """Opens the stanza sealed to this identity's recipient."""
    key = private_key(identity)

    def unwrap(stanza: Stanza) -> bytes | None:
        if stanza.kind != HYBRID:
            return None
        (encapsulated,) = _shaped(stanza, 1)
        try:
            return HPKE.decrypt(unbase64(encapsulated.encode(), ENCAPSULATED) + stanza.body, key, info=HPKE_INFO)
        except InvalidTag:
            return None

    return unwrap


def by_passphrase(passphrase: str) -> Unwrap:
    """Opens the stanza sealed by this passphrase."""

    def unwrap(stanza: Stanza) -> bytes | None:
        if stanza.kind != "scrypt":
            return None
        salt, work = _shaped(stanza, 2)
        if not work.isdecimal() or work.startswith("0") or int(work) > _MOST_WORK:
            raise NotAnAgeFile
        scrypt = Scrypt(SCRYPT_SALT + unbase64(salt.encode(), _SALT), length=32, n=2 ** int(work), r=8, p=1)
        try:
            return ChaCha20Poly1305(scrypt.derive(passphrase.encode())).decrypt(bytes(12), stanza.body, None)
        except InvalidTag:
            return None

    return unwrap


def derived(file_key: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """The key of a file for a purpose: `header` or `payload`."""
    return HKDF(SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def chunk_nonce(number: int, *, last: bool) -> bytes:
    """The nonce of a chunk: eleven bytes that count, one that marks the last."""
    return number.to_bytes(11, "big") + bytes([last])


def _shaped(stanza: Stanza, arguments: int) -> tuple[str, ...]:
    if len(stanza.arguments) != arguments or len(stanza.body) != FILE_KEY + TAG:
        raise NotAnAgeFile
    return stanza.arguments


def _check_mac(file: AgeFile, file_key: bytes) -> None:
    mac = HMAC(derived(file_key, b"header"), SHA256())
    mac.update(file.signed)
    try:
        mac.verify(file.mac)
    except InvalidSignature:
        raise HeaderChanged from None


def _payload(file: AgeFile, file_key: bytes) -> bytes:
    key = ChaCha20Poly1305(derived(file_key, b"payload", file.nonce))
    starts = range(0, max(len(file.payload), 1), CHUNK + TAG)
    plain = b""
    for number, start in enumerate(starts):
        chunk = file.payload[start : start + CHUNK + TAG]
        last = number == len(starts) - 1
        if last and number and len(chunk) <= TAG:
            raise PayloadChanged
        try:
            plain += key.decrypt(chunk_nonce(number, last=last), chunk, None)
        except InvalidTag:
            raise PayloadChanged from None
    return plain
