"""« Je suis la maman de Théo, il se fait frapper » : who writes is one thing (`bot.hearing.adults`), what happens is another.

The understanding learnt how children write: in « maman » and « frapper » it hears a child whose mother is struck. An adult's introduction is
therefore taken off before the rest is understood; what is kept of the message is its whole text, as always.
"""

from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.hearing.adults import read_adults
from bot.hearing.parsing import Understand, Understood

_LEAST_WORDS = 3


class IntroductionTakenOff:
    """Rasa's understanding of a message, without an adult's introduction."""

    def __init__(self, understand: Understand) -> None:
        self._understand = understand

    async def __call__(self, message: UserMessage, *args: Any, **kwargs: Any) -> Understood:
        """What `MessageProcessor.parse_message` answers, for what follows the introduction; the text stays whole."""
        text = message.text or ""
        rest = without_introduction(text)
        if rest == text:
            return await self._understand(message, *args, **kwargs)
        heard = UserMessage(rest, sender_id=message.sender_id, input_channel=message.input_channel)
        return {**await self._understand(heard, *args, **kwargs), "text": text}


def without_introduction(text: str) -> str:
    """What an adult says after saying who they are; the text itself when they did not, or when they say nothing else."""
    rest = read_adults().introduction.sub("", text, count=1)
    return rest if len(rest.split()) >= _LEAST_WORDS else text
