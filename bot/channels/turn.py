"""What web asks of the bot, read and checked: pure, no Rasa, no network.

A text is never an order: Rasa runs a text that begins with `/` as an intent, so a leading slash is replaced by
U+2215, which looks the same. A button's payload has been signed by web for this conversation; `remettre_message` comes only
from the kind `deposit`, with an envelope id that is a UUID. `school_now` is printed only if it is a sentence that `facts` could have
said: anything else is as if it were not there, because a child's turn is worth more than a sentence about hours. So is `clock`, where
the pupil lives: the name of a time zone; `register`, of which level their school is, and at the start `profile`, who is there when it is no pupil:
words of a closed list.
"""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from facts.clocks import METROPOLE, Clock, clock_named
from facts.school_words import LONGEST, could_be_said

MAX_TEXT = 2000
DEPOSIT_INTENT = "remettre_message"
START_INTENT = "commencer"
HARMLESS_SLASH = "\u2215"
REGISTERS = frozenset(("primaire", "college", "lycee"))
PROFILES = frozenset(("parent", "personnel"))

_CONVERSATION = re.compile(r"[0-9a-f]{32}")
_MARK = re.compile(r"[0-9a-f]{64}")
_PAYLOAD = re.compile(r"/([a-z_]+)(\{.*\})?", re.DOTALL)


class BadTurnError(Exception):
    """The request is not one that web makes. `code` is `bad_shape` or `too_long`; no content in the message."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Turn:
    """One thing that the pupil did: wrote a text, or pressed (`intent` with its `entities`)."""

    conversation: str
    text: str
    intent: str | None = None
    entities: tuple[tuple[str, Any], ...] = field(default=())
    school_now: str | None = None
    clock: Clock = METROPOLE
    register: str | None = None
    mark: str | None = None  # the same one means the same act, asked again

    def parse_data(self) -> dict[str, Any] | None:
        """What Rasa needs to skip the understanding of a pressed button; None for a text."""
        if self.intent is None:
            return None
        return {
            "text": self.text,
            "intent": {"name": self.intent, "confidence": 1.0},
            "entities": [{"entity": name, "value": value} for name, value in self.entities],
        }


def read_turn(body: object) -> Turn:
    """The turn that a decoded JSON body asks for.

    Raises:
        BadTurnError: the shape is wrong, or a text is over 2,000 characters.
    """
    if not isinstance(body, Mapping):
        raise BadTurnError("bad_shape")
    conversation = body.get("conversation")
    if not isinstance(conversation, str) or not _CONVERSATION.fullmatch(conversation):
        raise BadTurnError("bad_shape")
    clock = clock_named(body.get("clock")) or METROPOLE
    register = _word_of(REGISTERS, body.get("register"))
    mark = body.get("mark")
    return replace(
        _done(conversation, body),
        school_now=_one_of_ours(body.get("school_now")),
        clock=clock,
        register=register,
        mark=mark if isinstance(mark, str) and _MARK.fullmatch(mark) else None,
    )


def harmless(text: str) -> str:
    """The same text, which Rasa can only read as words."""
    stripped = text.strip()
    return HARMLESS_SLASH + stripped[1:] if stripped.startswith("/") else stripped


def _done(conversation: str, body: Mapping[str, Any]) -> Turn:
    kind = body.get("kind")
    if kind == "text":
        return Turn(conversation, _as_text(body.get("text")))
    if kind == "start":
        profile = _word_of(PROFILES, body.get("profile"))
        return Turn(conversation, f"/{START_INTENT}", START_INTENT, (("profile", profile),) if profile else ())
    if kind == "button":
        return pressed(conversation, body.get("payload"))
    if kind == "deposit":
        return Turn(
            conversation, f"/{DEPOSIT_INTENT}", DEPOSIT_INTENT, (("envelope_id", _as_uuid(body.get("envelope"))),)
        )
    raise BadTurnError("bad_shape")


def _one_of_ours(sentence: object) -> str | None:
    if not isinstance(sentence, str) or len(sentence) > LONGEST or sentence not in could_be_said():
        return None
    return sentence


def _word_of(words: frozenset[str], said: object) -> str | None:
    return said if isinstance(said, str) and said in words else None


def _as_text(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise BadTurnError("bad_shape")
    if len(text) > MAX_TEXT:
        raise BadTurnError("too_long")
    return harmless(text)


def pressed(conversation: str, payload: object) -> Turn:
    """The turn of a button with this payload.

    Raises:
        BadTurnError: no payload, or that of a deposit, which no button has.
    """
    match = _PAYLOAD.fullmatch(payload) if isinstance(payload, str) else None
    if match is None or match[1] == DEPOSIT_INTENT:
        raise BadTurnError("bad_shape")
    return Turn(conversation, f"/{match[1]}", match[1], _entities(match[2]))


def _entities(written: str | None) -> tuple[tuple[str, Any], ...]:
    if not written:
        return ()
    try:
        values = json.loads(written)
    except (ValueError, RecursionError):
        raise BadTurnError("bad_shape") from None
    return tuple(sorted(values.items()))


def _as_uuid(value: object) -> str:
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        raise BadTurnError("bad_shape") from None
