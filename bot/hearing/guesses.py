"""The buttons of a gentle question: of all the meanings that have a label, those guessed of this very message, likeliest first.

Pressing one tells it, as if it had been written and understood: the situation, whom it is about, and that somebody is concerned.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import UserUttered

from facts.orientation import URGENCY_CONCERNED, is_situation

Button = tuple[str, str]
UNDERSTANDING = "understanding"
_SELF = "self"
_OWN_ABOUT = {"auteur": "author"}


@dataclass(frozen=True)
class Guesses:
    """What a message may have meant, in doubt: situations, likeliest first; whom they are about."""

    situations: tuple[str, ...] = ()
    about: str = _SELF

    def __bool__(self) -> bool:
        """Whether there is a doubt to clear up."""
        return bool(self.situations)

    def buttons(self, labelled: Iterable[Button]) -> tuple[Button, ...]:
        """Of buttons whose payloads name a situation, those guessed; then all the others, as they are written."""
        written = tuple(labelled)
        titles = {payload.removeprefix("/"): title for title, payload in written}
        meant = [(titles[name], self._telling(name)) for name in self.situations if name in titles]
        return (*meant, *(button for button in written if not is_situation(button[1].removeprefix("/"))))

    def _telling(self, situation: str) -> str:
        about = _OWN_ABOUT.get(situation, self.about)
        told = {"situation": situation, "about": about, "urgency": str(URGENCY_CONCERNED)}
        return f"/{situation}{json.dumps(told)}"


NO_GUESSES = Guesses()


def guesses_of(message: UserUttered | None) -> Guesses:
    """What the understanding guessed of a message; nothing for a button, or when it was sure."""
    understood: Mapping[str, Any] = (message and message.parse_data.get(UNDERSTANDING)) or {}
    situations = tuple(understood.get("guesses") or ())
    return Guesses(situations, str(understood.get("guessed_about"))) if situations else NO_GUESSES
