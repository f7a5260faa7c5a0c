"""The checkable rules of reference/safeguarding.md C.2 that concern words, each as a question put to one reading: what breaks it here?

A judge answers with the words at fault, nothing when the rule is kept. Patterns are data: data/facts/forbidden_words.yml (schools' own
words are held to it too) and plain_words.yml beside this file.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from content.catalogue import OLDER_WORDS, PRIMARY_WORDS, words
from content.reading_level.ease import ease
from content.reading_level.thresholds import MEASURED_WORDS, least_ease
from content.readings_elsewhere import LOCAL_CARD, TO_PUPILS
from content.replies import ADDED, PRIMARY, Reading
from facts.helplines import load_helplines
from facts.phrases import load_phrases
from facts.reading import read

MOST_WORDS, MOST_ADDED_WORDS = 60, 35
DELAY = load_phrases()["school"]["delay"].split("{")[0]
OUR_KEYS = load_phrases()["exit"]["keys"]
HERE = Path(__file__).parent
NOTICE = "tes_mots.yml"  # its durations are those of the code (tests/consistency/test_papers.py), its lines are facts (test_notice_on_paper.py)
PLAIN_WORDS: list[dict[str, Any]] = yaml.safe_load((HERE / "plain_words.yml").read_text(encoding="utf-8"))
FIGURES = re.compile(r"(?<![^\W\d_])\d+(?![^\W\d_])")  # not the 3 and the 7 of Arabic in Latin letters
HOUR = re.compile(r"\b\d{1,2} h( \d{2})?\b")
CLOSES = r"\b3018\b|0 800 235 236|116 006|(?<!extérieur à l')(?<!hors de l')\bécole\b"
ALWAYS = r"jour et nuit|24 ?h|tout le temps|à toute heure"
NAMES_A_LINE = r"\b(119|3018|3114|116 006|MaSécurité)\b"
OF_SCENES = (
    "feelings",
    "error",
    "means",
)  # a page may speak of a window that opens, or of an ENT that did not understand us
TOLD = ("disclosure", "author", "danger")


@dataclass(frozen=True)
class Judge:
    """One rule: `code` names it among those of the same rule, `hears` says which readings it is about."""

    rule: str
    code: str
    hears: Callable[[Reading], bool]
    find: Callable[[Reading], list[str]]

    def __str__(self) -> str:
        return f"{self.rule}-{self.code}"


def _all(reading: Reading) -> bool:
    return reading.kind != "foreign"


def _told(reading: Reading) -> bool:
    return reading.kind in TOLD


def _message(reading: Reading) -> bool:
    return reading.kind not in ("card", "page", "foreign")


SCOPES: dict[str, Callable[[Reading], bool]] = {
    "all": _all,
    "told": _told,
    "victim": lambda reading: reading.kind in ("disclosure", "danger"),
    "primary": lambda reading: reading.level == PRIMARY and _message(reading),
    "not_information": lambda reading: reading.kind not in ("information", "card", "foreign"),
    "not_cards": lambda reading: reading.kind not in ("card", "foreign"),
}


def _pattern(pattern: str, *, quoted: bool = True) -> Callable[[Reading], list[str]]:
    compiled = re.compile(pattern, re.IGNORECASE)

    def find(reading: Reading) -> list[str]:
        read_ = reading.sentences if quoted else reading.own_sentences
        return [each for each in (*read_, *reading.titles) if compiled.search(each.replace(OUR_KEYS, ""))]

    return find


def long_sentences(reading: Reading) -> list[str]:
    most = PRIMARY_WORDS if reading.level == PRIMARY else OLDER_WORDS
    return [sentence for sentence in reading.sentences if words(sentence) > most]


def long_message(reading: Reading) -> list[str]:
    """Of all the bubbles of a message together; the delay that a school has chosen to promise is its own addition."""
    most = MOST_ADDED_WORDS if any(name in reading.label for name in ADDED) else MOST_WORDS
    said = sum(words(sentence) for sentence in reading.sentences if not sentence.startswith(DELAY))
    return [f"{said} words: {reading.label}"] if said > most else []


def questions(reading: Reading) -> list[str]:
    """More than one, or any where none is asked: of somebody in danger, and in what is added under an answer."""
    asked = [each for each in reading.own_sentences if "?" in each]
    silent = (
        reading.kind == "danger" or "utter_suicide" in reading.label or any(name in reading.label for name in ADDED)
    )
    return asked if silent or len(asked) > 1 else []


def unknown_numbers(reading: Reading) -> list[str]:
    """Figures that are neither an hour nor a line that a pupil may be sent to; the 3020 only where the truth about it is told."""
    known = load_helplines()
    allowed = [line.number for line in known.lines.values() if line.shown in TO_PUPILS]
    if "numero_3020" in reading.label:
        allowed.append(known.superseded["3020"].number)
    return [each for each in (*reading.sentences, *reading.titles) if FIGURES.search(_without(allowed, each))]


def _without(numbers: list[str], sentence: str) -> str:
    left = HOUR.sub("", sentence)
    for number in sorted(numbers, key=len, reverse=True):
        left = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", "", left)
    return left


def never_closed(reading: Reading) -> list[str]:
    clauses = [clause for sentence in reading.sentences for clause in re.split(r"[,;:]", sentence)]
    return [each for each in clauses if re.search(CLOSES, each) and re.search(ALWAYS, each, re.IGNORECASE)]


def confidential(reading: Reading) -> list[str]:
    return [each for each in reading.sentences if "confidenti" in each.lower() and not re.search(NAMES_A_LINE, each)]


def anonymous(reading: Reading) -> list[str]:
    return [each for each in reading.sentences if "anonym" in each.lower() and "3018" not in each]


def said_twice(reading: Reading) -> list[str]:
    return [sentence for sentence, times in Counter(reading.sentences).items() if times > 1]


def hard_to_read(reading: Reading) -> list[str]:
    """Below the ease of docs/fr/lisibilite.md; of a handful of words the measure says nothing."""
    if sum(map(words, reading.sentences)) < MEASURED_WORDS:
        return []
    found = ease(reading.sentences)
    return [f"{found:.0f}: {reading.label}"] if found < least_ease(reading.level, reading.kind) else []


def _written() -> Iterator[Judge]:
    for each in read("forbidden_words")["everywhere"]:
        hears = _message if each["code"] in OF_SCENES else _all
        yield Judge(each["rule"][:3], each["code"], hears, _pattern(each["pattern"]))
    for each in read("forbidden_words")["in_a_disclosure"]:
        yield Judge("R23", each["code"], lambda reading: reading.kind in (*TOLD, "talk"), _pattern(each["pattern"]))
    for each in PLAIN_WORDS:
        yield Judge(
            each["rule"], each["code"], SCOPES[each["in"]], _pattern(each["pattern"], quoted=each.get("quoted", True))
        )


JUDGES = (
    *_written(),
    Judge("R06", "anonymous", _message, anonymous),
    Judge("R03", "confidential", _message, confidential),
    Judge("R07", "never_closed", _all, never_closed),
    Judge("R20", "questions", _message, questions),
    Judge(
        "R24",
        "unknown_numbers",
        lambda reading: reading.label != LOCAL_CARD and reading.file != NOTICE,
        unknown_numbers,
    ),
    Judge("R60", "long_sentences", SCOPES["not_cards"], long_sentences),
    Judge("R60", "long_message", _message, long_message),
    Judge("R60", "hard_to_read", _message, hard_to_read),
    Judge("R60", "said_twice", SCOPES["not_cards"], said_twice),
)
