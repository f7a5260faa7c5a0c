"""Who writes: a pupil, unless an adult says so; a parent and a member of staff have their own path (`bot.saying.adult_path`), never the child's.

Known from the page (`profile` at the start) or from what is written, by lists alone (`bot/hearing/adults.yml`): nothing learnt, nothing guessed.
In doubt, a pupil: a child spoken to as an adult would lose their own answer. « Je suis élève », pressed or written, takes it back at once, and so
does whatever only a pupil says (my teacher, my mother, my class); after it, speaking of a child is not enough, one must say who one is.
Danger is looked for in every message, whoever writes (R12, R34); what was read of a message is kept nowhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from rasa.shared.core.events import UserUttered

from bot.nlu.french.characters import plain_words

FILE = Path(__file__).with_name("adults.yml")
PARENT, STAFF, PUPIL = PROFILES = ("parent", "personnel", "eleve")
FROM_THE_PAGE, TAKEN_BACK = "profile", "je_suis_eleve"
_READ = 1000  # characters: who writes shows in the beginning
_OTHERS_WORDS = re.compile(r"«[^«»]{0,400}»|“[^“”]{0,400}”|\"[^\"]{0,400}\"")


@dataclass(frozen=True)
class Adults:
    """The lists, ready to be searched for."""

    surely: Mapping[str, re.Pattern[str]]
    likely: Mapping[str, re.Pattern[str]]
    hints: re.Pattern[str]
    pupil: re.Pattern[str]
    relatives: re.Pattern[str]
    unsure: re.Pattern[str]
    quoted: re.Pattern[str]
    takes_back: re.Pattern[str]
    introduction: re.Pattern[str]


def adult_of(said: Iterable[UserUttered]) -> str | None:
    """The adult who writes these messages, `parent` or `personnel`; None for a pupil."""
    return who_talks(said)[0]


def who_talks(said: Iterable[UserUttered]) -> tuple[str | None, bool]:
    """The adult, if any; and whether the last message gave back a pupil who had been taken for one."""
    adult, before, contradicted = None, None, False
    for message in said:
        before, pressed = adult, message.intent_name == TAKEN_BACK
        contradicted = contradicted or pressed
        found = PUPIL if pressed else _told_by(message, adult, only_surely=contradicted)
        adult = None if found == PUPIL else found or adult
    return adult, before is not None and adult is None


def who_writes(text: str) -> str | None:
    """What this one message says of its author: `parent`, `personnel`, `eleve`; None when it says nothing."""
    return _who(text)


def _told_by(message: UserUttered, adult: str | None, *, only_surely: bool) -> str | None:
    text = message.text or ""
    if named := _named_by_the_page(message):
        return named
    # A pupil who says nothing that an adult would say: no need to read on.
    is_silent = adult is None and not read_adults().hints.search(text.lower())
    return None if is_silent else _who(text, only_surely=only_surely)


def _named_by_the_page(message: UserUttered) -> str | None:
    named = [each.get("value") for each in message.entities if each.get("entity") == FROM_THE_PAGE]
    return next((str(value) for value in named if value in (PARENT, STAFF)), None)


def _who(text: str, *, only_surely: bool = False) -> str | None:
    if text.startswith("/"):
        return None
    known, plain = read_adults(), f" {plain_words(_OTHERS_WORDS.sub(' ', text[:_READ]))} "
    if known.takes_back.search(plain) or known.pupil.search(plain):
        return PUPIL
    if sure := _first(known.surely, plain):
        return None if known.quoted.search(plain) else sure
    likely = _first(known.likely, plain)
    if likely is None:
        return PUPIL if known.relatives.search(plain) else None
    in_doubt = only_surely or any(each.search(plain) for each in (known.quoted, known.relatives, known.unsure))
    return None if in_doubt else likely


def _first(lists: Mapping[str, re.Pattern[str]], plain: str) -> str | None:
    return next((who for who, pattern in lists.items() if pattern.search(plain)), None)


@cache
def read_adults(file: Path = FILE) -> Adults:
    """The lists, with their names filled in."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    names: Mapping[str, str] = written["names"]
    return Adults(
        surely={who: _any(each, names) for who, each in written["surely"].items()},
        likely={who: _any(each, names) for who, each in written["likely"].items()},
        hints=re.compile(written["hints"]),
        introduction=re.compile(written["introduction"], re.IGNORECASE),
        **{name: _any(written[name], names) for name in ("pupil", "relatives", "unsure", "quoted", "takes_back")},
    )


def _any(patterns: Iterable[str], names: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_filled(each, names)})" for each in patterns))


def _filled(pattern: str, names: Mapping[str, str]) -> str:
    for name, words in names.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{words})")
    return pattern
