"""Beginning a conversation: rasa speaks first, then the row exists. A session without first words never does."""

import asyncio
from typing import Any

from web.problems import WebError
from web.pupil.buttons import for_browser
from web.pupil.rasa_channel import Said, rasa_of
from web.pupil.replies import Reply, counts_of, fingerprint_of, keep_reply
from web.pupil.school_hint import SchoolWords
from web.pupil.sessions import NewSession, note_forget
from web.pupil.turns import PATIENCE_SECONDS
from web.services import Services


async def begin(services: Services, words: SchoolWords, start: Said) -> tuple[bytes, Reply]:
    """A new session: the token for its cookie, and the first bubbles, with the school's own after the very first. `start` is what rasa is told.

    Raises:
        WebError: assistant_down.
    """
    new = NewSession.draw(services.random_bytes)
    rasa = rasa_of(services)
    try:
        messages = await services.in_flight.once(
            new.conversation, lambda: rasa.play(new.conversation, new.key, start, new.turn), PATIENCE_SECONDS
        )
    except (TimeoutError, WebError):
        await asyncio.to_thread(_forget_later, services, new)
        raise WebError("assistant_down") from None
    shown = [for_browser(new.key, message) for message in _welcomed(messages, words.welcome)]
    reply = Reply(new.turn, fingerprint_of(new.key, start), shown, counts_of(messages))
    await asyncio.to_thread(_write, services, new, reply)
    return new.token, reply


def _welcomed(messages: list[dict[str, Any]], welcome: str | None) -> list[dict[str, Any]]:
    """The bot says first that it is a program (R01), then the school has its word, then the bot says that nobody reads."""
    if welcome is None:
        return messages
    first = messages[0]
    return [{**first, "texts": [*first["texts"][:1], welcome, *first["texts"][1:]]}, *messages[1:]]


def _write(services: Services, new: NewSession, reply: Reply) -> None:
    with services.db.begin() as connection:
        session = new.begin(connection, services.ring, services.clock())
        keep_reply(connection, session, reply)


def _forget_later(services: Services, new: NewSession) -> None:
    with services.db.begin() as connection:
        note_forget(connection, new.conversation, services.clock())
