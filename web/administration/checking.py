"""The check of `parlons-en ent check`, run now, as far as it goes without anybody's password: keys, hours, connector, the ENT's state."""

from zoneinfo import ZoneInfo

from starlette.responses import Response

from administration.check import LEVELS, Lent, check, gather, sayings, summary
from ent import open_http
from web.access import Visit
from web.administration.door import AtSchool
from web.administration.refusals import Refusal
from web.administration.texts import say_moment, texts
from web.limits import Rate
from web.live_keys import live_keys_of

ONCE_IN_A_WHILE = Rate(3, 1)


async def show_check(visit: Visit[AtSchool]) -> Response:
    """The report of this school, at this moment."""
    services, school = visit.services, visit.who.school
    if services.limits.wait_for(ONCE_IN_A_WHILE, visit.who.administrator.session):
        raise Refusal("check_too_often")
    now = services.clock()
    async with open_http() as http:  # one of its own: the check looks at every answer of the client it is lent
        (facts,) = await gather(
            http, services.settings, (school,), Lent(), services.db, now, services.clock, live_keys=live_keys_of
        )
    report = check(facts)
    return services.pages.page(
        "administration_check.html",
        words=texts(),
        school=school,
        at=say_moment(now, ZoneInfo(school.timezone)),
        summary=summary(report),
        levels=[(level, list(sayings(report, level))) for level in LEVELS],
    )
