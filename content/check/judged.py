"""What a pupil reads, as it is read at each level and each kind of hour, before the judges of the rules (`content.judging`).

Breaches that were there when the judges came are known (`content/known_breaches.yml`): they are remarks to look at, not errors.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from content.check.place import Place
from content.check.remarks import Remark
from content.judging import JUDGES, Judge
from content.readings_elsewhere import everything_else
from content.replies import Reading, scenes
from facts.errors import FactError

_KNOWN = Path(__file__).resolve().parents[1] / "known_breaches.yml"
_RULES = (
    Path(__file__).resolve().parents[2] / "docs" / "fr" / "regles.md"
)  # as the judges: of this code, whatever folder is read
_RULE = re.compile(r"^\| (R\d\d) \| (.+?) \| .+? \|$", re.MULTILINE)
_START = 24


def check(place: Place) -> Iterator[Remark]:
    """Each word at fault once, with the rule in the editor's language."""
    asked = dict(_RULE.findall(_RULES.read_text(encoding="utf-8")))
    known: dict[str, Any] = yaml.safe_load(_KNOWN.read_text(encoding="utf-8")) or {}
    folder = place.root / "data" / "responses"
    texts = {path.name: path.read_text(encoding="utf-8").splitlines() for path in place.responses}
    try:
        readings = (*scenes(folder), *everything_else(folder))
    except FactError:
        yield Remark("data/facts/helplines.yml", 1, "judged_not")
        return
    said: set[tuple[str, str, str]] = set()
    for reading in readings:
        for judge in (each for each in JUDGES if each.hears(reading)):
            for words in judge.find(reading):
                if (str(judge), reading.file, words) not in said:
                    said.add((str(judge), reading.file, words))
                    yield _remark(reading, judge, words, texts.get(reading.file, []), asked, known)


def _remark(
    reading: Reading, judge: Judge, words: str, lines: list[str], asked: dict[str, str], known: dict[str, Any]
) -> Remark:
    is_known = reading.file in (known.get(str(judge)) or {})
    code = "judged_known" if is_known else "judged"
    facts = {"rule": judge.rule, "asked": asked.get(judge.rule, ""), "words": words, "scene": reading.label}
    return Remark(f"data/responses/{reading.file}", _line_of(lines, reading.label, words), code, facts)


def _line_of(lines: list[str], label: str, words: str) -> int:
    """Where the words stand in the file; otherwise where their scene begins."""
    name = label.partition("[")[0]
    begins = next((number for number, line in enumerate(lines, start=1) if line.strip().startswith(f"{name}:")), 1)
    start = words[:_START]
    return next((number for number, line in enumerate(lines, start=1) if number >= begins and start in line), begins)
