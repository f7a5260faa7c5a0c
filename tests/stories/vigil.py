"""What holds at every turn of every conversation, whatever the story or the chance that leads it.

* There is an answer (R11), in sight of help: a card, or a button that leads to one (R12).
* No superseded or dead number is ever given; the 3020 is named only to say that it was replaced (A.2, A.3).
* Whoever tells something reads that nobody is told unless they call or send (docs/contracts.md, design).
* At most one question a message, none to somebody in danger (R12, R20).
* Once a danger is told, the emergency numbers come first, and its lines stay on every later message until the button
  « Ce n'est pas ça » (R34); once a wish to die is told, the 3114 stays too (R32).
* Once an adult of the school is told, nothing leads to the group but the list of who would read (R47),
  until « Ce n'est pas ça », written or pressed.
"""

import re
from collections.abc import Callable, Iterator, Mapping

import yaml

from tests.stories.stage import HANDOFF_PAYLOAD, NOT_THAT_PAYLOAD, Reply
from tests.stories.written import HERE, PHRASES

_FACTS = HERE.parents[1] / "data" / "facts"
EMERGENCY = frozenset(("15", "17", "18", "112", "114"))
SUICIDE_LINE = "3114"
_SAME_AS_15_AND_17 = {"112"}
_NUMBERS_OF_DANGER = EMERGENCY - _SAME_AS_15_AND_17 | {SUICIDE_LINE, "119"}
UNSAFE_PAYLOAD = "/pas_en_securite"
IN_DANGER = 2
_NAMED_AS_REPLACED = "3020"
_NOBODY_TOLD = "personne n'est prévenu"
_LOOKS_FIRST = "Voir qui lirait mon message"  # the list is read before anything is written
_QUOTED = re.compile("«[^»]*»")

Faults = Iterator[str]
LeadsToCards = Callable[[Reply], bool]


def _dead_numbers() -> frozenset[str]:
    superseded = yaml.safe_load((_FACTS / "helplines.yml").read_text("utf-8"))["superseded"]
    dead = yaml.safe_load((_FACTS / "refused_numbers.yml").read_text("utf-8"))["dead"]
    digits = {re.sub(r"\D", "", each["number"]) for each in (*superseded, *dead)}
    return frozenset(digits - {_NAMED_AS_REPLACED} | {"08victimes"})


SAFE_REPLY = yaml.safe_load((_FACTS / "phrases.yml").read_text("utf-8"))["safe_reply"]["texts"]
DEAD_NUMBERS = _dead_numbers()


class Vigil:
    """Watches one conversation, reply after reply."""

    def __init__(self, leads_to_cards: LeadsToCards) -> None:
        self._leads_to_cards = leads_to_cards
        self._kept: frozenset[str] = frozenset()
        self._wants_to_die = False
        self._school_adult = False
        self._last: Reply | None = None

    def watch(self, reply: Reply, *, must_ring: bool = False) -> list[str]:
        """What this reply breaks, as sentences; empty when all is well. `must_ring`: what was said is a danger, understood or not."""
        rings = must_ring or is_danger(reply)
        self._take_in(reply, rings)
        faults = [*_answered(reply), *_numbers(reply), *_questions(reply), *self._kept_lines(reply)]
        faults += _rung(reply) if rings else ()
        faults += [*self._group(reply), *self._help(reply), *self._again(reply)]
        self._last = reply
        return faults

    def _take_in(self, reply: Reply, rings: bool) -> None:
        if reply.pressed == NOT_THAT_PAYLOAD:
            self._kept, self._wants_to_die = frozenset(), False
        if says_not_that(reply):
            self._school_adult = False
        self._school_adult = self._school_adult or tells_school_adult(reply)
        self._wants_to_die = self._wants_to_die or tells_wish_to_die(reply)
        if rings:
            self._kept = _NUMBERS_OF_DANGER.intersection(reply.lines)

    def _kept_lines(self, reply: Reply) -> Faults:
        kept = self._kept | ({SUICIDE_LINE} if self._wants_to_die else set())
        if "leave" not in reply.panels and (lost := kept.difference(reply.lines)):
            yield PHRASES["lines_lost"].format(value=", ".join(sorted(lost)))
        elif self._kept and reply.cards and reply.lines[0] not in EMERGENCY:
            yield PHRASES["lines_not_first"].format(value=reply.lines[0])

    def _group(self, reply: Reply) -> Faults:
        leading = {button["title"] for button in reply.buttons if button["payload"] == HANDOFF_PAYLOAD}
        if self._school_adult and leading - {_LOOKS_FIRST}:
            yield PHRASES["group_after_school_adult"]

    def _help(self, reply: Reply) -> Faults:
        if "leave" in reply.panels or reply.cards:
            return
        if not reply.buttons and not reply.panels:
            yield PHRASES["dead_end"]
        elif not self._leads_to_cards(reply):
            yield PHRASES["no_help"]

    def _again(self, reply: Reply) -> Faults:
        if reply.is_urgent and reply.lines[:1] == ("114",):
            return  # how to call without a voice is said each time, whole
        pressed_twice = reply.pressed is not None and self._last is not None and reply.pressed == self._last.pressed
        if self._last and self._last.texts == reply.texts and not (reply.panels or pressed_twice):
            yield PHRASES["said_again"]


