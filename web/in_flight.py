"""Acts that must be done once although they are asked for twice: the second request waits for the first one's result.

The act runs in its own task, so a browser that goes away, or an answer that is due before the act is over, does not undo it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


class InFlight:
    """The acts under way in this process, by key."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Any]] = {}

    def __len__(self) -> int:
        """How many acts are under way."""
        return len(self._tasks)

    def is_under_way(self, key: str) -> bool:
        """Whether that act has begun and is not over."""
        return key in self._tasks

    async def once(self, key: str, act: Callable[[], Awaitable[Any]], patience: float) -> Any:
        """Start the act unless it is under way, and wait for its result for `patience` seconds at most.

        Raises:
            TimeoutError: the act goes on; asking again waits for it again.
        """
        task = self._tasks.get(key)
        if task is None:
            task = asyncio.ensure_future(act())
            self._tasks[key] = task
            task.add_done_callback(lambda done: self._drop(key, done))
        return await asyncio.wait_for(asyncio.shield(task), patience)

    async def settle(self) -> None:
        """Wait until nothing is under way (at shutdown, in tests)."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def _drop(self, key: str, done: asyncio.Task[Any]) -> None:
        self._tasks.pop(key, None)
        if not done.cancelled():
            done.exception()  # read, so that asyncio does not print it: whoever waited has it already
