"""The shape of an age file (c2sp.org/age, v1): armour, stanzas, MAC, payload. Written from the specification, not from our code.

Strict: canonical base64 everywhere, as the specification demands of whoever decodes.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

VERSION = b"age-encryption.org/v1"
BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----"
END = "-----END AGE ENCRYPTED FILE-----"
COLUMNS = 64
NONCE = 16
MAC = 32
_ARGUMENT = re.compile(rb"[\x21-\x7e]+")


class AgeRefused(Exception):
    """The file is not opened; nothing of it is given back."""


class NotAnAgeFile(AgeRefused):
    """The armour or the header does not have the shape of the specification."""


@dataclass(frozen=True)
class Stanza:
    """One recipient: its type and arguments as they are written, and the body decoded."""

    kind: str
    arguments: tuple[str, ...]
    body: bytes


@dataclass(frozen=True)
class AgeFile:
    """A file taken apart. `signed` is what the MAC is computed over."""

    stanzas: tuple[Stanza, ...]
    signed: bytes
    mac: bytes
    nonce: bytes
    payload: bytes


def from_armour(armour: str) -> bytes:
    """The bytes inside an armour.

    Raises:
        NotAnAgeFile
    """
    lines = armour.strip().replace("\r\n", "\n").split("\n")
    body = lines[1:-1]
    if not body or (lines[0], lines[-1]) != (BEGIN, END):
        raise NotAnAgeFile
    if any(len(line) != COLUMNS for line in body[:-1]) or not 0 < len(body[-1]) <= COLUMNS:
        raise NotAnAgeFile
    text = "".join(body)
    raw = _decoded(text.encode())
    if base64.b64encode(raw).decode() != text:
        raise NotAnAgeFile
    return raw


def to_armour(file: bytes) -> str:
    """The armour of a file, lines of 64 characters."""
    text = base64.b64encode(file).decode()
    lines = [text[place : place + COLUMNS] for place in range(0, len(text), COLUMNS)]
    return "\n".join([BEGIN, *lines, END, ""])


def take_apart(file: bytes) -> AgeFile:
    """The parts of a file.

    Raises:
        NotAnAgeFile
    """
    head, mark, rest = file.partition(b"\n--- ")
    mac, newline, payload = rest.partition(b"\n")
    version, *lines = head.split(b"\n")
    stanzas = tuple(_stanzas(lines))
    if not (mark and newline) or version != VERSION or not stanzas or len(payload) < NONCE:
        raise NotAnAgeFile
    return AgeFile(stanzas, head + b"\n---", unbase64(mac, MAC), payload[:NONCE], payload[NONCE:])


def unbase64(text: bytes, length: int | None = None) -> bytes:
    """What unpadded base64 says, if it says it the only right way and in `length` bytes.

    Raises:
        NotAnAgeFile
    """
    raw = _decoded(text + b"=" * (-len(text) % 4))
    if to_base64(raw) != text or length not in (None, len(raw)):
        raise NotAnAgeFile
    return raw


def to_base64(raw: bytes) -> bytes:
    """Unpadded base64."""
    return base64.b64encode(raw).rstrip(b"=")


def _decoded(padded: bytes) -> bytes:
    try:
        return base64.b64decode(padded, validate=True)
    except binascii.Error:
        raise NotAnAgeFile from None


def _stanzas(lines: list[bytes]) -> Iterator[Stanza]:
    rest = iter(lines)
    for line in rest:
        arrow, *arguments = line.split(b" ")
        if arrow != b"->" or not arguments or not all(_ARGUMENT.fullmatch(argument) for argument in arguments):
            raise NotAnAgeFile
        kind, *others = (argument.decode() for argument in arguments)
        yield Stanza(kind, tuple(others), b"".join(_body(rest)))


def _body(rest: Iterator[bytes]) -> Iterator[bytes]:
    for line in rest:
        if len(line) > COLUMNS:
            raise NotAnAgeFile
        yield unbase64(line)
        if len(line) < COLUMNS:
            return
    raise NotAnAgeFile