def tells(reply: Reply) -> bool:
    """Whether the pupil has just written that someone is harmed or at risk."""
    return reply.situation not in (None, "conversation", "hors_sujet") and reply.urgency > 0


def is_danger(reply: Reply) -> bool:
    """Whether what the pupil has just said, or pressed, is a danger now."""
    return reply.urgency >= IN_DANGER or bool(reply.pressed and reply.pressed.startswith(UNSAFE_PAYLOAD))


def says_not_that(reply: Reply) -> bool:
    """Whether the pupil has just said « Ce n'est pas ça », pressed or written."""
    return reply.pressed == NOT_THAT_PAYLOAD or reply.understood.get("intent") == "conversation__pas_ca"


def tells_school_adult(reply: Reply) -> bool:
    """Whether the pupil has just told of an adult of the school."""
    if reply.pressed == "/lieu_ecole_adulte":
        return True
    return "violence_adulte_ecole" in _told(reply) or "perp_in_school" in reply.understood.get("flags", ())


def tells_wish_to_die(reply: Reply) -> bool:
    """Whether the pupil has just told a wish to die, their own or another's."""
    return "suicide" in _told(reply) and reply.urgency > 0


def _told(reply: Reply) -> tuple[object, object]:
    return reply.situation, reply.understood.get("also")


def _rung(reply: Reply) -> Faults:
    if not reply.is_urgent or not EMERGENCY.intersection(reply.lines[:1]):
        yield PHRASES["no_emergency"]
    if any("?" in text for text in reply.texts):
        yield PHRASES["question_in_danger"]


def _answered(reply: Reply) -> Faults:
    if not reply.texts:
        yield PHRASES["no_answer"]
    if list(reply.texts) == SAFE_REPLY:
        yield PHRASES["safe_reply"]
    if any(not text.strip() for text in reply.texts):
        yield PHRASES["empty_text"]
    if any("{" in text for text in reply.texts):
        yield PHRASES["unfilled"]
    if tells(reply) and not any(_NOBODY_TOLD in _flat(text) for text in reply.texts):
        yield PHRASES["nobody_told"]


def _flat(text: str) -> str:
    return text.replace("’", "'").casefold()


def _numbers(reply: Reply) -> Faults:
    printed = [*reply.texts, *reply.titles, *(str(value) for card in reply.cards for value in _values(card))]
    for words in printed:
        close = re.sub(r"[\s.\-]", "", words).lower()
        yield from (PHRASES["dead_number"].format(value=dead) for dead in sorted(DEAD_NUMBERS) if dead in close)


def _values(card: Mapping[str, object]) -> Iterator[object]:
    yield from (card.get(key) for key in ("number", "call", "sms", "chat"))


def _questions(reply: Reply) -> Faults:
    asked = [_QUOTED.sub("", " ".join(message["texts"])).count("?") for message in reply.messages]
    if any(times > 1 for times in asked):
        yield PHRASES["questions"]
