"""What an age armour shows without any key (age v1, c2sp.org/age): its stanzas and the length of its payload.

Armour: strict PEM, lines of 64 base64 characters, the last one shorter. File: the version line; stanzas, each `-> type arguments`
then base64 lines of 64 characters ended by a shorter one; `--- ` and the MAC; then the payload: a nonce of 16 bytes and
chunks of 64 KiB, each 16 bytes longer than its plaintext. Nothing is opened here, and nothing could be.
"""

import base64
import binascii
import re
from dataclasses import dataclass

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
    """The type of each stanza, in order, and the length of the plaintext in bytes."""

    stanzas: tuple[str, ...]
    plaintext_length: int


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


def _stanzas(lines: list[bytes]) -> tuple[str, ...]:
    types: list[str] = []
    in_body = False
    for line in lines:
        if in_body:
            in_body = _goes_on(line)
        else:
            types.append(_type_of(line))
            in_body = True
    if in_body or not types:
        raise ArmourError
    return tuple(types)


def _type_of(line: bytes) -> str:
    arrow, *arguments = line.split(b" ")
    if arrow != b"->" or not arguments or not all(_ARGUMENT.fullmatch(argument) for argument in arguments):
        raise ArmourError
    return arguments[0].decode("ascii")


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
