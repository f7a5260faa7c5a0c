"""One turn at a time in a conversation, without Rasa's ticket lock, which sleeps in whole seconds."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore


class ConversationLocks(LockStore):
    """In-process locks: a conversation always lives in one rasa process (docs/adr/0004)."""

    def __init__(self, endpoint_config: Any = None) -> None:  # noqa: ARG002 (Rasa passes it)
        self._locks: dict[str, tuple[asyncio.Lock, list[None]]] = {}

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = 0,  # noqa: ARG002 (Rasa's signature; a turn is bounded by the channel)
        wait_time_in_seconds: float = 0,  # noqa: ARG002
    ) -> AsyncGenerator[TicketLock, None]:
        """Wait for the conversation's turn, hold it, and forget the lock when nobody waits."""
        lock, waiting = self._locks.setdefault(conversation_id, (asyncio.Lock(), []))
        waiting.append(None)
        try:
            async with lock:
                yield TicketLock(conversation_id)
        finally:
            waiting.pop()
            if not waiting:
                self._locks.pop(conversation_id, None)
