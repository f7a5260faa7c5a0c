"""A button answered in words: which of the buttons that the bot has just shown a written message is worth (issue 5, point 4).

* The title of a button, whatever its capitals, accents and punctuation, is that button; so is a whole phrase of `answers_in_words.yml` that
  is written for it.
* Said less exactly, a message is a button only where the understanding sees no danger in it: the caller asks `said_loosely` only then.
  The title with a polite word around it; for a button that tells nothing of the pupil, its first telling word ("snap" for « Snapchat »),
  if no other button has it. What tells is never taken from a part of its title; what takes back a danger, only from the whole of it (R34).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.channels.turn import BadTurnError, pressed
from bot.hearing.set_phrases import Phrase, heard, phrases_of
from bot.nlu.french.characters import plain_words
from bot.nlu.outright import Outright

FILE = Path(__file__).with_name("answers_in_words.yml")
_ANY_CONVERSATION = ""
_LONGEST = 100
_SHORTENED = 4  # letters: "snap" is « Snapchat », "tik" is nothing
_TAKES_BACK = frozenset(("pas_ca", "pour_rire"))
_PLACE, _SAFE = "lieu_", "en_securite"
_OF_THE_PUPIL = frozenset(("situation", "about", "urgency", "flags", "register"))


@dataclass(frozen=True)
class Shown:
    """A button that the bot has just shown: its title, in plain words, and what pressing it is worth."""

    title: str
    meaning: Outright

    @property
    def tells_nothing(self) -> bool:
        """Whether it only leads somewhere: it says nothing of the pupil."""
        intent = self.meaning.intent
        return not intent.startswith(_PLACE) and intent != _SAFE and _OF_THE_PUPIL.isdisjoint(self.meaning.entities)


@dataclass(frozen=True)
class Ways:
    """The ways of saying a button without its title."""

    opening: str
    closing: str
    small_words: frozenset[str]
    negations: frozenset[str]
    phrases: tuple[Phrase, ...]


def shown_last(events: Iterable[Event]) -> tuple[Shown, ...]:
    """The buttons of all that the bot said since the pupil's last message."""
    since = takewhile(lambda event: not isinstance(event, UserUttered), reversed(list(events)))
    said = [event for event in since if isinstance(event, BotUttered)]
    return tuple(button for event in reversed(said) for button in _buttons_of(event))


def said_exactly(text: str, shown: tuple[Shown, ...]) -> Outright | None:
    """The button whose title, or a phrase written for it, the message is; None when two different ones are."""
    if len(text) > _LONGEST:
        return None
    plain = plain_words(text)
    titled = _only(button.meaning for button in shown if plain and button.title == plain)
    return titled or _phrased(text, shown, read_ways())


def said_loosely(text: str, shown: tuple[Shown, ...]) -> Outright | None:
    """The button that the message says otherwise; for a message without danger only."""
    if len(text) > _LONGEST:
        return None
    ways, plain = read_ways(), plain_words(text)
    offered = tuple(button for button in shown if button.meaning.intent not in _TAKES_BACK)
    framed = _only(button.meaning for button in offered if _is_framed(plain, button.title, ways))
    return framed or _only(_partly_said(plain, offered, ways))


@cache
def read_ways(file: Path = FILE) -> Ways:
    """The file of ways; a wrong one stops the start."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    small, negations = frozenset(written["small_words"].split()), frozenset(written["negations"].split())
    return Ways(written["opening"], written["closing"], small, negations, phrases_of(written))


def _buttons_of(event: BotUttered) -> Iterable[Shown]:
    custom: Mapping[str, Any] = event.data.get("custom") or {}
    for button in (custom.get("message") or {}).get("buttons") or ():
        try:
            turn = pressed(_ANY_CONVERSATION, button["payload"])
        except BadTurnError:
            continue  # no button leads to a deposit
        yield Shown(plain_words(button["title"]), Outright(turn.intent or "", dict(turn.entities)))


def _is_framed(plain: str, title: str, ways: Ways) -> bool:
    around = f"(?:(?:{ways.opening}) )*{re.escape(title)}(?: (?:{ways.closing}))*"
    return bool(title) and re.fullmatch(around, plain) is not None


def _phrased(text: str, shown: tuple[Shown, ...], ways: Ways) -> Outright | None:
    offered = {button.meaning.intent for button in shown}
    phrase = heard(text, tuple(each for each in ways.phrases if each.intent in offered))
    return _only(button.meaning for button in shown if phrase and button.meaning.intent == phrase.intent)


def _partly_said(plain: str, shown: Iterable[Shown], ways: Ways) -> Iterable[Outright]:
    said = [word for word in plain.split() if word not in ways.small_words]
    denied = ways.negations.intersection(said)
    for button in shown:
        telling = [word for word in button.title.split() if word not in ways.small_words]
        named = next((word for word in telling if word not in ways.negations), None)
        if not button.tells_nothing or named is None or denied != ways.negations.intersection(telling):
            continue
        if any(_is_short_for(word, named) for word in said) and all(_is_in(word, telling) for word in said):
            yield button.meaning


def _is_in(word: str, telling: Iterable[str]) -> bool:
    return any(_is_short_for(word, each) for each in telling)


def _is_short_for(word: str, whole: str) -> bool:
    return word == whole or (len(word) >= _SHORTENED and whole.startswith(word))


def _only(found: Iterable[Outright]) -> Outright | None:
    different: list[Outright] = []
    for each in found:
        different += [] if each in different else [each]
    return different[0] if len(different) == 1 else None
