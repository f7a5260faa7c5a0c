"""Taking back what we made in Actualités: two calls that `ent.administration` has no method for, read in OPEN-ENT-NG/actualites."""

import httpx

from ent import EntUnreachable
from ent.sessions import Credential, credential_headers
from ent.transport import call

_TRIES = 3


class Withdrawal:
    """The deletions of one administrator; they raise EntError, and are tried again when the ENT does not answer."""

    def __init__(self, base_url: str, http: httpx.AsyncClient, credential: Credential) -> None:
        self._base = base_url
        self._http = http
        self._headers = credential_headers(credential)

    async def delete_thread(self, thread_id: int) -> None:
        """The thread, and every item in it."""
        await self._delete(f"/actualites/api/v1/threads/{thread_id}", _TRIES)

    async def delete_news(self, news_id: int) -> None:
        """One item."""
        await self._delete(f"/actualites/api/v1/infos/{news_id}", _TRIES)

    async def _delete(self, path: str, tries: int) -> None:
        try:
            await call(self._http, "DELETE", self._base + path, headers=self._headers)
        except EntUnreachable:
            if tries == 1:
                raise
            await self._delete(path, tries - 1)
