"""Calls of the half-term's drill: a test was opened, further months were made."""

from datetime import datetime

from starlette.responses import Response

from handoff.keys import drills
from handoff.keys.directory import MONTHS
from handoff.keys.own_acts import OwnAct, what_of_months
from web.access import Visit
from web.answers import answer
from web.days import this_month
from web.desk import key_bodies
from web.desk.own_signature import require_own_signature
from web.desk.refusals import done
from web.desk.sessions import Referent


async def note_drill(visit: Visit[Referent]) -> Response:
    """I have just opened a test with my key."""
    services = visit.services
    await done(lambda: drills.drill(services.db, visit.who.id, services.clock()))
    return answer({"exercised_at": services.clock().isoformat()})


async def add_months(visit: Visit[Referent]) -> Response:
    """Identities of further months, within a year."""
    services = visit.services
    months, ahead = key_bodies.months(visit.body.get("months")), _year(services.clock())
    key_bodies.require(all(month.month in ahead for month in months))
    await require_own_signature(visit, OwnAct.MONTHS_ADDED, what_of_months(months))
    added = await done(lambda: drills.add_months(services.db, visit.who.id, months, services.clock()))
    return answer({"months": added})


def _year(now: datetime) -> list[str]:
    return key_bodies.months_from(this_month(now), MONTHS)
