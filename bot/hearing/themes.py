"""What a message speaks of beside its situation: hazing, pregnancy, a club, a children's home… (safeguarding.md B.20).

Words alone tell it (`themes.yml`): the trained understanding answers with one of its situations, and a theme says what else is owed.
* Under the answer to a story, `utter_theme__<theme>`, where it makes sense there.
* Where the answer would be beside the point (a fear of being pregnant taken for a violence, a club for a school), or where nothing was
  understood at all, the whole reply is `utter_scene__<theme>`.
* A danger keeps its own card, always (R34): this is looked at for what is told at urgency 1 and for talk only.

Measured on 2026-11-22 on the 22,948 lines of data/nlu: 477 of 14,602 stories get a bubble; of those read (all but about a hundred of
sport), a dozen are beside the point, mostly a club that is only the setting. 9 stories give place to a scene, rightly. 21 of 8,346
harmless lines would get a scene if they were not understood (a coach who shouts and is liked). Own sentences: 119 of 132 found.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.hearing.word_lists import compiled, plain, read_file

FILE = Path(__file__).with_name("themes.yml")
_NOTHING: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True)
class Theme:
    """One theme. `where`: the situations under whose answer its words belong, empty for all; `instead_of`: those it replaces."""

    name: str
    said: re.Pattern[str]
    alone: re.Pattern[str]
    unless: re.Pattern[str]
    stays: re.Pattern[str]
    where: frozenset[str]
    instead_of: frozenset[str]


@dataclass(frozen=True)
class Heard:
    """The themes of one message, in the list's order: all; those that tell something by themselves; by situation, whose words replace its."""

    said: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


NO_THEME = Heard()


def themes_of(text: str) -> Heard:
    """The themes that the words of a message tell."""
    words = plain(text)
    found = [theme for theme in read_themes().values() if _is_in(theme, words)]
    alone = tuple(theme.name for theme in found if theme.alone.search(words))
    instead = tuple(theme.name for theme in found if not theme.stays.search(words))
    return Heard(tuple(theme.name for theme in found), alone, instead) if found else NO_THEME


def belonging(heard: Heard, situation: str | None) -> tuple[str, ...]:
    """Those whose words belong under the answer to this situation."""
    known = read_themes()
    return tuple(name for name in heard.said if not known[name].where or situation in known[name].where)


def taking_the_place(heard: Heard, situation: str | None) -> str | None:
    """The theme whose scene fits better than that of the situation, if any."""
    known = read_themes()
    return next((name for name in heard.instead if situation in known[name].instead_of), None)


@cache
def read_themes(file: Path = FILE) -> Mapping[str, Theme]:
    """The lists, by theme; a wrong one raises LexiconError."""
    written = read_file(file)
    return {name: _theme(name, lists, written["names"]) for name, lists in written["themes"].items()}


def _theme(name: str, lists: Mapping[str, list[str]], names: Mapping[str, str]) -> Theme:
    kinds = ("said", "alone", "unless", "stays")
    found = compiled({kind: lists.get(kind, []) for kind in kinds}, names)
    said, alone, unless, stays = (found.get(kind, _NOTHING) for kind in kinds)
    where, instead_of = frozenset(lists.get("where", ())), frozenset(lists.get("instead_of", ()))
    return Theme(name, said, alone, unless, stays, where, instead_of)


def _is_in(theme: Theme, words: str) -> bool:
    return bool(theme.said.search(words) or theme.alone.search(words)) and not theme.unless.search(words)
