"""How this process is, for whoever watches over it: `/health` (it lives), `/ready` (it can play turns). Nothing of anyone is in the answer.

Anyone may ask: it costs nothing. What is not there is said by the refusal that everyone gets, with the numbers.
"""

from typing import Any

from starlette.responses import Response

from web.access import ANYONE, Door, Visit
from web.answers import answer
from web.paces import READS_ONLY
from web.problems import WebError


async def health(_visit: Visit[None]) -> Response:
    """Whether the loop turns: it answers. Whether more than that lives, its supervisor knows (`supervision.life`)."""
    return answer({"status": "ok"})


async def ready(visit: Visit[None]) -> Response:
    """Whether a turn could be played now: at the last look, half a second ago or so, the database and rasa answered."""
    if not (visit.services.rasa_watch.is_up and visit.services.db_watch.is_up):
        raise WebError("assistant_down")
    return answer({"status": "ok"})


DOORS: tuple[Door[Any], ...] = (
    Door("health", "GET", "/health", ANYONE, health, pace=READS_ONLY),
    Door("ready", "GET", "/ready", ANYONE, ready, pace=READS_ONLY),
)
