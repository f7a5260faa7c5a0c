"""The fixed set that a model is tried on: `data/gate/*.yml`, never learnt. Its form is told in data/gate/LISEZMOI.md."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from facts.orientation import is_situation

FORMS = ("simple", "faute", "sms", "emoji", "verlan", "negation", "citation", "detour", "temoin", "petit")
ANY, QUIET = "any", "calme"
FLAGS = ("no_voice", "perp_reads", "shared_device", "perp_in_school", "menace_attaque", "suicide_act", "fear_report")
FLOORS = ("heard", "right", "quiet")
_FLOORS_FILE = "floors.yml"
_KEYS = frozenset({"text", "form", "urgency", "also", "must", "known_miss", "flags"})
_CONCERNED, _IMMEDIATE = 1, 2


class BadSetError(Exception):
    """The set cannot be used: `file`, `number` of the sentence in it (from 1; 0: the file), and `code`, a sentence of gate.fr.yml."""

    def __init__(self, file: str, number: int, code: str) -> None:
        super().__init__(f"{file}:{number}:{code}")
        self.file, self.number, self.code = file, number, code


@dataclass(frozen=True)
class Sentence:
    """What a pupil writes. `situations`: those that are right, empty when any danger is. `urgency`: at least; 0: nothing must be seen.

    `danger` is the group it is counted in: the name of its file, `QUIET` for those that must stay calm. `known_miss`: no model hears it
    yet, and somebody has seen that. `flags`: what changes how the pupil is answered, of `FLAGS`.
    """

    text: str
    danger: str
    form: str
    situations: frozenset[str] = frozenset()
    urgency: int = _CONCERNED
    must: bool = False
    known_miss: bool = False
    flags: frozenset[str] = frozenset()

    @property
    def is_quiet(self) -> bool:
        """Whether nobody is in danger in it."""
        return self.urgency == 0


@dataclass(frozen=True)
class GateSet:
    """Everything a model is tried on; `sha256` changes with any byte of it."""

    sentences: tuple[Sentence, ...]
    floors: dict[str, float]
    sha256: str


def read_set(folder: Path) -> GateSet:
    """Read it.

    Raises:
        BadSetError: something in it is not as LISEZMOI.md says, or two sentences are one.
    """
    digest, sentences = hashlib.sha256(), list[Sentence]()
    for path in sorted(folder.glob("*.yml")):
        written = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + written + b"\0")
        if path.name != _FLOORS_FILE:
            sentences += _of_file(path.name, _yaml(path.name, written))
    if not sentences:
        raise BadSetError(str(folder), 0, "no_set")
    _refuse_twice(sentences)
    return GateSet(tuple(sentences), _floors(folder / _FLOORS_FILE), digest.hexdigest())


def _yaml(name: str, written: bytes) -> dict[str, Any]:
    try:
        read = yaml.safe_load(written.decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadSetError(name, 0, "unreadable") from error
    if not isinstance(read, dict):
        raise BadSetError(name, 0, "unreadable")
    return read


def _of_file(name: str, content: dict[str, Any]) -> Iterator[Sentence]:
    is_quiet, situation = content.get("quiet") is True, str(content.get("situation"))
    if not is_quiet and not _is_danger(situation):
        raise BadSetError(name, 0, "situation")
    lines = content.get("sentences")
    if not isinstance(lines, list) or not lines:
        raise BadSetError(name, 0, "unreadable")
    for number, line in enumerate(lines, start=1):
        code = _wrong(line, quiet=is_quiet)
        if code:
            raise BadSetError(name, number, code)
        yield _sentence(line, situation, quiet=is_quiet, danger=name.removesuffix(".yml"))


def _is_danger(situation: Any) -> bool:
    return situation == ANY or (isinstance(situation, str) and is_situation(situation))


def _wrong(line: Any, *, quiet: bool) -> str:
    """The code of what is wrong in a line; empty when nothing is."""
    if not isinstance(line, dict) or not isinstance(line.get("text"), str) or not line["text"].strip():
        return "no_text"
    if set(line) - _KEYS or (quiet and set(line) - {"text", "form"}):
        return "key"
    if line.get("form") not in FORMS:
        return "form"
    marks = (line.get(mark, False) for mark in ("must", "known_miss"))
    if line.get("urgency", _CONCERNED) not in (_CONCERNED, _IMMEDIATE) or not all(
        isinstance(mark, bool) for mark in marks
    ):
        return "value"
    if not isinstance(line.get("flags", []), list) or not all(flag in FLAGS for flag in line.get("flags", [])):
        return "flag"
    also = line.get("also", [])
    return "" if also == ANY or (isinstance(also, list) and all(map(_is_danger, also))) else "situation"


def _sentence(line: dict[str, Any], situation: str, *, quiet: bool, danger: str) -> Sentence:
    text, form = line["text"], line["form"]
    if quiet:
        return Sentence(text, QUIET, form, urgency=0)
    also, urgency = line.get("also", []), line.get("urgency", _CONCERNED)
    wanted = frozenset[str]() if ANY in (situation, also) else frozenset({situation, *also})
    marks = (line.get("must", False), line.get("known_miss", False), frozenset(line.get("flags", [])))
    return Sentence(text, danger, form, wanted, urgency, *marks)


def _refuse_twice(sentences: list[Sentence]) -> None:
    seen = set[str]()
    for sentence in sentences:
        folded = " ".join(sentence.text.casefold().split())
        if folded in seen:
            raise BadSetError(sentence.danger, 0, "twice")
        seen.add(folded)


def _floors(path: Path) -> dict[str, float]:
    read = _yaml(path.name, path.read_bytes()) if path.is_file() else {}
    if set(read) != set(FLOORS) or not all(isinstance(floor, float) and 0 <= floor <= 1 for floor in read.values()):
        raise BadSetError(path.name, 0, "floors")
    return read
