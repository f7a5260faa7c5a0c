"""The months that a colleague has published: with the log, a browser proves that the key it is about to seal to is theirs.

None older than what the school keeps: a month that stays because a message of it is held would tell of that message to whom it left out.
"""

import asyncio

from starlette.responses import Response

from handoff import retention
from handoff.keys import directory
from schools.keeping import kept_months
from web.access import Visit
from web.answers import answer
from web.desk.sessions import Referent
from web.problems import WebError
from web.services import Services


async def show_months(visit: Visit[Referent]) -> Response:
    """Where the log of this key is kept, and its public recipients, month by month."""
    services, referent = visit.services, visit.request.path_params["referent"]
    standing = await asyncio.to_thread(directory.standing_of, services.db, referent)
    keys = await asyncio.to_thread(directory.keys_of, services.db, referent)
    if standing is None or keys is None or not standing.is_counted or keys.school_id not in _near(services, visit.who):
        raise WebError("key_unknown")
    oldest = retention.first_kept_month(services.clock(), kept_months(services.db, keys.school_id, services.clock()))
    months = [{"month": one.month, "recipient": one.recipient} for one in keys.months if one.month >= oldest]
    return answer({"school": keys.school_id, "months": months})


def _near(services: Services, who: Referent) -> frozenset[str]:
    """The schools that share a group with one of theirs."""
    mine = (services.settings.school(school) for school in who.schools)
    return frozenset(one.id for school in mine if school is not None for one in services.settings.sharing(school))
