"""Without an address of ours: this process asks Telegram what came. For whoever tries the dialogue on a phone."""

import asyncio
import logging

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Updater

from web.telegram.bot_api import BotApi
from web.telegram.door import TelegramDoor
from web.telegram.updates import KINDS, read_update

logger = logging.getLogger("parlons_en.telegram")


async def poll(door: TelegramDoor, api: BotApi, stopped: asyncio.Event) -> None:
    """Answer whatever comes until `stopped` is set; a Telegram that fails is asked again, by the library.

    Raises:
        TelegramError: the token is wrong, or Telegram does not answer at the start.
    """
    arrived: asyncio.Queue[object] = asyncio.Queue()
    async with Updater(api.bot, arrived) as updater, door.open():
        await updater.start_polling(allowed_updates=list(KINDS), error_callback=_note)
        feeding = asyncio.create_task(_feed(door, arrived))
        stopping = asyncio.create_task(stopped.wait())
        await asyncio.wait({feeding, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (feeding, stopping):
            task.cancel()
        await updater.stop()


async def _feed(door: TelegramDoor, arrived: asyncio.Queue[object]) -> None:
    while True:
        brought = await arrived.get()
        update = read_update(brought.to_dict()) if isinstance(brought, Update) else None
        if update is not None and not door.lines.take(update):
            await door.lines.settle()
            door.lines.take(update)


def _note(error: TelegramError) -> None:
    logger.warning("telegram not asked error=%s", type(error).__name__)
