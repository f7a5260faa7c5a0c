"""Rasa, or the proxy before many, watched (`web.watch`)."""

import asyncio
import logging

import httpx

from web.watch import LOOK_SECONDS, PATIENCE_SECONDS, Watch

_SERVER_ERROR = 500
logger = logging.getLogger("parlons_en.web")


class RasaWatch(Watch):
    """Asks at `address`."""

    def __init__(
        self, http: httpx.AsyncClient, address: str, patience: float = PATIENCE_SECONDS, pause: float = LOOK_SECONDS
    ) -> None:
        super().__init__("rasa", pause)
        self._http = http
        self._address = address
        self._patience = patience

    async def answers(self) -> bool:
        """Whether it answers, with anything but an error of its own."""
        try:
            async with asyncio.timeout(self._patience):
                answer = await self._http.get(self._address)
        except TimeoutError:
            return False
        except httpx.HTTPError as error:
            logger.debug("look failed error=%s", type(error).__name__)
            return False
        return answer.status_code < _SERVER_ERROR
