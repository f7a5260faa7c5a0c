"""The conversations of Telegram, in the memory of this process and nowhere else.

The id that rasa knows is a hash of the chat under the conversation's own key, so neither the database nor the server's keys lead to a chat,
nor from one conversation of a chat to another. The key is never written: whoever stops the process ends every conversation.
Buttons stay here too: what Telegram carries is a MAC of the payload under that key, found again in `payloads`, so a button of another
conversation, or one made up, presses nothing (docs/adr/0007).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vault import KeyRing, keyed_hash
from web.pupil.sessions import SILENCE_SECONDS

KEY_BYTES = 32
CONVERSATION_LENGTH = TOKEN_LENGTH = 32
_CHAT_PURPOSE = "telegram-conversation"
_BUTTON_PURPOSE = "telegram-button"
_SILENCE = timedelta(seconds=SILENCE_SECONDS)


@dataclass
class Chat:
    """One conversation under way. `is_primary`: the pupil chose primary school; `was_told_why`: the hand-off's absence was explained;
    `known_lines`: the helplines whose whole card was printed.
    """

    conversation: str
    key: bytes = field(repr=False)
    seen_at: datetime
    is_primary: bool = False
    was_told_why: bool = False
    album: str | None = None
    known_lines: set[str] = field(default_factory=set)
    payloads: dict[str, str] = field(default_factory=dict, repr=False)

    def token_of(self, payload: str) -> str:
        """What a button with this payload carries; the payload can be pressed from now on."""
        token = keyed_hash(KeyRing((self.key,)), _BUTTON_PURPOSE, payload)[:TOKEN_LENGTH]
        self.payloads[token] = payload
        return token


class Chats:
    """Every conversation of this process, by chat."""

    def __init__(self, clock: Callable[[], datetime], random_bytes: Callable[[int], bytes]) -> None:
        self._clock = clock
        self._random_bytes = random_bytes
        self._chats: dict[int, Chat] = {}

    def begin(self, chat_id: int) -> Chat:
        """A new conversation, in the place of the one there was."""
        key = self._random_bytes(KEY_BYTES)
        conversation = keyed_hash(KeyRing((key,)), _CHAT_PURPOSE, str(chat_id))[:CONVERSATION_LENGTH]
        self._chats[chat_id] = Chat(conversation, key, self._clock())
        return self._chats[chat_id]

    def find(self, chat_id: int) -> Chat | None:
        """The conversation of this chat, seen now; None when there is none, or it was silent for 30 minutes (R45)."""
        chat = self._chats.get(chat_id)
        if chat is None or self._is_silent(chat):
            return None
        chat.seen_at = self._clock()
        return chat

    def end(self, chat_id: int) -> Chat | None:
        """Take the conversation out, its key with it; what it was, for rasa to forget."""
        return self._chats.pop(chat_id, None)

    def silent(self) -> list[int]:
        """The chats whose conversation was silent for 30 minutes."""
        return [chat_id for chat_id, chat in self._chats.items() if self._is_silent(chat)]

    def all(self) -> list[int]:
        """Every chat that has a conversation."""
        return list(self._chats)

    def _is_silent(self, chat: Chat) -> bool:
        return chat.seen_at <= self._clock() - _SILENCE
