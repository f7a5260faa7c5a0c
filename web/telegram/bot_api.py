"""The Bot API, through python-telegram-bot: the only module of web that loads it.

* A call is made again only when it certainly was not received: Telegram asked us to wait, or no connection was made. A message that may
  have arrived is never sent twice.
* Bare text: no parse mode, no preview (Telegram would fetch the page), no sound.
* The library and what it stands on write addresses, which hold the token, and texts: they are kept silent, whatever the level of the log.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from settings import TelegramSettings
from web.telegram.outgoing import ChatClosed, NotShown, Outgoing

MOST_TRIES = 4
MOST_WAIT_SECONDS = 30.0
REST_SECONDS = 1.0
CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 15.0
_TALKATIVE = ("httpx", "httpcore", "telegram")
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
logger = logging.getLogger("parlons_en.telegram")


class BotApi:
    """One bot. Close it when done."""

    def __init__(self, settings: TelegramSettings, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.ERROR)
        self._requests = (_request(), _request())
        self._sleep = sleep
        self.bot = Bot(
            settings.token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )

    async def say(self, chat_id: int, outgoing: Outgoing) -> None:
        """Send one message.

        Raises:
            ChatClosed: the person has stopped or deleted the bot.
            NotShown: Telegram has refused these words or buttons, or nobody knows whether they arrived.
        """
        keyboard = [[InlineKeyboardButton(title, callback_data=token)] for title, token in outgoing.buttons]
        try:
            await self._certainly(
                lambda: self.bot.send_message(
                    chat_id,
                    outgoing.text,
                    reply_markup=InlineKeyboardMarkup(keyboard) if keyboard else None,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    disable_notification=True,
                )
            )
        except Forbidden:
            raise ChatClosed from None
        except TelegramError as error:
            logger.error("not sent error=%s", type(error).__name__)  # noqa: TRY400 (its message may hold the address)
            raise NotShown from None

    async def heard(self, query: str) -> None:
        """Tell Telegram that a press was heard, so that the button stops turning; a failure changes nothing."""
        try:
            await self.bot.answer_callback_query(query)
        except TelegramError as error:
            logger.info("press not confirmed error=%s", type(error).__name__)

    async def close(self) -> None:
        """Close the connections."""
        for request in self._requests:
            await request.shutdown()

    async def _certainly(self, call: Callable[[], Awaitable[Any]]) -> None:
        for _ in range(MOST_TRIES - 1):
            wait = await _wait_before_again(call)
            if wait is None:
                return
            await self._sleep(min(wait, MOST_WAIT_SECONDS))
        await call()


async def _wait_before_again(call: Callable[[], Awaitable[Any]]) -> float | None:
    """None once done, or the seconds to wait when the call was certainly not received."""
    try:
        await call()
    except RetryAfter as error:
        return _seconds(error)
    except NetworkError as error:
        if not isinstance(error.__cause__, _NOT_SENT):
            raise
        return REST_SECONDS
    return None


def _request() -> HTTPXRequest:
    return HTTPXRequest(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        write_timeout=ANSWER_SECONDS,
        pool_timeout=CONNECT_SECONDS,
        httpx_kwargs={"trust_env": False},
    )


def _seconds(error: RetryAfter) -> float:
    asked = error.retry_after
    return float(asked) if isinstance(asked, int | float) else asked.total_seconds()
