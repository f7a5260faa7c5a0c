"""What web checks of an envelope that it cannot open: shape, header, number of stanzas, size class, readers.

Rules: one hybrid stanza for each reader, at most 20; the header says the same number; the padded length is exactly one of the
classes and the payload has that length; the readers are all live members now, which is asked of the ENT at this very
moment; the month is this month, because keys are monthly; the date, which the desk shows, is today, or yesterday within the first hour
after midnight for whoever began to write before it.
"""

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handoff.envelopes import Envelope
from web.problems import WebError
from web.pupil.armour import ArmourError, read_armour

SIZES = (2048, 4096, 8192)
MOST_READERS = 20
MOST_ARMOUR = 60_000
MOST_WORD = 100
STANZA = "mlkem768x25519"
_HEADER = {"v": int, "id": str, "school": str, "date": str, "month": str, "readers": int, "size": int}
_BODY = {"school": str, "header": dict, "armour": str, "readers": list, "word": str}
_ENT_ID = re.compile(r"[\w.$-]{1,36}", re.ASCII)


@dataclass(frozen=True)
class Deposit:
    """A sealed envelope and the word that will show its state to its sender."""

    envelope: Envelope
    word: str = field(repr=False)


def read_deposit(envelope_id: str, body: dict[str, Any]) -> Deposit:
    """The deposit that a body asks for.

    Raises:
        WebError: envelope_malformed.
    """
    _require(_has_shape(body, _BODY) and _has_shape(body["header"], _HEADER))
    header, readers, armour = body["header"], body["readers"], body["armour"]
    _require(header["v"] == 1 and header["id"] == envelope_id and _is_uuid4(envelope_id))
    _require(header["school"] == body["school"] and header["size"] in SIZES)
    _require(all(isinstance(reader, str) and _ENT_ID.fullmatch(reader) for reader in readers))
    _require(1 <= len(readers) <= MOST_READERS and len(set(readers)) == len(readers) == header["readers"])
    _require(len(armour) <= MOST_ARMOUR and len(body["word"]) <= MOST_WORD)
    _require_sealed_for(armour, len(readers), header["size"])
    day = _day(header["date"])
    envelope = Envelope(envelope_id, header["school"], day, header["month"], header["size"], tuple(readers), armour)
    return Deposit(envelope, body["word"])


def require_readers_now(envelope: Envelope, readable: Collection[str], month: str) -> None:
    """Refuse what is sealed to someone who may not read now, or with the keys of another month.

    Raises:
        WebError: readers_changed.
    """
    if envelope.month != month or not set(envelope.readers) <= set(readable):
        raise WebError("readers_changed")


def require_written_today(envelope: Envelope, today: Collection[date]) -> None:
    """Refuse another date than today's (`days.days_of_now`).

    Raises:
        WebError: envelope_malformed.
    """
    _require(envelope.date in today)


def _require_sealed_for(armour: str, readers: int, size: int) -> None:
    try:
        shown = read_armour(armour)
    except ArmourError:
        raise WebError("envelope_malformed") from None
    _require(shown.stanzas == (STANZA,) * readers and shown.plaintext_length == size)


def _has_shape(given: dict[str, Any], shape: Mapping[str, type]) -> bool:
    return given.keys() == shape.keys() and all(type(given[name]) is kind for name, kind in shape.items())


def _is_uuid4(text: str) -> bool:
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        return False
    return str(parsed) == text and parsed.version == 4  # noqa: PLR2004 (the version is the name)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WebError("envelope_malformed") from None
    # the header sealed inside is compared, letter for letter, with the one that the desk makes again
    _require(day.isoformat() == text)
    return day


def _require(holds: bool) -> None:  # noqa: FBT001 (it reads as a sentence at each call)
    if not holds:
        raise WebError("envelope_malformed")
