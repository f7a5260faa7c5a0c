"""« Es-tu en sécurité, là, maintenant ? », asked once on the way of who has no words (R20), and what a written answer means to it.

A pressed button says it by itself. Written, "non" or « j'ai peur » is a danger, with all that a danger keeps (R34); "oui" and "je sais pas" lead to the
help of that place, where the numbers for a danger stand in the words. Anything else is understood as it always is.
"""

from collections.abc import Sequence

from rasa.shared.core.events import UserUttered

ASKED_BY = frozenset(("lieu_ecole_eleves", "lieu_maison"))
NOT_SAFE, HELP_OF_THE_PLACE = "utter_danger_immediat", "utter_lieu_aide"
_UNSAFE = ("conversation__non", "conversation__peur")
_ANSWERS = {
    **dict.fromkeys(_UNSAFE, NOT_SAFE),
    "conversation__oui": HELP_OF_THE_PLACE,
    "conversation__ne_sait_pas": HELP_OF_THE_PLACE,
}


def is_unsafe(before: UserUttered | None, message: UserUttered) -> bool:
    """Whether `message` is a written "non" (or « j'ai peur ») to the question that `before` was answered with."""
    return message.intent_name in _UNSAFE and before is not None and before.intent_name in ASKED_BY


def answer_about_safety(said: Sequence[UserUttered]) -> str | None:
    """The response to the last of these messages, where it answers that question in writing."""
    if len(said) < 2 or said[-2].intent_name not in ASKED_BY:  # noqa: PLR2004 (the question and its answer)
        return None
    return _ANSWERS.get(said[-1].intent_name or "")
