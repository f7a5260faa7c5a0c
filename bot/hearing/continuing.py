"""A message that only makes sense after what was told before it: « depuis la rentrée », « il m'a dit de rien dire », « j'ai rien fait ».

Read alone, such words look like nothing at all, or like another situation. After a story:

* danger first: an immediate danger or a wish to die is never a continuation (R34); « si quelqu'un… » and a question are answered as such;
* the same story told again, of the same person, is not answered by the whole scene again, unless it tells something more (a flag that has
  its own scene, a theme);
* a new situation must be told surely (`SURE_OF_ANOTHER`); told less surely, what was told stays, its lines too, and the other one is a button away;
* whoever told what was done to them is not made an author by a word of guilt (« c'est moi qui l'ai laissé faire »): that too is a button away;
* how it feels (« je dors plus ») continues the story, and is answered too, as a second thing told (`bot.nlu.topics`);
* words that would be brushed off as off-topic, or that nothing was recognised in, continue the story unless it is sure (`SURE_OF_ELSEWHERE`)
  that they are about something else; words about this talk, unless it is rather sure (`SURE_OF_A_TALK`). An exaggeration about death is not
  brushed off after a story: the lines of a wish to die are in sight (R32).

The thresholds were set on tests/dialogues/second_messages_development.yml; nothing was tuned on second_messages_held_out.yml.

After a question (« c'est quoi le harcèlement »), « et le racket ? » is another one. Where no story was told, nobody is taken for an author on
a doubtful word (`SURE_OF_AN_AUTHOR`): the gentle question is asked.

What is kept of the message is what is always kept: its text, an intent, entities.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.parsing import Understand, Understood
from bot.hearing.pupil import read_pupil
from bot.hearing.signals import signals_of
from bot.hearing.themes import themes_of
from bot.nlu.french.characters import plain_words
from bot.nlu.situations import BENIGN
from bot.nlu.topics import ALSO
from facts.orientation import URGENCY_CONCERNED, URGENCY_IN_DANGER, is_kept

CONTINUES = "suite"
SURE_OF_ANOTHER = 0.8
SURE_OF_ELSEWHERE = 0.97
SURE_OF_A_TALK = 0.6
SURE_OF_AN_AUTHOR = 0.5
ASKED = "asked"
RECOGNISED = "recognised"  # false beside a story that goes on with words in which nothing was recognised
_AUTHOR, _FEELING, _SUICIDE, _SELF, _JOKE = "auteur", "mal_etre", "suicide", "self", "retract"
_OFFER = "conversation__aide"
_ELSEWHERE = frozenset(("hors_sujet", "nlu_fallback", _OFFER))
_EXAGGERATION = "hors_sujet__expression"
_WITH_THEIR_SCENE = frozenset(("menace_attaque", "perp_in_school", _JOKE))
_ASKING_AGAIN = re.compile(r"et (c est quoi )?(le|la|les|l|un|une|des|si on) \w+( \w+)?")


@dataclass(frozen=True)
class Story:
    """What was told last and still counts: a situation of danger, whom it is about, and whether it was just told as a joke."""

    situation: str
    about: str
    joked: bool = False


class StoryContinued:
    """Rasa's understanding of a message, with what was told before in mind."""

    def __init__(self, understand: Understand) -> None:
        self._understand = understand

    async def __call__(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, *args: Any, **kwargs: Any
    ) -> Understood:
        """What `MessageProcessor.parse_message` answers; as what was told before makes it."""
        understood = await self._understand(message, tracker, *args, **kwargs)
        read, text = understood.get("understanding"), understood.get("text") or ""
        if tracker is None or not read:
            return understood
        before = told_before(tracker)
        if isinstance(before, Story):
            return _as_continuation(understood, before) if continues(read, before, text) else understood
        if before == ASKED and asks_again(read, text):
            return _as_question(understood)
        return _as_doubt(understood) if is_a_doubtful_author(read) else understood


def told_before(tracker: DialogueStateTracker) -> Story | str | None:
    """The story that a message may continue; `ASKED` when the last thing was a mere question."""
    pupil = read_pupil(tracker)
    if not pupil.situation:
        return None
    if pupil.urgency < URGENCY_CONCERNED:
        return ASKED
    return Story(pupil.situation, str(pupil.slots.get("about") or _SELF), _JOKE in pupil.just_said)


def continues(read: Mapping[str, Any], story: Story, text: str = "") -> bool:
    """Whether a message, read alone as `read` (docs/contracts.md, `understanding`), continues the story."""
    situation, urgency, sure = str(read["situation"]), int(read["urgency"]), float(read["confidence"])
    signals = signals_of(text)
    if urgency >= URGENCY_IN_DANGER or is_kept(situation, urgency) or signals.supposes or signals.topic:
        return False
    if situation in BENIGN:
        return _is_hardly_a_talk(str(read["intent"]), sure)
    if urgency < URGENCY_CONCERNED:
        return False
    if situation == story.situation:
        more = _WITH_THEIR_SCENE.intersection(read.get("flags") or ()) or themes_of(text).said
        return read.get("about") == story.about and not more and not story.joked
    return sure < SURE_OF_ANOTHER or situation == _FEELING or (situation == _AUTHOR and story.about == _SELF)


def asks_again(read: Mapping[str, Any], text: str) -> bool:
    """Whether a few words after a question are another one: « et le racket ? »."""
    return int(read["urgency"]) == URGENCY_CONCERNED and _ASKING_AGAIN.fullmatch(plain_words(text)) is not None


def is_a_doubtful_author(read: Mapping[str, Any]) -> bool:
    """Whether somebody would be taken for an author on a doubtful word."""
    return (
        read["situation"] == _AUTHOR
        and int(read["urgency"]) < URGENCY_IN_DANGER
        and float(read["confidence"]) < SURE_OF_AN_AUTHOR
    )


def _is_hardly_a_talk(intent: str, sure: float) -> bool:
    if intent in _ELSEWHERE:
        return sure < SURE_OF_ELSEWHERE
    return intent == _EXAGGERATION or (intent.startswith("conversation") and sure < SURE_OF_A_TALK)


def _as_question(understood: Understood) -> Understood:
    told = {"about": "none", "urgency": "0"}
    entities = [{**each, "value": told.get(each["entity"], each["value"])} for each in understood["entities"]]
    read = {**understood["understanding"], "about": "none", "urgency": 0}
    return {**understood, "entities": entities, "understanding": read}


def _as_doubt(understood: Understood) -> Understood:
    read = understood["understanding"]
    doubt = {"situation": "hors_sujet", "intent": _OFFER, "about": "none", "urgency": 0, "routes": ("none",)}
    return {
        **understood,
        "intent": {"name": _OFFER, "confidence": read["confidence"]},
        "entities": [entity for entity in understood["entities"] if entity["entity"] == "flags"],
        "understanding": {**read, **doubt, "guesses": (_AUTHOR,), "guessed_about": _SELF},
    }


def _as_continuation(understood: Understood, story: Story) -> Understood:
    read = dict(understood["understanding"])
    told = {"situation": story.situation, "intent": CONTINUES, "about": story.about, "urgency": URGENCY_CONCERNED}
    told |= {RECOGNISED: read["intent"] not in _ELSEWHERE}
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
