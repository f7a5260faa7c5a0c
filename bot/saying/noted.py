"""What the content team may learn of an answer, in names of ours: the scene said, after which one nothing was understood, what was
contradicted. Web counts them (`tallies`); nothing of what the pupil wrote is in any of them.
"""

from typing import Any

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.continuing import RECOGNISED
from bot.hearing.guesses import UNDERSTANDING
from bot.hearing.pupil import Pupil, contradicted
from bot.saying.askable import askable
from bot.saying.fitting import GENTLE_QUESTION, UTTER

SCENE, UNHEARD, NOT_THAT = "scene:", "unheard:", "not_that:"
DANGER = "danger"
_NOT_UNDERSTOOD = frozenset((GENTLE_QUESTION, "utter_pas_sur", "utter_secours", "utter_hors_sujet"))

Message = dict[str, Any]


def noted(name: str, pupil: Pupil, tracker: DialogueStateTracker) -> list[str]:
    """`scene:<what is said now>`; `unheard:<the scene before>` when this answers words that were not, or hardly, understood;
    `not_that:<situation>` (`danger` where only a danger was heard) when the pupil has just said that it is not that; then what may be asked for
    (`bot.saying.askable`), which web does not count.
    """
    found = [SCENE + name.removeprefix(UTTER)]
    is_unheard = _is_unheard(name, tracker)
    if is_unheard and (before := _scene_before(tracker)):
        found.append(UNHEARD + before)
    denied = contradicted(tracker.events)
    if denied:
        found.append(NOT_THAT + (denied.situation or DANGER))
    return [*found, *askable(pupil, tracker, denied, is_unheard=is_unheard)]


def _is_unheard(name: str, tracker: DialogueStateTracker) -> bool:
    read = (tracker.latest_message.parse_data.get(UNDERSTANDING) if tracker.latest_message else None) or {}
    return name in _NOT_UNDERSTOOD or read.get(RECOGNISED) is False


def _scene_before(tracker: DialogueStateTracker) -> str | None:
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            message: Message = (event.data.get("custom") or {}).get("message") or {}
            return next((each.removeprefix(SCENE) for each in message.get("noted", ()) if each.startswith(SCENE)), None)
    return None
