"""What the calls of one signed-in person have in common: their credential on each, nothing kept of the answers."""

from typing import Any

import httpx

from ent.addresses import with_query
from ent.sessions import Credential, credential_headers
from ent.transport import call, refuse_cookies


class SignedCalls:
    """Calls with one credential; `base_url` without final slash."""

    def __init__(self, base_url: str, http: httpx.AsyncClient, credential: Credential) -> None:
        refuse_cookies(http)
        self._http = http
        self._base = base_url
        self._headers = credential_headers(credential)

    async def _get(self, path: str, *query: tuple[str, str]) -> Any:
        return await call(self._http, "GET", with_query(self._base + path, *query), headers=self._headers)

    async def _write(self, method: str, path: str, payload: Any = None, *query: tuple[str, str]) -> Any:
        address = with_query(self._base + path, *query)
        return await call(self._http, method, address, headers=self._headers, payload=payload)
