"""Calls about a referent's own keys: who I am with them, and depositing a first set. The server can open none of it.

A set is an armour for the passphrase, a public recipient, and for each of twelve months a public recipient and a wrapped identity:
shapes and lengths are checked, contents cannot be.
"""

import asyncio
import re
from datetime import date
from typing import Any

from starlette.responses import Response

from handoff import directory
from handoff.directory import MonthKey, ReferentKeys
from handoff.errors import KeyExists, KeyIncomplete
from handoff.memberships import key_follows
from web.access import Visit
from web.answers import answer
from web.days import this_month
from web.desk.sessions import Referent
from web.problems import WebError
from web.services import Services

MOST_ARMOUR = 20_000
MOST_FUNCTION = 60
_CREATED = 201
_RECIPIENT = re.compile(r"age1pq1[023456789acdefghjklmnpqrstuvwxyz]{1500,2500}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ARMOUR = re.compile(r"-----BEGIN AGE ENCRYPTED FILE-----\n[A-Za-z0-9+/=\n]+\n-----END AGE ENCRYPTED FILE-----\n?")


async def me(visit: Visit[Referent]) -> Response:
    """Who is at the desk, and their keys, wrapped."""
    services, referent = visit.services, visit.who
    found = (services.settings.school(school) for school in referent.schools)
    schools = [{"id": school.id, "name": school.name} for school in found if school is not None]
    if not schools:
        raise WebError("desk_sign_in_needed")
    keys = await asyncio.to_thread(directory.keys_of, services.db, referent.id)
    who = {"id": referent.id, "name": referent.name, "school": schools[0], "schools": schools}
    return answer({**who, "key": _as_json(keys) if keys else None})


async def deposit_keys(visit: Visit[Referent]) -> Response:
    """Keep a first set of keys; an existing one is never overwritten."""
    services = visit.services
    keys = read_keys(visit.body, visit.who, services)
    try:
        await asyncio.to_thread(directory.enrol, services.db, keys)
    except KeyExists:
        raise WebError("key_exists") from None
    except KeyIncomplete:
        raise WebError("keys_malformed") from None
    await asyncio.to_thread(key_follows, services.db, visit.who.id, visit.who.schools)
    return answer({"months": len(keys.months)}, _CREATED)


def read_keys(body: dict[str, Any], referent: Referent, services: Services) -> ReferentKeys:
    """The key set of a body.

    Raises:
        WebError: keys_malformed.
    """
    function, months, now = body.get("function"), body.get("months"), services.clock()
    _require(function is None or (isinstance(function, str) and len(function) <= MOST_FUNCTION))
    _require(isinstance(months, list) and all(isinstance(month, dict) for month in months))
    found = tuple(_month(month) for month in months or ())
    _require(sorted(month.month for month in found) == months_from(this_month(now), len(found)))
    return ReferentKeys(
        referent.id,
        referent.schools[0],
        referent.name,
        function,
        _text(body, "wrapped_key", _ARMOUR),
        _text(body, "key_recipient", _RECIPIENT),
        found,
        now,
    )


def months_from(month: str, count: int) -> list[str]:
    """So many months in a row, this one first."""
    first = date.fromisoformat(f"{month}-01")
    numbers = [first.year * 12 + first.month - 1 + ahead for ahead in range(count)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def _month(fields: dict[str, Any]) -> MonthKey:
    return MonthKey(
        _text(fields, "month", _MONTH),
        _text(fields, "recipient", _RECIPIENT),
        _text(fields, "wrapped_identity", _ARMOUR),
    )


def _text(fields: dict[str, Any], name: str, shape: re.Pattern[str]) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > MOST_ARMOUR or not shape.fullmatch(value):
        raise WebError("keys_malformed")
    return value


def _require(holds: bool) -> None:  # noqa: FBT001 (it reads as a sentence at each call)
    if not holds:
        raise WebError("keys_malformed")


def _as_json(keys: ReferentKeys) -> dict[str, Any]:
    months = [{"month": m.month, "recipient": m.recipient, "wrapped_identity": m.wrapped_identity} for m in keys.months]
    return {"wrapped_key": keys.wrapped_key, "key_recipient": keys.key_recipient, "months": months}
