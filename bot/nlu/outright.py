"""What a message means when it is said outright: a set phrase, the title of a button. Nothing is guessed, so it is certain."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.nlu.understanding import Understanding
from facts.orientation import routes

_TALK, _NOBODY = "conversation", "none"


@dataclass(frozen=True)
class Outright:
    """An intent and its entities, as a button has them."""

    intent: str
    entities: Mapping[str, str]

    def understanding(self) -> Understanding:
        """What the other rooms read of it (docs/contracts.md); a talk, unless it tells a situation."""
        situation, about = self.entities.get("situation", _TALK), self.entities.get("about", _NOBODY)
        urgency = int(self.entities.get("urgency", 0))
        flags = tuple(value for name, value in self.entities.items() if name == "flags")
        found = routes(situation, about=about, urgency=urgency, flags=flags)
        return Understanding(situation, self.intent, about, urgency, found, flags, 1.0)

    def as_rasa_entities(self) -> list[dict[str, str]]:
        """Its entities, as Rasa writes them on a message."""
        return [{"entity": name, "value": value} for name, value in self.entities.items()]
