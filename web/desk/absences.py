"""A referent says when they are away, and who reads meanwhile: pupils are promised later, colleagues are reminded instead."""

import asyncio
from datetime import date, datetime
from typing import Any

from starlette.responses import Response

from facts.paris import PARIS, on_clock
from facts.school_calendar import load_calendar
from handoff.errors import AbsenceRefused
from handoff.keys.memberships import offered_keys
from handoff.waiting import absences
from handoff.waiting.absences import Absence
from web.access import Visit
from web.answers import answer, nothing
from web.desk.sessions import Referent
from web.problems import WebError
from web.services import Services


async def declare_absence(visit: Visit[Referent]) -> Response:
    """Keep my absence instead of the one before; the substitute is a colleague of mine who can read, or nobody."""
    services, me = visit.services, visit.who
    absence = Absence(_day(visit.body.get("first")), _day(visit.body.get("last")), visit.body.get("substitute"))
    if absence.substitute_id not in [None, *await asyncio.to_thread(_colleagues, services, me)]:
        raise WebError("absence_refused")
    try:
        await asyncio.to_thread(absences.declare, services.db, me.id, absence, _today(services.clock()))
    except AbsenceRefused:
        raise WebError("absence_refused") from None
    return answer({"absence": absence_json(absence)})


async def withdraw_absence(visit: Visit[Referent]) -> Response:
    """I am there."""
    await asyncio.to_thread(absences.withdraw, visit.services.db, visit.who.id)
    return nothing()


async def show_absence(visit: Visit[Referent]) -> Response:
    """My absence, if it is not over."""
    services, me = visit.services, visit.who
    found = await asyncio.to_thread(absences.coming, services.db, [me.id], _today(services.clock()))
    return answer({"absence": absence_json(found[me.id]) if me.id in found else None})


def absence_json(absence: Absence) -> dict[str, Any]:
    """Its days, and the id of who reads meanwhile."""
    days = {"first": absence.first.isoformat(), "last": absence.last.isoformat()}
    return {**days, "substitute": absence.substitute_id}


def _colleagues(services: Services, me: Referent) -> frozenset[str]:
    mine = (school for school in services.settings.schools if school.id in me.schools)
    groups = {each for school in mine for each in services.settings.sharing(school)}
    return frozenset(offered_keys(services.db, groups, services.clock(), load_calendar())) - {me.id}


def _today(now: datetime) -> date:
    return on_clock(now, PARIS).date()


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise WebError("bad_request")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WebError("bad_request") from None
