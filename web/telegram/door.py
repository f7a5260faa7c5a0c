"""The door as web serves it: Telegram brings updates to one address of ours, and proves itself by the secret that only it and we know.

Without token and secret there is no such address, and with a wrong secret neither: a stranger cannot tell. An update is taken, then answered
apart: Telegram never waits for rasa, and so never brings it twice for that.
"""

import asyncio
import contextlib
import hmac
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from web.access import ANYONE, Door, Visit
from web.answers import nothing
from web.bodies import read_json_object
from web.paces import NoPace
from web.problems import WebError
from web.pupil.turns import BUSY_SECONDS
from web.services import Services
from web.telegram.chats import Chats
from web.telegram.forgetting import forget
from web.telegram.lines import Lines
from web.telegram.outgoing import Messenger
from web.telegram.sentences import TelegramSentences
from web.telegram.talking import Talk
from web.telegram.talking import answer as answer_update
from web.telegram.updates import read_update

PATH = "/telegram/webhook"
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 (the name of a header)
BODY_CAP = 256 * 1024
SWEEP_SECONDS = 60
COUNTED_BY_CHAT = NoPace(
    "only Telegram knows the secret; each chat has the rates of a pupil, and 400 updates wait at most"
)
logger = logging.getLogger("parlons_en.telegram")


@dataclass(frozen=True)
class TelegramDoor:
    """The conversations of one process, however their updates come."""

    talk: Talk
    lines: Lines
    secret: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, services: Services, messenger: Messenger, secret: str | None = None) -> "TelegramDoor":
        """A door with no conversation yet; without a secret, it has no address."""
        chats = Chats(services.clock, services.random_bytes)
        talk = Talk(services, chats, messenger, TelegramSentences.load())
        return cls(talk, Lines(partial(answer_update, talk)), secret)

    @property
    def rows(self) -> tuple[Door[Any], ...]:
        """Its rows of the route table."""
        if self.secret is None:
            return ()
        taking = partial(take_update, self.lines, self.secret)
        return (Door("telegram", "POST", PATH, ANYONE, taking, pace=COUNTED_BY_CHAT, is_for_a_server=True),)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """While it is open, silent conversations end each minute; at the end, what was taken is answered and every one ends."""
        sweeping = asyncio.create_task(self._sweep_for_ever())
        try:
            yield
        finally:
            sweeping.cancel()
            await self.lines.settle()
            for chat_id in self.talk.chats.all():
                await self._end(chat_id)
            await self.talk.messenger.close()

    async def sweep(self) -> None:
        """End the conversations that were silent for 30 minutes."""
        for chat_id in self.talk.chats.silent():
            if not self.lines.is_busy(chat_id):
                await self._end(chat_id)

    async def _end(self, chat_id: int) -> None:
        await forget(self.talk.services, self.talk.chats.end(chat_id))

    async def _sweep_for_ever(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception as error:  # noqa: BLE001 (the next round must come)
                logger.error("sweep failed error=%s", type(error).__name__)  # noqa: TRY400 (the type says enough)
            await asyncio.sleep(SWEEP_SECONDS)


async def take_update(lines: Lines, secret: str, visit: Visit[None]) -> Response:
    """Take one update from Telegram: 204 as soon as it has its place; slow_down when there is none now, and Telegram comes again."""
    _require_telegram(visit.request, secret)
    update = read_update(await read_json_object(visit.request, BODY_CAP))
    if update is not None and not lines.take(update):
        raise WebError("slow_down", retry_after=BUSY_SECONDS)
    return nothing()


def _require_telegram(request: Request, secret: str) -> None:
    given = request.headers.get(SECRET_HEADER, "")
    if not hmac.compare_digest(given.encode(), secret.encode()):
        raise WebError("not_found")


def door_of(services: Services) -> TelegramDoor | None:
    """The door behind web, or None: it is opened only by a token and a secret."""
    settings = services.settings.telegram
    if settings is None or settings.webhook_secret is None:
        return None
    from web.telegram.bot_api import BotApi  # noqa: PLC0415 (a process without Telegram never loads its library)

    return TelegramDoor.of(services, BotApi(settings), settings.webhook_secret)
