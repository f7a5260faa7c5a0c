"""What each act in a chat is answered: the scenes of rasa for words and buttons, sentences of our own for the rest.

Nothing is ever left without an answer (R11, R82): whatever fails, the person gets a sentence and the numbers of the hour. Only a limit that
was just said is not said again.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from web.limits import Rate
from web.problems import WebError
from web.pupil import rates
from web.pupil.conversing import MAX_TEXT
from web.pupil.rasa_channel import CALL_SECONDS, Said, rasa_of
from web.pupil.school_hint import words_of
from web.services import Services
from web.telegram.chats import Chat, Chats
from web.telegram.forgetting import forget
from web.telegram.outgoing import ChatClosed, Messenger, NotShown, Outgoing
from web.telegram.printing import LEAVE_PANEL, buttons_of, printed, written
from web.telegram.sentences import TelegramSentences
from web.telegram.updates import Commanded, Pressed, Showed, Update, Wrote

PATIENCE_SECONDS = CALL_SECONDS + 2
SLOW_DOWN_SAID = Rate(burst=1, per_minute=2)
_PRIMARY = "primaire"
logger = logging.getLogger("parlons_en.telegram")


@dataclass(frozen=True)
class Talk:
    """Everything a chat needs."""

    services: Services
    chats: Chats
    messenger: Messenger
    sentences: TelegramSentences


async def answer(talk: Talk, update: Update) -> None:
    """Answer one update; never raises."""
    try:
        if isinstance(update.act, Pressed):
            await talk.messenger.heard(update.act.query)
        await _answer(talk, update)
    except ChatClosed:
        await forget(talk.services, talk.chats.end(update.chat))
    except Exception as error:  # noqa: BLE001 (whatever failed, the person gets the numbers)
        logger.error("failed error=%s", type(error).__name__)  # noqa: TRY400 (a traceback could quote the pupil)
        await _say_whatever_happens(talk, update.chat, "trouble")


async def _answer(talk: Talk, update: Update) -> None:
    try:
        if not _always_goes_through(talk, update):
            rates.hold_back(talk.services, _bucket(update.chat), rates.TURN_BURST, rates.TURN_SESSION)
        await _done(talk, update)
    except WebError as error:
        if error.code == "slow_down" and talk.services.limits.take(_bucket(update.chat), SLOW_DOWN_SAID):
            return
        await _say_refusal(talk, update.chat, error.code)
    except NotShown:
        await _say_refusal(talk, update.chat, "trouble")


async def _done(talk: Talk, update: Update) -> None:
    match update.act:
        case Commanded("start"):
            await _begin(talk, update.chat, invited=True)
        case Commanded("help"):
            cards = talk.services.all_numbers()
            await _say(talk, update.chat, written(talk.sentences.paragraphs("help"), cards, talk.sentences))
        case Commanded():
            await _erase(talk, update.chat)
        case Wrote(text):
            await _play(talk, update.chat, await _here(talk, update.chat), _words(text))
        case Pressed(token):
            await _press(talk, update.chat, token)
        case Showed():
            await _show(talk, update.chat, update.act)


async def _here(talk: Talk, chat_id: int) -> Chat:
    """The conversation under way, or a new one, which says first what Telegram is."""
    return talk.chats.find(chat_id) or await _begin(talk, chat_id, invited=False)


async def _begin(talk: Talk, chat_id: int, *, invited: bool) -> Chat:
    """A new conversation; with `invited`, its first buttons are shown, for whoever has not written yet."""
    rates.hold_back(talk.services, rates.EVERYONE, rates.beginnings(talk.services.settings))
    await forget(talk.services, talk.chats.end(chat_id))
    chat = talk.chats.begin(chat_id)
    numbers, paragraphs = talk.services.numbers(), talk.sentences.paragraphs("first")
    first = written(paragraphs, numbers, talk.sentences, known_lines=chat.known_lines)
    await _say(talk, chat_id, first)
    try:
        messages = await _ask_rasa(talk, chat, Said("start"))
    except WebError:
        if invited:
            raise
        return chat  # what was written is played next, and says what fails
    if invited:
        buttons = buttons_of(messages, chat, talk.sentences)
        await _say(talk, chat_id, [Outgoing(talk.sentences.get("invitation"), buttons)])
    return chat


async def _press(talk: Talk, chat_id: int, token: str) -> None:
    chat = await _here(talk, chat_id)
    payload = chat.payloads.get(token)
    if payload is None:
        raise WebError("forged_button")
    await _play(talk, chat_id, chat, Said("button", payload))


async def _show(talk: Talk, chat_id: int, act: Showed) -> None:
    """Nothing is opened; an album is answered once; a caption is words like any other."""
    chat = await _here(talk, chat_id)
    if act.album is None or act.album != chat.album:
        paragraphs = talk.sentences.paragraphs("only_words", primary=chat.is_primary)
        await _say(talk, chat_id, written(paragraphs, talk.services.numbers(), talk.sentences))
    chat.album = act.album
    if act.words.strip():
        await _play(talk, chat_id, chat, _words(act.words))


async def _play(talk: Talk, chat_id: int, chat: Chat, said: Said) -> None:
    messages = await _ask_rasa(talk, chat, said)
    if any(message.get("panel") == LEAVE_PANEL for message in messages):
        await _erase(talk, chat_id)
        return
    _follow_level(chat, messages)
    await _say(talk, chat_id, printed(messages, chat, talk.sentences, talk.services.settings.public_url))


def _follow_level(chat: Chat, messages: list[dict[str, Any]]) -> None:
    """What Telegram alone says is said at the level of rasa's words, however the pupil told it."""
    for look in (message["look"] for message in messages if message.get("look")):
        chat.is_primary = look["register"] == _PRIMARY


