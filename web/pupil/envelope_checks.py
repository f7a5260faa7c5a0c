"""What web checks of an envelope that it cannot open: shape, header, number of stanzas, size class, readers (docs/contracts/envelope.md).

Rules: one hybrid stanza for each reader, at most 20; the header says the same number; the padded length is exactly one of the
classes and the payload has that length; the readers are all live members now, which is asked of the ENT at this very
moment; the month is this month, because keys are monthly; the date, which the desk shows, is today, or yesterday within the first hour
after midnight for whoever began to write before it. Nobody is a reader and left out; whoever is left out is kept out, member or not; in a closed
envelope everybody who could read now reads or is left out. What will follow is announced: at most one piece of each kind.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handoff.envelopes import Envelope
from web.armour import WORK_OF_WORDS, is_sealed_by, is_sealed_to
from web.problems import WebError
from web.pupil.announced import read_announced
from web.pupil.shapes import has_shape, is_uuid4

SIZES = (2048, 4096, 8192)
MOST_READERS = 20
MOST_ARMOUR = 60_000
MOST_WORD = 100
MOST_EXCLUDED = 200
MOST_LOCK = 1_000
LOCKED_SECRET = 43
_HEADER = {"v": int, "id": str, "school": str, "date": str, "month": str, "readers": int, "size": int}
_BODY = {
    "school": str,
    "header": dict,
    "armour": str,
    "readers": list,
    "excluded": list,
    "closed": bool,
    "word": str,
    "reply_lock": str,
    "attachments": list,
}
_ENT_ID = re.compile(r"[\w.$-]{1,36}", re.ASCII)


@dataclass(frozen=True)
class Deposit:
    """A sealed envelope, the word that will show its state to its sender, and the secret of the replies under that word."""

    envelope: Envelope
    word: str = field(repr=False)
    reply_lock: str = field(repr=False)


def read_deposit(envelope_id: str, body: dict[str, Any]) -> Deposit:
    """The deposit that a body asks for.

    Raises:
        WebError: envelope_malformed.
    """
    _require(has_shape(body, _BODY) and has_shape(body["header"], _HEADER))
    header, armour = body["header"], body["armour"]
    _require(header["v"] == 1 and header["id"] == envelope_id and is_uuid4(envelope_id))
    _require(header["school"] == body["school"] and header["size"] in SIZES)
    _require(len(armour) <= MOST_ARMOUR and len(body["word"]) <= MOST_WORD)
    _require(is_sealed_to(armour, header["readers"], header["size"]))
    _require(len(body["reply_lock"]) <= MOST_LOCK and is_sealed_by(body["reply_lock"], WORK_OF_WORDS, LOCKED_SECRET))
    return Deposit(_envelope(body), body["word"], body["reply_lock"])


def require_readers_now(envelope: Envelope, readable: Collection[str], month: str) -> None:
    """Refuse what is sealed to someone who may not read now, or with the keys of another month, or closed to a list that has grown.

    Raises:
        WebError: readers_changed.
    """
    decided = {*envelope.readers, *envelope.excluded}
    if envelope.month != month or not set(envelope.readers) <= set(readable):
        raise WebError("readers_changed")
    if envelope.closed and not set(readable) <= decided:
        raise WebError("readers_changed")


def require_written_today(envelope: Envelope, today: Collection[date]) -> None:
    """Refuse another date than today's (`days.days_of_now`).

    Raises:
        WebError: envelope_malformed.
    """
    _require(envelope.date in today)


def _envelope(body: dict[str, Any]) -> Envelope:
    header, readers, excluded = body["header"], _ids(body["readers"]), _ids(body["excluded"])
    _require(1 <= len(readers) <= MOST_READERS and len(readers) == header["readers"])
    _require(len(excluded) <= MOST_EXCLUDED and not set(readers) & set(excluded))
    return Envelope(
        id=header["id"],
        school=header["school"],
        date=_day(header["date"]),
        month=header["month"],
        size=header["size"],
        readers=readers,
        armour=body["armour"],
        excluded=excluded,
        closed=body["closed"],
        attachments=read_announced(body["attachments"]),
    )


def _ids(given: list[Any]) -> tuple[str, ...]:
    """Ids of the ENT, each once."""
    _require(all(isinstance(one, str) and _ENT_ID.fullmatch(one) for one in given))
    _require(len(set(given)) == len(given))
    return tuple(given)


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
