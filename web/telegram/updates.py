"""What Telegram brings, reduced to what may be known: which chat, and what was done there. Pure.

Only a private chat with a person is heard. A group, a channel, a bot, an edited message, an inline query, and whatever Telegram notes by
itself (a pinned message, a change of colour), are as if they had never come. Names, user names, phone numbers, languages, quoted messages
and files are never read: no field of theirs is looked at.

A command is one of the three, alone; « /stop il me frappe » is what a child writes, and so is anything else that begins with a slash.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from web.bodies import whole_characters

KINDS = ("message", "callback_query")
MOST_DATA = 64
_COMMAND = re.compile(r"/(start|help|stop)(@\w{1,64})?", re.IGNORECASE)
_START_WITH_PARAMETER = re.compile(
    r"/start(@\w{1,64})?\s+[A-Za-z0-9_-]{1,64}"
)  # a link may carry one; it says nothing to us
_NOTED_BY_TELEGRAM = frozenset({
    "pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed", "connected_website",
    "proximity_alert_triggered", "boost_added", "delete_chat_photo", "new_chat_photo", "new_chat_title", "migrate_to_chat_id",
    "migrate_from_chat_id", "successful_payment", "refunded_payment", "gift", "unique_gift", "users_shared", "chat_shared",
})  # fmt: skip


@dataclass(frozen=True)
class Wrote:
    """A text."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Pressed:
    """A button of ours: its token, and the query that Telegram waits an answer to."""

    token: str
    query: str


@dataclass(frozen=True)
class Commanded:
    """One of `start`, `help`, `stop`."""

    command: str


@dataclass(frozen=True)
class Showed:
    """Something that is not words; `words` is its caption, `album` the id that the pieces of one album share."""

    words: str = field(default="", repr=False)
    album: str | None = None


Act = Wrote | Pressed | Commanded | Showed


@dataclass(frozen=True)
class Update:
    """One update: its number, its private chat, what was done."""

    id: int
    chat: int = field(repr=False)
    act: Act = field(repr=False)


def read_update(body: Mapping[str, Any]) -> Update | None:
    """The update, when it is one that is heard; never raises, whatever the body holds."""
    number = body.get("update_id")
    if not _is_whole(number):
        return None
    message, query = body.get("message"), body.get("callback_query")
    if isinstance(query, Mapping):
        chat, act = _chat_of(query.get("message")), _pressed(query)
    elif isinstance(message, Mapping):
        chat, act = _chat_of(message), _done(message)
    else:
        return None
    return None if chat is None or act is None else Update(number, chat, act)


def _chat_of(message: Any) -> int | None:
    chat = message.get("chat") if isinstance(message, Mapping) else None
    if not isinstance(chat, Mapping) or chat.get("type") != "private" or not _is_whole(chat.get("id")):
        return None
    return int(chat["id"])


def _is_from_a_person(written: Mapping[str, Any]) -> bool:
    sender = written.get("from")
    return isinstance(sender, Mapping) and sender.get("is_bot") is False


def _pressed(query: Mapping[str, Any]) -> Act | None:
    token, number = query.get("data"), query.get("id")
    if not _is_from_a_person(query) or not isinstance(token, str) or not isinstance(number, str):
        return None
    return Pressed(token[:MOST_DATA], number)


def _done(message: Mapping[str, Any]) -> Act | None:
    if (
        not _is_from_a_person(message)
        or message.get("via_bot")
        or any(message.get(name) for name in _NOTED_BY_TELEGRAM)
    ):
        return None
    text = message.get("text")
    if isinstance(text, str):
        return _command_or_words(whole_characters(text))
    caption, album = message.get("caption"), message.get("media_group_id")
    return Showed(
        whole_characters(caption) if isinstance(caption, str) else "", album if isinstance(album, str) else None
    )


def _command_or_words(text: str) -> Act:
    if _START_WITH_PARAMETER.fullmatch(text.strip()):
        return Commanded("start")
    found = _COMMAND.fullmatch(text.strip())
    return Commanded(found[1].lower()) if found else Wrote(text)


def _is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
