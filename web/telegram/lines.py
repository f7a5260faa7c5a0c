"""Updates in their order, chat by chat, each once.

Telegram brings an update again when it is not sure that we got it: its number tells, for as long as this process lives. What one chat does is
answered in turn; chats do not wait for each other. When too much is under way, an update is not taken, and Telegram brings it later.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable

from web.telegram.updates import Update

MOST_WAITING = 400
MOST_WAITING_OF_ONE = 20  # more than the limits let through: the rest would only be told to slow down
MOST_REMEMBERED = 10_000


class Lines:
    """One line a chat; `answer` must not raise."""

    def __init__(self, answer: Callable[[Update], Awaitable[None]]) -> None:
        self._answer = answer
        self._waiting: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._taken: OrderedDict[int, None] = OrderedDict()

    def take(self, update: Update) -> bool:
        """Put it in its chat's line, unless it was before; False when there is no room, and it must come again."""
        if update.id in self._taken:
            return True
        if sum(map(len, self._waiting.values())) >= MOST_WAITING:
            return False
        self._remember(update.id)
        line = self._waiting.get(update.chat)
        if line is None:
            line = self._waiting[update.chat] = deque()
            worker = asyncio.create_task(self._work(update.chat, line))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)
        if len(line) < MOST_WAITING_OF_ONE:
            line.append(update)
        return True

    def is_busy(self, chat_id: int) -> bool:
        """Whether something of this chat is being answered."""
        return chat_id in self._waiting

    async def settle(self) -> None:
        """Wait until everything taken is answered (at shutdown, in tests)."""
        while self._workers:
            await asyncio.gather(*self._workers, return_exceptions=True)

    async def _work(self, chat_id: int, line: deque[Update]) -> None:
        try:
            while line:
                await self._answer(line.popleft())
        finally:
            self._waiting.pop(chat_id, None)

    def _remember(self, number: int) -> None:
        self._taken[number] = None
        if len(self._taken) > MOST_REMEMBERED:
            self._taken.popitem(last=False)
