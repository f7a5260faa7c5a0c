"""A sentence given: let in once a conversation, right after the answer that asked for it, and only as it was shown (docs/adr/0034).

Nothing ties it to whoever gave it: the conversation's own state, sealed under its key and gone with it, says that it was given.
"""

import asyncio
from typing import Any

import sqlalchemy as sa
from starlette.responses import Response

from given import keeping
from given.hiding import may_be_given
from web.access import Visit
from web.answers import nothing
from web.problems import WebError
from web.pupil.replies import kept_of, opened_reply, sealed_reply
from web.pupil.school_hint import hinted_school, words_of
from web.pupil.sessions import PupilSession
from web.pupil.shapes import has_shape
from web.services import Services
from web.tables import SESSION_REPLIES

_BODY = {"sentence": str}


async def give(visit: Visit[PupilSession]) -> Response:
    """Keep the sentence; the same one again, after a lost answer, is kept once."""
    if not has_shape(visit.body, _BODY):
        raise WebError("bad_request")
    words = await words_of(visit.services, hinted_school(visit))
    sentence = visit.body["sentence"]
    if not words.gives or not may_be_given(sentence):
        raise WebError("not_given")
    if not await asyncio.to_thread(_keep, visit.services, visit.who, sentence):
        raise WebError("not_given")
    return nothing()


def _keep(services: Services, session: PupilSession, sentence: str) -> bool:
    with services.db.begin() as connection:
        row = kept_of(connection, session)
        last: dict[str, Any] = {} if row is None else opened_reply(session, row)
        if row is None or last.get("given"):
            return row is not None
        situation = last.get("asked_for")
        if situation is None:
            return False
        given = sealed_reply(session, row.turn, {**last, "asked_for": None, "given": True})
        mine = sa.and_(SESSION_REPLIES.c.conversation == session.conversation, SESSION_REPLIES.c.sealed == row.sealed)
        if not connection.execute(sa.update(SESSION_REPLIES).where(mine).values(sealed=given)).rowcount:
            return False  # another turn, or the same gift, came meanwhile
        today = services.clock().date()
        keeping.keep(connection, services.ring, sentence, situation, today, services.random_bytes)
    return True
