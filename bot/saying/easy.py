"""« Facile à lire »: the words for primary school, one idea a bubble, and what was just said, said again that way.

It changes how things are said, never what: the same lines, the same buttons. It lasts as long as the conversation, or until the pupil
wants the usual words again. Who asks for it while it is on cannot be helped by words: `utter_lire_facile__deja` offers somebody to ask.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.pupil import Pupil, read_pupil

Message = dict[str, Any]
Say = Callable[[str, Pupil], Message]

EASY, ALREADY_EASY = "utter_lire_facile", "utter_lire_facile__deja"
_LISTEN, _WORDED = "action_listen", "utter_"
_NOT_AGAIN = ("utter_commencer", "utter_niveau", "utter_changer_niveau", "utter_lire_")
_QUOTED = re.compile(r"«[^»]*»")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…]»)\s+|(?<=[.!?…]\s»)\s+|\n+")


@dataclass(frozen=True)
class Said:
    """What was said just before: the response that the rule named, and what was known of the pupil then."""

    name: str
    pupil: Pupil


def say_easily(tracker: DialogueStateTracker, pupil: Pupil, say: Say) -> Message:
    """The answer to who asks for easy words: a word of agreement, then what was said just before."""
    if _was_easy(tracker):
        return say(ALREADY_EASY, pupil)
    agreed, before = say(EASY, pupil), _said_before(tracker)
    again = say(before.name, before.pupil) if before else None
    if again is None or again["panel"]:
        return agreed
    return {**again, "texts": [*agreed["texts"][:1], *again["texts"]]}


def _was_easy(tracker: DialogueStateTracker) -> bool:
    now = before = False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            before = now
        elif isinstance(event, SlotSet) and event.key == "easy":
            now = bool(event.value)
    return before


def _said_before(tracker: DialogueStateTracker) -> Said | None:
    """None when saying it again would help nobody: a welcome, what an act said, nothing at all."""
    done = [(place, event) for place, event in enumerate(tracker.events) if isinstance(event, ActionExecuted)]
    spoken = [(place, event.action_name or "") for place, event in done if event.action_name != _LISTEN]
    place, name = spoken[-1] if spoken else (0, "")
    if not name.startswith(_WORDED) or name.startswith(_NOT_AGAIN):
        return None
    events = [*list(tracker.events)[:place], SlotSet("easy", value=True)]
    then = DialogueStateTracker.from_events(tracker.sender_id, events, slots=list(tracker.slots.values()))
    return Said(name, read_pupil(then))


def usually(pupil: Pupil) -> Pupil:
    """The same pupil, had they not asked: whose lines, buttons and panel stand beside the easy words."""
    return replace(pupil, slots={**pupil.slots, "easy": None}) if pupil.easy else pupil


def bubbles(texts: Iterable[str]) -> list[str]:
    """Each sentence in a bubble of its own; what is between « » is never cut."""
    return [sentence for text in texts for sentence in _sentences(text)]


def _sentences(text: str) -> list[str]:
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    ends = [found for found in _SENTENCE_END.finditer(text) if not any(a < found.start() < b for a, b in quoted)]
    starts = [0, *(found.end() for found in ends)]
    stops = [*(found.start() for found in ends), len(text)]
    return [part for start, stop in zip(starts, stops, strict=True) if (part := text[start:stop].strip())]
