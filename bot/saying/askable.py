"""Whether a sentence that was not understood, or was contradicted, may be asked for (docs/adr/0034): rarely, and never near a danger.

Web decides with the school and asks once a conversation; here is what only the conversation knows. All of it must hold, of all that was told
since the beginning, taken back or not: a pupil, not of primary school, in French, who asked for no easier words; no flag at all (a device that
is watched, somebody who reads along, fear, a very young child); no danger, no wish to die, no question whether they are safe; only situations
of data/giving/rules.json, which go to the adults of the school first.
"""

from collections.abc import Iterable

from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.guesses import guesses_of
from bot.hearing.known_register import PRIMARY
from bot.hearing.pupil import Pupil, Told, everything_told
from facts.orientation import URGENCY_IN_DANGER
from given.rules import rules

ASKABLE, NONE = "askable:", "none"
_PRESSED_NOT_THAT = "pas_ca"


def askable(pupil: Pupil, tracker: DialogueStateTracker, denied: Told | None, *, is_unheard: bool) -> list[str]:
    """`askable:<the situation understood>`, `askable:none` where there was none; nothing when it may not be asked for.

    Of words written that were not understood, and of « ce n'est pas ça » when its button is pressed: the words before are then the pupil's.
    """
    pressed = tracker.latest_message is not None and tracker.latest_message.intent_name == _PRESSED_NOT_THAT
    if not (denied is not None if pressed else is_unheard) or not _is_calm(pupil, tracker):
        return []
    told = denied.situation if pressed and denied else pupil.situation
    return [ASKABLE + (told or NONE)]


def _is_calm(pupil: Pupil, tracker: DialogueStateTracker) -> bool:
    is_older = not pupil.adult and not pupil.easy and pupil.slots.get("register") != PRIMARY
    is_plain = not pupil.language and pupil.flags <= {NONE} and pupil.about_safety is None
    told = everything_told(tracker.events)
    return (
        is_older
        and is_plain
        and not pupil.kept
        and all(each.urgency < URGENCY_IN_DANGER for each in told)
        and not _flagged(_said(tracker))
        and _situations(told, _said(tracker)) <= rules().situations
    )


def _situations(told: Iterable[Told], said: Iterable[UserUttered]) -> set[str]:
    """All that was told, and all that may have been meant."""
    guessed = (name for message in said for name in guesses_of(message).situations)
    return {each.situation for each in told if each.situation} | set(guessed)


def _flagged(said: Iterable[UserUttered]) -> bool:
    return any(
        entity.get("entity") == "flags" and entity.get("value") != NONE
        for message in said
        for entity in message.entities
    )


def _said(tracker: DialogueStateTracker) -> list[UserUttered]:
    events: Iterable[Event] = tracker.events
    return [event for event in events if isinstance(event, UserUttered)]
