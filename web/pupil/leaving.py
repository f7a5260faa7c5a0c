"""Leaving, and what follows it (beginning another session leaves the one before, signing out of the ENT leaves those that were signed
in): the key and the rows at once, rasa's copy as soon as rasa can (R45).

What rasa must forget is noted in the same transaction that destroys the key, so a rasa that is down only delays it; what it
still has meanwhile is sealed under a key that exists nowhere any more.

The ENT token goes too, unless a message that the pupil asked to send has not left yet: it is then erased by its delivery, or
after an hour at the latest. Someone who presses "quitter vite" right after "envoyer" has still sent: what was deposited and not promised
yet is promised here.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from handoff import tokens
from handoff.carrying import outbox
from web.ent_accounts import EntAccount
from web.pupil.deposits import unpromised_of
from web.pupil.rasa_channel import rasa_of
from web.pupil.session_tokens import drop_ended_tokens
from web.pupil.sessions import PupilSession, end_session, sessions_of, silent_sessions
from web.pupil.sign_ins import drop_old_sign_ins, drop_sign_ins_of
from web.pupil.word_tries import drop_old_tries
from web.services import Services
from web.tables import FORGETS

FORGET_SECONDS = 1.0
_MOST_FORGETS = 200


async def leave(services: Services, session: PupilSession) -> None:
    """End the session now and ask rasa to forget; a rasa that does not answer is not waited for, `sweep` asks again."""
    await _leave(services, session.session, session.conversation)


async def leave_all_of(services: Services, account: EntAccount) -> int:
    """Leave every session that this ENT account is signed in to, and void its sign-ins under way; how many sessions there were."""
    await asyncio.to_thread(drop_sign_ins_of, services.db, services.ring, account)
    found = await asyncio.to_thread(sessions_of, services.db, services.ring, account)
    for session, conversation in found:
        await _leave(services, session, conversation)
    return len(found)


async def _leave(services: Services, session: str, conversation: str) -> None:
    await asyncio.to_thread(_end, services, session, conversation)
    if services.in_flight.is_under_way(conversation):
        return
    with contextlib.suppress(TimeoutError):
        await services.in_flight.once(f"forget {conversation}", lambda: _forget(services, conversation), FORGET_SECONDS)


async def sweep(services: Services) -> None:
    """What is due: silent sessions, forgets that rasa has not confirmed, sign-ins and tries that are over. What fails keeps nothing else
    from its turn; the first failure is raised once all had theirs.
    """
    await _each(due(services) for due in (_end_silent, _ask_again_to_forget, _drop_what_is_over))


async def _end_silent(services: Services) -> None:
    silent = await asyncio.to_thread(silent_sessions, services.db, services.clock())
    await _each(asyncio.to_thread(_end, services, session, conversation) for session, conversation in silent)


async def _ask_again_to_forget(services: Services) -> None:
    for conversation in await asyncio.to_thread(_still_to_forget, services.db):
        if not services.in_flight.is_under_way(conversation) and not await _forget(services, conversation):
            break


async def _drop_what_is_over(services: Services) -> None:
    now = services.clock()
    await _each(
        asyncio.to_thread(drop, services.db, now) for drop in (drop_ended_tokens, drop_old_sign_ins, drop_old_tries)
    )


async def _each(works: Iterable[Awaitable[object]]) -> None:
    failures = [failure for work in works if (failure := await _failure_of(work))]
    if failures:
        raise failures[0]


async def _failure_of(work: Awaitable[object]) -> Exception | None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 (whatever it is, the others have their turn)
        return error
    return None


def _end(services: Services, session: str, conversation: str) -> None:
    for envelope in unpromised_of(services.db, session):
        outbox.promise(services.db, envelope, conversation, services.clock())
    _erase_token(services.db, conversation)
    end_session(services.db, session, conversation, services.clock())


def _erase_token(db: Engine, conversation: str) -> None:
    if not outbox.needs_token(db, conversation):
        tokens.erase(db, conversation)


async def _forget(services: Services, conversation: str) -> bool:
    if not await rasa_of(services).forget(conversation):
        return False
    await asyncio.to_thread(_drop_forget, services.db, conversation)
    return True


def _still_to_forget(db: Engine) -> list[str]:
    query = sa.select(FORGETS.c.conversation).order_by(FORGETS.c.asked_at).limit(_MOST_FORGETS)
    with reading(db) as connection:
        return list(connection.execute(query).scalars())


def _drop_forget(db: Engine, conversation: str) -> None:
    with db.begin() as connection:
        connection.execute(sa.delete(FORGETS).where(FORGETS.c.conversation == conversation))
