"""What the project says, row by row, as the workbook shows it. Each row has a key that finds its sentence again, and knows if it was changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from content.check.lines import Way
from content.check.place import Place
from content.sheets.examples import Example, examples
from content.sheets.scalars import Scalar, scalars
from content.sheets.texts import texts
from facts.helplines import Helpline, helplines_of
from facts.holidays import PublicHolidays
from facts.paris import PARIS
from facts.phrases import say_hours

KEY_SIGNS = 12  # of a fingerprint: enough that two sentences of one scene never share it


@dataclass(frozen=True)
class Sentence:
    """One variation of one scene. `same_as` is the key of the sentence that it repeats (`*name` in the file), maybe none."""

    file: str
    scene: str
    variation: int
    conditions: str
    text: str
    buttons: str
    way: Way
    same_as: str | None = None

    @property
    def key(self) -> str:
        return f"{self.file}|{self.scene}|{self.variation}|{fingerprint(self.text)}"


@dataclass(frozen=True)
class Saying:
    """One way of saying; `nth` tells apart the same sentence written twice under one situation of one file."""

    file: str
    example: Example
    nth: int

    @property
    def key(self) -> str:
        return f"{self.file}|{self.example.intent}|{self.nth}|{fingerprint(self.example.text)}"


@dataclass(frozen=True)
class Line:
    """A helpline as it is shown: to read, never to change here."""

    cells: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.cells[0]}|{fingerprint('|'.join(self.cells))}"


def fingerprint(text: str) -> str:
    """The same for the same text only."""
    return sha256(text.encode()).hexdigest()[:KEY_SIGNS]


def text_of(path: Path) -> str:
    """The file with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def sentences(place: Place) -> Iterator[Sentence]:
    """Every variation of every scene, file after file."""
    for path in place.responses:
        text = text_of(path)
        content = yaml.safe_load(text)
        responses = content.get("responses") if isinstance(content, dict) else None
        if isinstance(responses, dict):
            yield from _of_file(place.name(path), responses, scalars(text))


def _of_file(file: str, responses: Mapping[str, Any], known: Mapping[Way, Scalar]) -> Iterator[Sentence]:
    """Of what is no variation with a text there is nothing to show: the check says it."""
    keys: dict[Way, str] = {}
    for scene, variations in responses.items():
        for number, variation in enumerate(variations if isinstance(variations, list) else (), start=1):
            way: Way = ("responses", scene, number - 1, "text")
            if (scalar := known.get(way)) is None:
                continue
            shown = Sentence(file, scene, number, _conditions(variation), scalar.value, _buttons(variation), way)
            keys[way] = shown.key
            yield shown if scalar.same_as is None else Sentence(**{**vars(shown), "same_as": keys[scalar.same_as]})


def _conditions(variation: Mapping[str, Any]) -> str:
    """For whom, as an editor says it: « primaire ; auteur »."""
    words = texts()["conditions"]
    said = [(each["name"], str(each["value"])) for each in variation.get("condition") or ()]
    return " ; ".join(words.get(f"{name}={value}", f"{name} = {value}") for name, value in said) or words["anybody"]


def _buttons(variation: Mapping[str, Any]) -> str:
    return "\n".join(f"[{button['title']}]" for button in variation.get("buttons") or ())


def sayings(place: Place) -> Iterator[Saying]:
    """Every way of saying, file after file."""
    for path in place.examples:
        seen: Counter[tuple[str, str]] = Counter()
        for example in examples(text_of(path)):
            seen[example.intent, example.text] += 1
            yield Saying(place.name(path), example, seen[example.intent, example.text])


def lines(place: Place) -> Iterator[Line]:
    """Every helpline: its number, its hours and the dates of its verification."""
    written = yaml.safe_load((place.root / "data" / "facts" / "helplines.yml").read_text(encoding="utf-8"))
    at = datetime.combine(place.today, time(12), PARIS)
    for line in helplines_of(written, PublicHolidays.none()).lines.values():
        yield Line(_cells(line, at))


def _cells(line: Helpline, at: datetime) -> tuple[str, ...]:
    dates = (line.verified_on.isoformat(), line.valid_until.isoformat())
    return (line.id, line.number, line.name, say_hours(line.schedule, at), line.cost, *dates, "\n".join(line.sources))
