"""How this process is, for whoever watches over it: `/health` (it lives), `/ready` (it can play turns). Nothing of anyone is in the answer.

Anyone may ask: it costs nothing, or one read of the database, shared by all who ask at once. What is not there is said by the refusal
that everyone gets, with the numbers.
"""

import asyncio
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from database import reading
from web.access import ANYONE, Door, Visit
from web.answers import answer
from web.paces import READS_ONLY, NoPace
from web.problems import WebError
from web.tables import SESSIONS

PATIENCE_SECONDS = 2.0
_SHARED = NoPace("one read, shared by all who ask at once, so that a crowd costs no more than one")


async def health(_visit: Visit[None]) -> Response:
    """Whether the loop turns: it answers. Whether more than that lives, its supervisor knows (`supervision.life`)."""
    return answer({"status": "ok"})


async def ready(visit: Visit[None]) -> Response:
    """Whether a turn could be played now: the database is read, and rasa is there."""
    services = visit.services
    if not services.rasa_watch.is_up:
        raise WebError("assistant_down")
    try:
        await services.in_flight.once("ready", lambda: asyncio.to_thread(_read, services.db), PATIENCE_SECONDS)
    except (SQLAlchemyError, TimeoutError):
        raise WebError("assistant_down") from None
    return answer({"status": "ok"})


def _read(db: Engine) -> None:
    with reading(db) as connection:
        connection.execute(sa.select(SESSIONS.c.turn).limit(1)).first()


DOORS: tuple[Door[Any], ...] = (
    Door("health", "GET", "/health", ANYONE, health, pace=READS_ONLY),
    Door("ready", "GET", "/ready", ANYONE, ready, pace=_SHARED),
)
