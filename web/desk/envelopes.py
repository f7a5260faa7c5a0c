"""Calls about the envelopes that I read: the list by state and age, one sealed envelope, what follows it, and leaving the desk.

What the server hands out sealed is noted (`given`), whatever the browser does with it: access is seen by the group (R73).
"""

import asyncio
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from starlette.responses import Response

from database import reading
from handoff import attachments
from handoff.arrivals import addressed_to
from handoff.cases import case_acts
from handoff.cases.files import lines_for
from handoff.keys.directory import counts
from handoff.tables import envelopes
from web.access import Visit
from web.answers import answer, nothing
from web.desk.case_shapes import Line, attachment_as_json, header_as_json, line_as_json, marks_of_senders
from web.desk.cases import case_json, doer_of
from web.desk.door import Addressee, take_cookie
from web.desk.holds import soon_erased_on
from web.desk.school_time import school_time
from web.desk.sessions import SESSIONS, Referent
from web.problems import WebError
from web.services import Services


class Place(NamedTuple):
    """Of which school and month an envelope is."""

    school: str
    month: str


async def list_envelopes(visit: Visit[Referent]) -> Response:
    """Those that I read, newest first."""
    found = await asyncio.to_thread(_lines, visit.services, visit.who)
    marks = marks_of_senders([line.arrived.sender for line in found])
    lines = [line_as_json(line, mark) for line, mark in zip(found, marks, strict=True)]
    return answer(lines)


async def show_envelope(visit: Visit[Addressee]) -> Response:
    """The sealed envelope with its case; only my browser can open it."""
    services, sealed = visit.services, visit.who.sealed
    listed = await asyncio.to_thread(attachments.of, services.db, sealed.id, visit.who.referent.id)
    await asyncio.to_thread(case_acts.hand_out, services.db, doer_of(visit))
    seal = {"header": header_as_json(sealed), "armour": sealed.armour}
    mine = {"joined": sealed.joined, "key_month": sealed.key_month}
    pieces = [attachment_as_json(one) for one in listed]
    return answer({**seal, **mine, "attachments": pieces, **await case_json(visit)})


async def show_attachment(visit: Visit[Addressee]) -> Response:
    """A sealed piece that follows the text."""
    services, who, id_ = visit.services, visit.who, visit.request.path_params["attachment"]
    listed = await asyncio.to_thread(attachments.of, services.db, who.sealed.id, who.referent.id)
    if not any(one.id == id_ and one.here for one in listed):
        raise WebError("desk_envelope_unknown")
    armour = await asyncio.to_thread(attachments.armour_for, services.db, id_, who.referent.id)
    await asyncio.to_thread(case_acts.hand_out, services.db, doer_of(visit), id_)
    return answer({"armour": armour})


async def sign_out(visit: Visit[Referent]) -> Response:
    """Destroy my session and its cookie."""
    await asyncio.to_thread(SESSIONS.end, visit.services.db, visit.who)
    response = nothing()
    take_cookie(response)
    return response


def _lines(services: Services, referent: Referent) -> list[Line]:
    """The envelopes of the schools where they answer, each with its case; none for whose key does not count."""
    if not counts(services.db, referent.id):
        return []
    found = addressed_to(services.db, referent.id)
    places = _places_of(services.db, [one.id for one in found], referent.schools)
    cases = lines_for(services.db, places, lambda school: school_time(services, school), services.clock())
    return [
        Line(one, cases[one.id], places[one.id].school, soon_erased_on(services, *places[one.id]))
        for one in found
        if one.id in places
    ]


def _places_of(db: Engine, envelope_ids: list[str], among: tuple[str, ...]) -> dict[str, Place]:
    mine = (envelopes.c.id.in_(envelope_ids), envelopes.c.school.in_(among))
    query = sa.select(envelopes.c.id, envelopes.c.school, envelopes.c.month).where(*mine)
    with reading(db) as connection:
        return {row.id: Place(row.school, row.month) for row in connection.execute(query)}
