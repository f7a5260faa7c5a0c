"""The months that a colleague has published, all of them: with the log, a browser proves that the key it is about to seal to is theirs."""

import asyncio

from starlette.responses import Response

from handoff.keys import directory
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
    months = [{"month": one.month, "recipient": one.recipient} for one in keys.months]
    return answer({"school": keys.school_id, "months": months})


def _near(services: Services, who: Referent) -> frozenset[str]:
    """The schools that share a group with one of theirs."""
    mine = (services.settings.school(school) for school in who.schools)
    return frozenset(one.id for school in mine if school is not None for one in services.settings.sharing(school))
