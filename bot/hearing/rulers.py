"""The door to the pages of self-tests (« repères »): open while nothing has been told, shut for the rest of the conversation after.

They help to find words; whoever has told something has found them, and is owed people, not a page to compare with (docs/adr/0014).
A place chosen on the way of who has no words tells something too, but « ailleurs, ou je ne sais pas ».
"""

from collections.abc import Iterable

from rasa.shared.core.events import UserUttered

from bot.hearing.guesses import guesses_of
from bot.hearing.heard import tells_a_theme

RULERS, RULERS_PAYLOAD = "utter_voir_reperes", "/voir_reperes"
_PLACE, _NO_PLACE = "lieu_", frozenset(("lieu_autre",))
_HARMLESS_FLAGS = frozenset(("young",))


def has_told(said: Iterable[UserUttered]) -> bool:
    """Whether any of these messages told something: a situation, a danger, a fear, or a doubt about one of them."""
    return any(map(_tells, said))


def _tells(message: UserUttered) -> bool:
    intent = message.intent_name or ""
    if intent.startswith(_PLACE) and intent not in _NO_PLACE:
        return True
    return (
        bool(guesses_of(message))
        or tells_a_theme(message)
        or any(_is_grave(str(entity.get("entity")), str(entity.get("value"))) for entity in message.entities)
    )


def _is_grave(name: str, value: str) -> bool:
    if name == "urgency":
        return value != "0"
    return name == "situation" or (name == "flags" and value not in _HARMLESS_FLAGS)
