"""Turns, each played once.

* The number of a turn is the pupil's: the last one again answers the same, without playing, even after a restart of web.
* The same number for something else is out of order: nobody is ever given the answer to other words. A number of another session
  never comes here: whoever says it is told that their session is over.
* A turn that is slow goes on alone; asking again waits for it. A turn that failed, or whose answer could not be kept, may be asked for
  again at once.
* Two web processes share the turns by a lease in the session's row.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from web.admission import Admission
from web.in_flight import InFlight
from web.problems import WebError
from web.pupil.buttons import for_browser
from web.pupil.rasa_channel import RasaChannel, Said
from web.pupil.replies import (
    Reply,
    asked_for_in,
    claim_turn,
    close_turn,
    counts_of,
    fingerprint_of,
    last_reply,
    release_turn,
    was_asked,
)
from web.pupil.sessions import PupilSession

PATIENCE_SECONDS = 8.0
LEASE_SECONDS = 25  # longer than a call to rasa may last
BUSY_SECONDS = 3
_LOOK_AGAIN_SECONDS = 0.2
logger = logging.getLogger("parlons_en.web")


@dataclass(frozen=True)
class Turns:
    """Plays turns with one rasa."""

    db: Engine
    rasa: RasaChannel
    in_flight: InFlight
    admission: Admission
    clock: Callable[[], datetime]
    count: Callable[[frozenset[str]], None]  # what a conversation counts for from this turn on, each turn told once
    patience: float = PATIENCE_SECONDS

    async def take(self, session: PupilSession, turn: int, said: Said) -> Reply:
        """The answer to that act under that number.

        Raises:
            WebError: turn_out_of_order (with the number expected), slow_down, assistant_down, or what rasa refused.
        """
        fingerprint = fingerprint_of(session.key, said)
        if turn == session.turn:
            reply = await asyncio.to_thread(last_reply, self.db, session)
        elif turn == session.turn + 1:
            reply = await self._play_in_time(session, turn, said, fingerprint)
        else:
            raise WebError("turn_out_of_order", expected=session.turn + 1)
        if reply is None:
            raise WebError("session_over")
        if not reply.answers(turn, fingerprint):
            raise WebError("turn_out_of_order", expected=max(turn, reply.turn) + 1)
        return reply

    async def _play_in_time(self, session: PupilSession, turn: int, said: Said, fingerprint: str) -> Reply | None:
        if not self._takes(session, said):
            raise WebError("slow_down", sentence="full_turn", retry_after=BUSY_SECONDS)
        try:
            reply: Reply | None = await self.in_flight.once(
                session.conversation, lambda: self._play(session, turn, said, fingerprint), self.patience
            )
        except TimeoutError:
            raise WebError("assistant_down") from None
        return reply

    def _takes(self, session: PupilSession, said: Said) -> bool:
        """A deposit always: the message is sealed and here. What is under way already is only waited for."""
        is_here = said.kind == "deposit" or self.in_flight.is_under_way(session.conversation)
        return is_here or self.admission.lets_talk()

    async def _play(self, session: PupilSession, turn: int, said: Said, fingerprint: str) -> Reply | None:
        with self.admission.act(is_timed=said.kind != "deposit"):  # a deposit waits for the ENT too
            return await self._play_alone(session, turn, said, fingerprint)

    async def _play_alone(self, session: PupilSession, turn: int, said: Said, fingerprint: str) -> Reply | None:
        if not await asyncio.to_thread(claim_turn, self.db, session, turn, self.clock(), LEASE_SECONDS):
            return await self._played_elsewhere(session, turn)
        try:
            messages = await self.rasa.play(session.conversation, session.key, said, turn)
            shown = [for_browser(session.key, message) for message in messages]
            asked_for = asked_for_in(messages) if said.gives else None
            if asked_for is not None and await asyncio.to_thread(was_asked, self.db, session):
                asked_for = None
            reply = Reply(turn, fingerprint, shown, counts_of(messages), asked_for)
            counted = await asyncio.to_thread(close_turn, self.db, session, reply, self.clock())
        except BaseException:
            await asyncio.shield(asyncio.to_thread(self._release, session))
            raise
        if counted is None:
            raise WebError("session_over")
        self.count(counted)
        return reply

    def _release(self, session: PupilSession) -> None:
        """Give the turn back, whatever stopped it; a database that refuses this too leaves it to the lease."""
        try:
            release_turn(self.db, session)
        except SQLAlchemyError as error:
            logger.warning("turn not released error=%s", type(error).__name__)

    async def _played_elsewhere(self, session: PupilSession, turn: int) -> Reply | None:
        """Wait for the process that plays this turn; `take` stops waiting when patience is over."""
        for _ in range(round(self.patience / _LOOK_AGAIN_SECONDS)):
            reply = await asyncio.to_thread(last_reply, self.db, session)
            if reply is None or reply.turn >= turn:
                return reply
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        raise WebError("assistant_down")
