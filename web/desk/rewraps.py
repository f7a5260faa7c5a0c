"""Calls about joiners: which colleagues wait for a message that I can read, and what my browser sealed again for one of them."""

import asyncio
from typing import Any

from starlette.responses import Response

from handoff.keys import rewraps
from handoff.keys.rewraps import Rewrap
from web.access import Visit
from web.answers import answer
from web.armour import is_sealed_to
from web.desk import key_bodies
from web.desk.door import Addressee
from web.desk.refusals import done
from web.desk.sessions import Referent
from web.problems import WebError

_CREATED = 201


async def list_rewraps(visit: Visit[Referent]) -> Response:
    """What I could give to colleagues who joined since."""
    services, who = visit.services, visit.who
    asked = (services.db, services.ring, who.id, who.schools, services.clock())
    return answer([_line(one) for one in await asyncio.to_thread(rewraps.pending_for, *asked)])


async def give_to_joiner(visit: Visit[Addressee]) -> Response:
    """A message sealed again to one colleague's key."""
    services, who = visit.services, visit.who
    to, armour = visit.body.get("referent"), key_bodies.armour(visit.body, "armour")
    # a wrong armour would stand in the joiner's place for good
    if not isinstance(to, str) or not is_sealed_to(armour, 1, who.sealed.size):
        raise WebError("bad_request")
    now = services.clock()
    await done(lambda: rewraps.give(services.db, services.ring, who.sealed.id, who.referent.id, to, armour, now))
    return answer({"referent": to}, _CREATED)


def _line(one: Rewrap) -> dict[str, Any]:
    joiner = one.joiner
    waits = {"id": joiner.id, "name": joiner.name, "month": joiner.month, "recipient": joiner.recipient}
    return {"envelope": one.envelope_id, "for": waits}
