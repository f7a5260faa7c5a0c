"""The database watched (`web.watch`): one on another machine may be gone, or take a connection and say nothing.

One look at a time: those that wait for a database that says nothing would hold, one after the other, every thread there is.
"""

import asyncio

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from database import reading
from web.watch import LOOK_SECONDS, PATIENCE_SECONDS, Watch


class DatabaseWatch(Watch):
    """Reads nothing of anybody's."""

    def __init__(self, db: Engine, patience: float = PATIENCE_SECONDS, pause: float = LOOK_SECONDS) -> None:
        super().__init__("database", pause)
        self._db = db
        self._patience = patience
        self._looking: asyncio.Future[None] | None = None

    async def answers(self) -> bool:
        """Whether it answers; a look that waits still is waited for again."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(asyncio.to_thread(self._look))
        try:
            await asyncio.wait_for(asyncio.shield(self._looking), self._patience)
        except (SQLAlchemyError, TimeoutError):
            return False
        return True

    def _look(self) -> None:
        with reading(self._db) as connection:
            connection.execute(sa.select(sa.literal(1)))
