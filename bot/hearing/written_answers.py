"""Between a written message and its understanding: the place where Rasa knows both the words and what the bot has just shown.

Danger first: words in which the understanding sees anything told, a fear or a doubt are never taken for a button, unless they are its very
title or a phrase written for it. What is kept of the message is what is always kept: its text, an intent, entities.
"""

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.answers_in_words import said_exactly, said_loosely, shown_last
from bot.hearing.parsing import Understand, Understood
from bot.nlu.outright import Outright
from bot.nlu.situations import BENIGN
from bot.nlu.topics import ALSO

_HARMLESS_FLAGS = frozenset(("young",))


class ButtonsHeard:
    """Rasa's understanding of a message, with the buttons of the conversation in mind."""

    def __init__(self, understand: Understand) -> None:
        self._understand = understand

    async def __call__(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, *args: Any, **kwargs: Any
    ) -> Understood:
        """What `MessageProcessor.parse_message` answers; as the button has it, when the message says one."""
        text, shown = message.text or "", shown_last(tracker.events) if tracker else ()
        if meaning := said_exactly(text, shown):
            return _as_pressed(text, meaning)
        understood = await self._understand(message, tracker, *args, **kwargs)
        meaning = said_loosely(text, shown) if _is_harmless(understood) else None
        return _as_pressed(text, meaning) if meaning else understood


def _is_harmless(understood: Understood) -> bool:
    read = understood.get("understanding") or {}
    told = read.get("situation") not in BENIGN or read.get("urgency") or read.get("guesses") or read.get(ALSO)
    return not told and _HARMLESS_FLAGS.issuperset(read.get("flags") or ())


def _as_pressed(text: str, meaning: Outright) -> Understood:
    return {
        "text": text,
        "intent": {"name": meaning.intent, "confidence": 1.0},
        "entities": meaning.as_rasa_entities(),
        "understanding": meaning.understanding().as_dict(),
    }
