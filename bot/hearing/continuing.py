"""A message that only makes sense after what was told before it: « depuis la rentrée », « il m'a dit de rien dire », « j'ai rien fait ».

Read alone, such words look like nothing at all, or like another situation. After a story:

* danger first: an immediate danger or a wish to die is never a continuation (R34);
* a new situation must be told surely (`SURE_OF_ANOTHER`); told less surely, what was told stays, its lines too, and the other one is a button away;
* whoever told what was done to them is not made an author by a word of guilt (« c'est moi qui l'ai laissé faire »): that too is a button away;
* how it feels (« je dors plus ») continues the story, and is answered too, as a second thing told (`bot.nlu.topics`);
* words that would be brushed off as off-topic, or that nothing was recognised in, continue the story unless it is sure (`SURE_OF_ELSEWHERE`)
  that they are about something else; words about this talk, unless it is rather sure (`SURE_OF_A_TALK`). An exaggeration about death is not
  brushed off after a story: the lines of a wish to die are in sight (R32).

The thresholds were set on tests/dialogues/second_messages_development.yml; second_messages_held_out.yml was scored once.

What is kept of the message is what is always kept: its text, an intent, entities.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.pupil import read_pupil
from bot.nlu.situations import BENIGN
from bot.nlu.topics import ALSO
from facts.orientation import URGENCY_CONCERNED, URGENCY_IN_DANGER, is_kept

CONTINUES = "suite"
SURE_OF_ANOTHER = 0.8
SURE_OF_ELSEWHERE = 0.97
SURE_OF_A_TALK = 0.6
_AUTHOR, _FEELING, _SUICIDE, _SELF = "auteur", "mal_etre", "suicide", "self"
_ELSEWHERE = frozenset(("hors_sujet", "nlu_fallback", "conversation__aide"))
_EXAGGERATION = "hors_sujet__expression"

Understood = dict[str, Any]
Understand = Callable[..., Awaitable[Understood]]


@dataclass(frozen=True)
class Story:
    """What was told last and still counts: a situation of danger, and whom it is about."""

    situation: str
    about: str


class StoryContinued:
    """Rasa's understanding of a message, with what was told before in mind."""

    def __init__(self, understand: Understand) -> None:
        self._understand = understand

    async def __call__(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, *args: Any, **kwargs: Any
    ) -> Understood:
        """What `MessageProcessor.parse_message` answers; as a continuation, when it is one."""
        understood = await self._understand(message, tracker, *args, **kwargs)
        story = story_of(tracker) if tracker else None
        if story and continues(understood.get("understanding") or {}, story):
            return _as_continuation(understood, story)
        return understood


def story_of(tracker: DialogueStateTracker) -> Story | None:
    """The story that a message may continue, if any was told."""
    pupil = read_pupil(tracker)
    if not pupil.situation or pupil.urgency < URGENCY_CONCERNED:
        return None
    return Story(pupil.situation, str(pupil.slots.get("about") or _SELF))


def continues(read: Mapping[str, Any], story: Story) -> bool:
    """Whether a message, read alone as `read` (docs/contracts.md, `understanding`), continues the story."""
    if not read:
        return False
    situation, urgency, sure = str(read["situation"]), int(read["urgency"]), float(read["confidence"])
    if urgency >= URGENCY_IN_DANGER or is_kept(situation, urgency) or situation == story.situation:
        return False
    if situation in BENIGN:
        return _is_hardly_a_talk(str(read["intent"]), sure)
    if urgency < URGENCY_CONCERNED:
        return False
    return sure < SURE_OF_ANOTHER or situation == _FEELING or (situation == _AUTHOR and story.about == _SELF)


def _is_hardly_a_talk(intent: str, sure: float) -> bool:
    if intent in _ELSEWHERE:
        return sure < SURE_OF_ELSEWHERE
    return intent == _EXAGGERATION or (intent.startswith("conversation") and sure < SURE_OF_A_TALK)


def _as_continuation(understood: Understood, story: Story) -> Understood:
    read = dict(understood["understanding"])
    told = {"situation": story.situation, "intent": CONTINUES, "about": story.about, "urgency": URGENCY_CONCERNED}
    return {
        "text": understood["text"],
        "intent": {"name": CONTINUES, "confidence": read["confidence"]},
        "entities": [entity for entity in understood["entities"] if entity["entity"] == "flags"],
        "understanding": {**read, **told, **_beside(read, story)},
    }


def _beside(read: Mapping[str, Any], story: Story) -> Mapping[str, Any]:
    """What the message may have meant as well: answered too when it is how it feels, one button away otherwise."""
    situation, guesses = read["situation"], tuple(read.get("guesses") or ())
    if situation == _FEELING:
        return {ALSO: _FEELING, "guesses": ()}
    if read["intent"] == _EXAGGERATION:
        guesses = (_SUICIDE,)
    elif situation not in BENIGN:
        guesses = (situation,)
    others = tuple(guess for guess in guesses if guess != story.situation)
    return {"guesses": others, "guessed_about": story.about}