async def _ask_rasa(talk: Talk, chat: Chat, said: Said) -> list[dict[str, Any]]:
    services, rasa = talk.services, rasa_of(talk.services)
    words = await words_of(services, None)
    heard = replace(said, school_now=words.now, clock=words.clock)
    try:
        messages: list[dict[str, Any]] = await services.in_flight.once(
            chat.conversation, lambda: rasa.play(chat.conversation, chat.key, heard), PATIENCE_SECONDS
        )
    except TimeoutError:
        raise WebError("assistant_down") from None
    return messages


async def _erase(talk: Talk, chat_id: int) -> None:
    await forget(talk.services, talk.chats.end(chat_id))
    await _say(talk, chat_id, written(talk.sentences.paragraphs("stop"), (), talk.sentences))


async def _say(talk: Talk, chat_id: int, messages: Sequence[Outgoing]) -> None:
    for message in messages:
        await talk.messenger.say(chat_id, message)


async def _say_refusal(talk: Talk, chat_id: int, code: str) -> None:
    said = talk.sentences.get("errors")
    await _say(talk, chat_id, written([said.get(code, said["trouble"])], talk.services.numbers(), talk.sentences))


async def _say_whatever_happens(talk: Talk, chat_id: int, code: str) -> None:
    try:
        await _say_refusal(talk, chat_id, code)
    except Exception as error:  # noqa: BLE001 (there is nothing left to say it with)
        logger.error("nothing said error=%s", type(error).__name__)  # noqa: TRY400 (as above)


def _always_goes_through(talk: Talk, update: Update) -> bool:
    """Whoever has a conversation may erase it, however much they wrote."""
    return update.act == Commanded("stop") and talk.chats.find(update.chat) is not None


def _words(text: str) -> Said:
    if not text.strip():
        raise WebError("empty_text")
    if len(text) > MAX_TEXT:
        raise WebError("too_long")
    return Said("text", text)


def _bucket(chat_id: int) -> str:
    return f"telegram {chat_id}"
