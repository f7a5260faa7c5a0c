"""What a referent's browser sends of its keys: shapes and lengths are checked, contents cannot be."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from handoff.keys.directory import MONTHS
from handoff.keys.locks import MOST
from handoff.keys.sets import Lock, MonthKey
from vault import is_signing_key
from web.problems import WebError

MOST_ARMOUR = 20_000
MOST_FUNCTION = 60
MOST_LABEL = 60
KINDS = frozenset({"passphrase", "passkey", "sheet"})
_RECIPIENT = re.compile(r"age1pq1[023456789acdefghjklmnpqrstuvwxyz]{1500,2500}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ARMOUR = re.compile(r"-----BEGIN AGE ENCRYPTED FILE-----\n[A-Za-z0-9+/=\n]+\n-----END AGE ENCRYPTED FILE-----\n?")
_CREDENTIAL = re.compile(r"[!-~]{1,4000}")


def armour(fields: dict[str, Any], name: str) -> str:
    """An age armour. Raises WebError keys_malformed, as all below."""
    return _text(fields, name, _ARMOUR)


def recipient(fields: dict[str, Any], name: str) -> str:
    """A hybrid recipient."""
    return _text(fields, name, _RECIPIENT)


def signing_key(fields: dict[str, Any]) -> str:
    """The public key that signatures will be verified under."""
    value = fields.get("signing_key")
    require(isinstance(value, str) and is_signing_key(value))
    return str(value)


def function(fields: dict[str, Any]) -> str | None:
    """What the referent says they are, perhaps."""
    value = fields.get("function")
    require(value is None or (isinstance(value, str) and len(value) <= MOST_FUNCTION))
    return None if value is None else str(value)


def locks(value: object, random_bytes: Callable[[int], bytes]) -> tuple[Lock, ...]:
    """At least one way in."""
    return tuple(lock(one, random_bytes) for one in _rows(value, MOST))


def lock(fields: dict[str, Any], random_bytes: Callable[[int], bytes]) -> Lock:
    """One way in, with an id that we draw."""
    kind, label, credential = fields.get("kind"), fields.get("label"), fields.get("credential")
    require(isinstance(kind, str) and kind in KINDS and (kind == "passkey") == (credential is not None))
    require(isinstance(label, str) and 0 < len(label.strip()) <= MOST_LABEL)
    if credential is not None:
        _text(fields, "credential", _CREDENTIAL)
    id_ = str(uuid.UUID(bytes=random_bytes(16), version=4))
    return Lock(id_, str(kind), str(label).strip(), armour(fields, "wrapped_key"), credential)


def months(value: object) -> tuple[MonthKey, ...]:
    """At least one month's identity."""
    found = _rows(value, MONTHS)
    return tuple(
        MonthKey(_text(one, "month", _MONTH), recipient(one, "recipient"), armour(one, "wrapped_identity"))
        for one in found
    )


def months_from(month: str, count: int) -> list[str]:
    """So many months in a row, this one first."""
    first = date.fromisoformat(f"{month}-01")
    numbers = [first.year * 12 + first.month - 1 + ahead for ahead in range(count)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def require(holds: bool) -> None:  # noqa: FBT001 (it reads as a sentence at each call)
    """Raises keys_malformed unless it holds."""
    if not holds:
        raise WebError("keys_malformed")


def _rows(value: object, most: int) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not 0 < len(value) <= most or not all(isinstance(one, dict) for one in value):
        raise WebError("keys_malformed")
    return value


def _text(fields: dict[str, Any], name: str, shape: re.Pattern[str]) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > MOST_ARMOUR or not shape.fullmatch(value):
        raise WebError("keys_malformed")
    return value
