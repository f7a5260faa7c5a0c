"""What an age armour shows without any key (age v1, c2sp.org/age): its stanzas and the length of its payload.

Armour: strict PEM, lines of 64 base64 characters, the last one shorter. File: the version line; stanzas, each `-> type arguments`
then base64 lines of 64 characters ended by a shorter one; `--- ` and the MAC; then the payload: a nonce of 16 bytes and
chunks of 64 KiB, each 16 bytes longer than its plaintext. Nothing is opened here, and nothing could be.
"""

import base64
import binascii
import re
from dataclasses import dataclass

HYBRID = "mlkem768x25519"
WORK_OF_SECRETS = "1"  # a secret of the envelope: 256 bits of its own
WORK_OF_WORDS = "15"  # a pupil's word: each guess costs
_BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----"
_END = "-----END AGE ENCRYPTED FILE-----"
_LINE = 64
_VERSION = b"age-encryption.org/v1"
_ARGUMENT = re.compile(rb"[\x21-\x7e]+")
_BODY_LINE = re.compile(rb"[A-Za-z0-9+/]*")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}")
_NONCE = 16
_TAG = 16
_CHUNK = 64 * 1024


class ArmourError(Exception):
    """The text is not an age armour."""


@dataclass(frozen=True)
class Armour:
    """The lines of the stanzas, in order, each as its type and arguments, and the length of the plaintext in bytes."""

    lines: tuple[tuple[str, ...], ...]
    plaintext_length: int

    @property
    def stanzas(self) -> tuple[str, ...]:
        """The type of each stanza."""
        return tuple(line[0] for line in self.lines)

    @property
    def work(self) -> str | None:
        """The work factor of the one passphrase that opens it, None for any other file."""
        match self.lines:
            case (("scrypt", _salt, work),):
                return work
        return None


def read_armour(text: str) -> Armour:
    """What the armour shows.

    Raises:
        ArmourError: it is not one, strictly.
    """
    head, separator, payload = _decode(text).partition(b"\n--- ")
    mac, newline, payload = payload.partition(b"\n")
    if not separator or not newline or not _MAC.fullmatch(b"--- " + mac):
        raise ArmourError
    lines = head.split(b"\n")
    if lines[0] != _VERSION:
        raise ArmourError
    return Armour(_stanzas(lines[1:]), _plaintext_length(len(payload)))


def is_sealed_to(text: str, readers: int, length: int) -> bool:
    """Whether the text is an armour with one hybrid stanza for each of so many readers, and a plaintext of `length` bytes."""
    shown = _read(text)
    if shown is None or len(shown.stanzas) != readers:  # the number is a stranger's: nothing of its size is made
        return False
    return set(shown.stanzas) == {HYBRID} and shown.plaintext_length == length


def is_sealed_by(text: str, work: str, length: int) -> bool:
    """Whether the text is an armour that one passphrase opens with that work (WORK_OF_SECRETS, WORK_OF_WORDS), of a plaintext of `length` bytes.

    More work would stop the browser of whoever opens it; less would make the pupil's word cheap to guess.
    """
    shown = _read(text)
    return shown is not None and shown.work == work and shown.plaintext_length == length


def _read(text: str) -> Armour | None:
    try:
        return read_armour(text)
    except ArmourError:
        return None


def _decode(text: str) -> bytes:
    lines = text.strip().replace("\r\n", "\n").split("\n")
    if len(lines) < len((_BEGIN, "body", _END)) or lines[0] != _BEGIN or lines[-1] != _END:
        raise ArmourError
    body = lines[1:-1]
    if any(len(line) != _LINE for line in body[:-1]) or not 0 < len(body[-1]) <= _LINE:
        raise ArmourError
    try:
        return base64.b64decode("".join(body), validate=True)
    except (binascii.Error, ValueError):
        raise ArmourError from None


def _stanzas(lines: list[bytes]) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    in_body = False
    for line in lines:
        if in_body:
            in_body = _goes_on(line)
        else:
            found.append(_arguments_of(line))
            in_body = True
    if in_body or not found:
        raise ArmourError
    return tuple(found)


def _arguments_of(line: bytes) -> tuple[str, ...]:
    arrow, *arguments = line.split(b" ")
    if arrow != b"->" or not arguments or not all(_ARGUMENT.fullmatch(argument) for argument in arguments):
        raise ArmourError
    return tuple(argument.decode("ascii") for argument in arguments)


def _goes_on(line: bytes) -> bool:
    """Whether the stanza's body has another line: only a full line is followed by one."""
    if len(line) > _LINE or not _BODY_LINE.fullmatch(line):
        raise ArmourError
    return len(line) == _LINE


def _plaintext_length(payload: int) -> int:
    chunks, rest = divmod(payload - _NONCE, _CHUNK + _TAG)
    length = payload - _NONCE - _TAG * (chunks + (1 if rest else 0))
    if payload < _NONCE + _TAG or 0 < rest < _TAG or length < 0:
        raise ArmourError
    return length
