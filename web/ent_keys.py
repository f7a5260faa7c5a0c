"""The keys that the ENT publishes, kept for ten minutes. A name that is not among them is looked for again, once a minute at most, so
that a key that was changed is found and a stranger's tokens do not make us besiege the ENT. While it has never answered, whoever asks
within five seconds of a failure is told so at once: a stranger's tokens would otherwise wait one after the other, before everybody else's.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from ent import EntClient, EntError, EntUnreachable
from web.signed_tokens import Keys

KEPT = timedelta(minutes=10)
REST = timedelta(minutes=1)
PAUSE = timedelta(seconds=5)


class EntKeys:
    """The ENT's JWK set, for this process."""

    def __init__(self, ent: EntClient, clock: Callable[[], datetime]) -> None:
        self._ent = ent
        self._clock = clock
        self._keys: Keys | None = None
        self._asked_at: datetime | None = None
        self._failed_at: datetime | None = None  # only while it has never answered
        self._asking = asyncio.Lock()

    async def find(self, name: str | None) -> Keys | None:
        """The keys as the ENT publishes them, with the one of that name if there is one; None: the ENT has none.

        Raises:
            EntError: the ENT does not say, and did not before.
        """
        async with self._asking:
            if self._failed_at is not None and self._clock() - self._failed_at < PAUSE:
                raise EntUnreachable
            age = self._clock() - self._asked_at if self._asked_at else KEPT
            if age >= KEPT or (age >= REST and not self._has(name)):
                await self._ask()
        return self._keys

    async def _ask(self) -> None:
        try:
            self._keys = await self._ent.openid_keys()
        except EntError:
            if self._asked_at is None:
                self._failed_at = self._clock()
                raise
        self._asked_at, self._failed_at = self._clock(), None

    def _has(self, name: str | None) -> bool:
        published = (self._keys or {}).get("keys", ())
        return name is None or any(isinstance(key, dict) and key.get("kid") == name for key in published)
