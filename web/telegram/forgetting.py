"""The end of a conversation: its key is gone with the chat, and rasa is asked to erase what nobody can read any more.

What rasa must forget is noted first, as for a pupil of the widget, so a rasa that is down only delays it: `web.pupil.leaving.sweep` asks
again within a minute, also for the turn that was still under way.
"""

import asyncio
import logging

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from web.pupil.rasa_channel import rasa_of
from web.pupil.sessions import note_forget
from web.services import Services
from web.telegram.chats import Chat

FORGET_SECONDS = 1.0
logger = logging.getLogger("parlons_en.telegram")


async def forget(services: Services, chat: Chat | None) -> None:
    """Have this conversation erased, if there was one; never raises for a database or a rasa that fails."""
    if chat is None:
        return
    try:
        await asyncio.to_thread(_note, services, services.db, chat.conversation)
    except SQLAlchemyError as error:  # rasa erases it by itself within two hours, and its key is nowhere
        logger.error("forget not noted error=%s", type(error).__name__)  # noqa: TRY400 (the type says enough)
    try:
        async with asyncio.timeout(FORGET_SECONDS):
            await rasa_of(services).forget(chat.conversation)
    except TimeoutError:
        logger.info("forget delayed")


def _note(services: Services, db: Engine, conversation: str) -> None:
    with db.begin() as connection:
        note_forget(connection, conversation, services.clock())
