"""What a conversation holds of a pupil, as far as the words chosen depend on it: nothing of what was written.

* A flag stays until the pupil says that it is not that (R13): a later message does not make an adult of the school harmless (R47).
* A danger stays until the pupil presses "Ce n'est pas ça" (R34): the same words written may have been misread, and a number too many
  harms nobody. A written "non" to « es-tu en sécurité ? » is a danger like any other.
* `has_told` looks at the whole conversation, taken back or not.
* Of which level the words are: what the pupil said, else what they write like, else what their school is (`bot.hearing.known_register`).
* « Facile à lire » (`easy`) gives the words for primary school and nothing else of a young child: not its lines.
* Asking for easier words is no answer: what was asked before is still asked (`bot.hearing.safety`).
* A message may tell two things (`bot.nlu.topics`): both count. What was told before a danger can be taken up again after it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rasa.shared.core.events import BotUttered, Event, Restarted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.adults import who_talks
from bot.hearing.guesses import NO_GUESSES, Guesses, guesses_of
from bot.hearing.heard import NOTHING, Heard, hear, still_meant
from bot.hearing.known_register import PRIMARY, register_of
from bot.hearing.languages import language_of
from bot.hearing.rulers import has_told
from bot.hearing.safety import answer_about_safety, is_unsafe
from bot.nlu.topics import second_told
from facts.old_numbers import named_in
from facts.orientation import URGENCY_CONCERNED, URGENCY_IN_DANGER, is_kept, offers_no_referents

YOUNG_FLAG, SCHOOL_ADULT_FLAG = "young", "perp_in_school"
_PRESSED_NOT_THAT = frozenset(("pas_ca",))
_NOT_THAT = frozenset((*_PRESSED_NOT_THAT, "conversation__pas_ca"))
_BEGINNINGS = frozenset((SessionStarted, Restarted))
_ABOUT_WORDS = frozenset(("lire_facile", "lire_normal"))
_PLACE, _SITUATION_OF_PLACE = "lieu_", {"lieu_ecole_adulte": "violence_adulte_ecole"}


@dataclass(frozen=True)
class Told:
    """One message that told something: its situation (None for a talk) and its urgency, 0 to 2."""

    situation: str | None
    urgency: int


_UNSAFE = Told(None, URGENCY_IN_DANGER)


@dataclass(frozen=True)
class Pupil:
    """The slots; the flags of all that was told, and of the message that has just come; the gravest thing told, then a wish
    to die, whose lines stay shown (R32, R34); the bot's last words, flat; in doubt, what the message that has just come may have meant; the superseded numbers that
    it speaks of; whether anything at all was told; the response, when that message answers in writing whether the pupil is safe; the
    second thing that it tells; its language, when not French; the situations told otherwise than as a danger, the last one first;
    whether that message gives back a pupil who was taken for an adult (`bot.hearing.adults`); what else its words change (`bot.hearing.heard`).
    """

    slots: Mapping[str, Any]
    flags: frozenset[str]
    just_said: frozenset[str]
    kept: tuple[Told, ...] = ()
    last_words: str = ""
    guesses: Guesses = NO_GUESSES
    old_numbers: tuple[str, ...] = ()
    has_told: bool = False
    about_safety: str | None = None
    also: Told | None = None
    language: str | None = None
    earlier: tuple[str, ...] = ()
    taken_back: bool = False
    heard: Heard = NOTHING

    @property
    def adult(self) -> str | None:
        """`parent` or `personnel` when no pupil writes (`bot.hearing.adults`)."""
        return self.slots.get("profile") or None

    @property
    def situation(self) -> str | None:
        """The last situation told, if any."""
        return self.slots.get("situation") or None

    @property
    def urgency(self) -> int:
        """Of the last situation told: 0, 1 or 2."""
        return int(self.slots.get("urgency") or 0)

    @property
    def easy(self) -> bool:
        """Whether the pupil asked for words that are easy to read."""
        return bool(self.slots.get("easy"))

    def satisfies(self, name: str, value: object) -> bool:
        """Whether the slot `name` has, or holds, `value`."""
        if name == "register" and self.easy:
            return value == PRIMARY
        return value in self.flags if name == "flags" else str(self.slots.get(name)) == str(value)


def read_pupil(tracker: DialogueStateTracker) -> Pupil:
    """The pupil of this conversation."""
    slots = dict(tracker.current_slot_values())
    said = _said_since(_NOT_THAT, tracker.events)
    now = Told(slots.get("situation") or None, int(slots.get("urgency") or 0))
    just_said = _flags(tracker.latest_message) if tracker.latest_message else frozenset()
    flags = just_said | still_meant(slots.get("flags") or (), *map(_flags, said))
    told = _tellings(said)
    if any(offers_no_referents(each.situation, ()) for each in (*told, now)):
        flags |= {SCHOOL_ADULT_FLAG}
    everything, last = _said_since(frozenset(), tracker.events), tracker.latest_message
    slots["profile"], taken_back = who_talks(everything)
    slots["register"] = register_of(slots, is_young=YOUNG_FLAG in flags)
    if slots.get("register") == PRIMARY:
        flags |= {YOUNG_FLAG}
    if _last_told(said) == _UNSAFE:
        slots["urgency"], now = str(URGENCY_IN_DANGER), _UNSAFE
    kept = _kept([*_tellings(_said_since(_PRESSED_NOT_THAT, tracker.events)), now])
    heard = hear(said, last, slots, flags)
    return Pupil(
        {**slots, **heard.slots},
        flags,
        just_said,
        kept,
        _last_words(tracker.events),
        guesses_of(last),
        named_in(last.text or "") if last else (),
        has_told(everything),
        answer_about_safety(everything) if last in everything[-1:] else None,
        _second(last) if last and not slots["profile"] else None,
        language_of(last.text or "") if last else None,
        _earlier(told),
        taken_back,
        heard,
    )


def contradicted(events: Iterable[Event]) -> Told | None:
    """What the message that has just come takes back (« ce n'est pas ça »), if it does and if anything was told."""
    said: list[UserUttered] = []
    taken_back: list[UserUttered] = []
    for event in events:
        if type(event) in _BEGINNINGS:
            said, taken_back = [], []
        elif type(event) is UserUttered and event.intent_name not in _ABOUT_WORDS:
            is_not_that = event.intent_name in _NOT_THAT
            said, taken_back = ([], said) if is_not_that else ([*said, event], [])
    told = [each for each in _tellings(taken_back) if each.situation or each.urgency >= URGENCY_IN_DANGER]
    return told[-1] if told else None


def everything_told(events: Iterable[Event]) -> list[Told]:
    """All that the messages of this conversation told, taken back or not."""
    return _tellings(_said_since(frozenset(), events))


def _kept(told: list[Told]) -> tuple[Told, ...]:
    """What keeps its lines: the gravest thing, the last one on a tie; then a wish to die, which no other danger hides (R32)."""
    grave = [each for each in reversed(told) if is_kept(each.situation, each.urgency)]
    grave.sort(key=lambda each: -each.urgency)
    wish_to_die = [each for each in grave if is_kept(each.situation, URGENCY_CONCERNED)]
    return tuple(dict.fromkeys((*grave[:1], *wish_to_die[:1])))


def _said_since(intents: frozenset[str], events: Iterable[Event]) -> list[UserUttered]:
    said: list[UserUttered] = []
    for event in events:
        if type(event) in _BEGINNINGS:
            said = []
        elif type(event) is UserUttered and event.intent_name not in _ABOUT_WORDS:
            if event.intent_name in intents:
                said = []
            else:
                said.append(event)
    return said


def _tellings(said: list[UserUttered]) -> list[Told]:
    told: list[Told] = []
    for before, message in pairwise((None, *said)):
        if message:
            told += [second] if (second := _second(message)) else []
            told.append(_UNSAFE if is_unsafe(before, message) else _told(message))
    return told


def _last_told(said: list[UserUttered]) -> Told | None:
    """The last of these messages that changes what is known: a talk does not."""
    for before, message in reversed(list(pairwise((None, *said)))):
        told = _UNSAFE if is_unsafe(before, message) else _told(message)
        if told.urgency or told.situation or (message.intent_name or "").startswith(_PLACE):
            return told
    return None


def _second(message: UserUttered) -> Told | None:
    situation = second_told(message)
    return Told(situation, URGENCY_CONCERNED) if situation else None


def _earlier(told: list[Told]) -> tuple[str, ...]:
    before = (each.situation for each in reversed(told) if each.situation and each.urgency < URGENCY_IN_DANGER)
    return tuple(dict.fromkeys(before))


def _told(message: UserUttered) -> Told:
    values = {entity.get("entity"): entity.get("value") for entity in message.entities}
    situation = values.get("situation") or _SITUATION_OF_PLACE.get(message.intent_name or "")
    return Told(situation, int(values.get("urgency") or 0))


def _flags(message: UserUttered) -> frozenset[str]:
    return frozenset(str(entity["value"]) for entity in message.entities if entity.get("entity") == "flags")


def _last_words(events: Iterable[Event]) -> str:
    said = (event.text or "" for event in reversed(list(events)) if type(event) is BotUttered)
    return flat(next(said, ""))


def flat(text: str) -> str:
    """The same words in one line, however they were put in bubbles."""
    return " ".join(text.split())
