"""What the words of the message that has just come change in the reply, besides its situation: themes, time, questions, avowals.

* A theme (`bot.hearing.themes`) adds its words under the answer to a story, or takes its place; what is over (`bot.hearing.signals`) adds that it counts.
* « Si quelqu'un… » told of another is answered as a question (urgency 0, about nobody), with the offer left open. Where nothing was
  understood, a question on a known topic is answered as one, instead of a brush-off.
* An author (`bot.hearing.authors`) reads the words for that deed, by its lines; a sure avowal told as a victim's reads those for an author.
* In a danger, or an attack announced, nothing of this is looked at (R34); a wish to die keeps its own words. R47 is not weakened: the
  flags are untouched.
* A joke (`retract`) is one of the message that has just come only: the next one is meant.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa.shared.core.events import UserUttered

from bot.hearing.authors import confesses, deed_of
from bot.hearing.signals import Signals, signals_of
from bot.hearing.themes import belonging, taking_the_place, themes_of
from facts.orientation import URGENCY_CONCERNED, is_kept, is_urgent

_UTTER, _THEME, _SCENE = "utter_", "utter_theme__", "utter_scene__"
PAST, QUESTION = "utter_avant", "utter_question"
BRUSHED_OFF = frozenset(("hors_sujet", "conversation__aide"))
_AUTHOR, _AN_AUTHOR, _OTHER, _SELF = "auteur", "author", "other", "self"
_OF_ONE_MESSAGE = frozenset(("retract",))
_QUESTION_SLOTS = {"about": "none", "urgency": "0"}


@dataclass(frozen=True)
class Heard:
    """Of the message whose rule names the response `name`: `response`, in its place; `added`, the responses under it; and the `slots`
    that words are chosen by, this once.
    """

    name: str = ""
    response: str | None = None
    added: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)

    def in_place_of(self, name: str) -> str:
        """The response for this pupil, when the rule named `name`."""
        return self.response if self.response and name == self.name else name

    def under(self, name: str) -> tuple[str, ...]:
        """The responses to add under the response `name`."""
        return self.added if name == (self.response or self.name) else ()


NOTHING = Heard()


def hear(
    said: Sequence[UserUttered], message: UserUttered | None, slots: Mapping[str, Any], flags: Iterable[str]
) -> Heard:
    """What `message`, which has just come, changes in the reply to it; `said`: all since the pupil last said that it is not that."""
    urgency = int(slots.get("urgency") or 0)
    if is_urgent(urgency, tuple(flags)) or is_kept(slots.get("situation"), urgency):
        return NOTHING
    if message is None or slots.get("profile"):
        return NOTHING
    avowed = _avowed(said, slots)
    heard = _of_message(message, avowed=bool(avowed))
    return replace(heard, slots={**avowed, **heard.slots})


def read_lists() -> None:
    """Read every list of words. Raises LexiconError where one is wrong: the start stops, not a conversation."""
    themes_of("")
    signals_of("")
    deed_of("")
    confesses("", None)


def still_meant(*told: Iterable[object]) -> frozenset[str]:
    """The flags of earlier messages that still count: all but a joke, for what comes next is meant (R34)."""
    return frozenset(flag for flags in told for flag in flags if isinstance(flag, str)) - _OF_ONE_MESSAGE


def tells_a_theme(message: UserUttered) -> bool:
    """Whether a message that was not understood otherwise told something by its theme."""
    return message.intent_name in BRUSHED_OFF and bool(themes_of(message.text or "").alone)


def _of_message(message: UserUttered, *, avowed: bool) -> Heard:
    intent, told = message.intent_name or "", _value(message, "situation")
    if intent in BRUSHED_OFF:
        return _not_understood(message.text or "", intent)
    if told is None or told != intent or int(_value(message, "urgency") or 0) < URGENCY_CONCERNED:
        return NOTHING
    if told == _AUTHOR:
        return _of_author(message.text or "")
    if avowed:
        return Heard(_UTTER + told, None, _past(signals_of(message.text or "")))
    return _of_story(message.text or "", told, _value(message, "about"))


def _avowed(said: Sequence[UserUttered], slots: Mapping[str, Any]) -> dict[str, str]:
    """About an author, when the last story surely is an avowal, told as somebody else's deed."""
    situation = slots.get("situation")
    last = next((each for each in reversed(said) if _value(each, "situation")), None)
    if slots.get("about") != _SELF or last is None or _value(last, "situation") != situation:
        return {}
    return {"about": _AN_AUTHOR} if confesses(last.text or "", situation) else {}


def _not_understood(text: str, intent: str) -> Heard:
    alone, topic = themes_of(text).alone, signals_of(text).topic
    if topic:
        return Heard(_UTTER + intent, _UTTER + topic, (QUESTION,), {"situation": topic, **_QUESTION_SLOTS})
    return Heard(_UTTER + intent, _SCENE + alone[0]) if alone else NOTHING


def _of_author(text: str) -> Heard:
    past, deed = _past(signals_of(text)), deed_of(text)
    if deed is None:
        return Heard(_UTTER + _AUTHOR, None, past)
    return Heard(_UTTER + _AUTHOR, _UTTER + deed, past, {"situation": deed})


def _of_story(text: str, told: str, about: str | None) -> Heard:
    name, themes, signals = _UTTER + told, themes_of(text), signals_of(text)
    if about == _OTHER and signals.supposes:
        return Heard(name, None, (QUESTION,), _QUESTION_SLOTS)
    past = _past(signals)
    instead = taking_the_place(themes, told) if about != _OTHER else None
    if instead:
        return Heard(name, _SCENE + instead, past)
    return Heard(name, None, (*(_THEME + theme for theme in belonging(themes, told)[:1]), *past))


def _past(signals: Signals) -> tuple[str, ...]:
    return (PAST,) if signals.is_past else ()


def _value(message: UserUttered, name: str) -> str | None:
    found = next((each.get("value") for each in message.entities if each.get("entity") == name), None)
    return str(found) if found is not None else None
