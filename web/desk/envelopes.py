"""Calls about the envelopes addressed to me: the list, one sealed envelope, opened, taken, and leaving the desk."""

import asyncio
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from starlette.responses import Response

from database import reading
from handoff.arrivals import Arrived, Sealed, addressed_to
from handoff.receipts import mark_opened, mark_taken
from handoff.tables import envelopes
from web.access import Visit
from web.answers import answer, nothing
from web.desk.door import Addressee, take_cookie
from web.desk.sessions import SESSIONS, Referent


async def list_envelopes(visit: Visit[Referent]) -> Response:
    """Those addressed to me, newest first."""
    found = await asyncio.to_thread(_addressed, visit.services.db, visit.who)
    return answer([_line(arrived, school) for arrived, school in found])


async def show_envelope(visit: Visit[Addressee]) -> Response:
    """The sealed envelope; only my browser can open it."""
    return answer({"header": _header(visit.who.sealed), "armour": visit.who.sealed.armour})


async def mark_as_opened(visit: Visit[Addressee]) -> Response:
    """Note that I opened it; the group sees it (R73), the sender may learn that an adult did."""
    services, who = visit.services, visit.who
    await asyncio.to_thread(mark_opened, services.db, who.sealed.id, who.referent.id, services.clock())
    return answer({"id": who.sealed.id})


async def mark_as_taken(visit: Visit[Addressee]) -> Response:
    """Note that I take it in charge."""
    services, who = visit.services, visit.who
    await asyncio.to_thread(mark_taken, services.db, who.sealed.id, who.referent.id, services.clock())
    return answer({"id": who.sealed.id})


async def sign_out(visit: Visit[Referent]) -> Response:
    """Destroy my session and its cookie."""
    await asyncio.to_thread(SESSIONS.end, visit.services.db, visit.who)
    response = nothing()
    take_cookie(response)
    return response


def _addressed(db: Engine, referent: Referent) -> list[tuple[Arrived, str]]:
    """The envelopes of the schools where they answer, each with its school."""
    found = addressed_to(db, referent.id)
    query = sa.select(envelopes.c.id, envelopes.c.school).where(
        envelopes.c.id.in_([one.id for one in found]), envelopes.c.school.in_(referent.schools)
    )
    with reading(db) as connection:
        school_of = {row.id: row.school for row in connection.execute(query)}
    return [(one, school_of[one.id]) for one in found if one.id in school_of]


def _line(arrived: Arrived, school: str) -> dict[str, Any]:
    place = {"id": arrived.id, "school": school, "date": arrived.date.isoformat()}
    seal = {"size": arrived.size, "readers": arrived.readers}
    receipts = {
        "opened_by": list(arrived.opened_by),
        "taken_by": arrived.taken_by,
        "mine": {"opened": arrived.opened_by_me},
    }
    return {**place, **seal, **receipts, "damaged": arrived.damaged}


def _header(sealed: Sealed) -> dict[str, Any]:
    clear = {"v": 1, "id": sealed.id, "school": sealed.school, "date": sealed.date.isoformat()}
    return {**clear, "month": sealed.month, "readers": sealed.readers, "size": sealed.size}
