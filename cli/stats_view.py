"""The figures as they are read, the same in the terminal and on the page: sections, rows, French names. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from facts.helplines import load_helplines
from tallies.places import UNKNOWN, places
from tallies.publishing import THRESHOLD, Shown
from tallies.reading import Figures
from tallies.terms import Term

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("stats.fr.yml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Section:
    """One thing counted in one term. `rows`: only numbers that may be seen; `hidden` says how many are not, empty when none is."""

    title: str
    rows: tuple[tuple[str, int], ...]
    hidden: str
    total: int | None

    @property
    def is_empty(self) -> bool:
        """Whether there is no number to see."""
        return not self.rows and self.total is None

    def share(self, count: int) -> float:
        """How long its bar is, from 0 to 1: the longest is the largest département."""
        return count / max(count for _, count in self.rows)


@dataclass(frozen=True)
class TermView:
    """One term, with the helplines that were shown too seldom to be counted one by one."""

    title: str
    sections: tuple[Section, ...]
    rare_lines: str


def views(found: tuple[Figures, ...]) -> tuple[TermView, ...]:
    """What is read of each term."""
    return tuple(_view(each) for each in found)


def about() -> tuple[str, ...]:
    """What must be known to read the numbers."""
    return tuple(sentence.format(threshold=THRESHOLD) for sentence in TEXTS["about"])


def _view(found: Figures) -> TermView:
    counted = [_section(TEXTS["sections"][what], shown) for what, shown in found.counted.items()]
    seen = {line: shown for line, shown in found.helplines.items() if not shown.is_empty}
    lines = [_section(TEXTS["sections"]["line"].format(name=_name(line)), shown) for line, shown in seen.items()]
    rare = " ; ".join(_name(line) for line in found.helplines if line not in seen)
    return TermView(term_title(found.term), (*counted, *lines), TEXTS["rare_lines"].format(names=rare) if rare else "")


def _section(title: str, shown: Shown) -> Section:
    rows = tuple((_place(code), count) for code, count in shown.cells.items() if count is not None)
    return Section(title, rows, "".join(_hidden(len(shown.cells) - len(rows))), shown.total)


def _hidden(count: int) -> Iterator[str]:
    if count:
        yield TEXTS["hidden_one"] if count == 1 else TEXTS["hidden_many"].format(count=count)


def term_title(term: Term) -> str:
    """« Premier trimestre 2026-2027 »."""
    number = TEXTS["numbers"][term.number]
    return str(TEXTS["term"].format(number=number, year=term.year, next=term.year + 1))


def _place(code: str) -> str:
    name = places()[code]
    return name if code == UNKNOWN else str(TEXTS["place"].format(name=name, code=code))


def _name(line: str) -> str:
    known = load_helplines().lines.get(line)
    return known.name if known else line
