"""The comparison as one page that needs nothing else: no script, no network, no other file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content.compare.changes import BETTER, NOTHING, OTHER, SAME, WORSE, Group, changes, confusion, groups
from content.gate.hearing import Heard
from content.gate.intervals import Estimate
from content.gate.judging import SHARES, Judgement, judge
from content.gate.sentences import GateSet
from content.gate.words import danger_name, danger_names, flag_names, percent, reason_line

_HERE = Path(__file__).parent
TEXTS: dict[str, Any] = yaml.safe_load((_HERE / "compare.fr.yml").read_text(encoding="utf-8"))
KINDS = (WORSE, BETTER, OTHER, SAME)
SHADES = 4
_LETTERS_OF_SHA = 12


@dataclass(frozen=True)
class Model:
    """What is said of a model: its file's name, and its checksum."""

    name: str
    sha256: str

    def __str__(self) -> str:
        return str(TEXTS["model"]).format(name=self.name, sha=self.sha256[:_LETTERS_OF_SHA])


@dataclass(frozen=True)
class Cell:
    """One cell of the confusion picture; `shade` from 0 (none) to `SHADES` (all of the row), `change` empty when there is none."""

    count: int
    change: str
    shade: int


@dataclass(frozen=True)
class Comparison:
    """Everything the page and the terminal show."""

    models: tuple[Model, Model]
    groups: tuple[Group, ...]
    judgement: Judgement
    columns: tuple[str, ...]
    confusion: Mapping[str, tuple[Cell, ...]]

    def count(self, kind: str) -> int:
        """How many sentences are of that kind."""
        return sum(group.count(kind) for group in self.groups)

    @property
    def plainly(self) -> str:
        """What happened, in one sentence."""
        worse, better, other = (bool(self.count(kind)) for kind in (WORSE, BETTER, OTHER))
        name = "both" if worse and better else "only_worse" if worse else "only_better" if better else ""
        return str(TEXTS["plain"][name or ("only_other" if other else "nothing")])


def compare(gate_set: GateSet, models: tuple[Model, Model], old: Sequence[Heard], new: Sequence[Heard]) -> Comparison:
    """`old`, `new`: what each model heard, in the order of the set."""
    before, after = confusion(gate_set.sentences, old), confusion(gate_set.sentences, new)
    understood = {name for row in (*before.values(), *after.values()) for name in row}
    columns = tuple(sorted(understood, key=_rank))
    rows = {
        danger: tuple(_cell(after[danger][name], before[danger][name], after[danger].total()) for name in columns)
        for danger in sorted(after, key=_rank)
    }
    found = groups(changes(gate_set, old, new), danger_names())
    return Comparison(models, tuple(found), judge(gate_set, new, old), columns, rows)


def html(comparison: Comparison, at: str) -> str:
    """The page; `at`: when it was made, as it is read."""
    loader = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    loader.globals.update(
        texts=TEXTS, kinds=KINDS, name=_name, said=said, interval=interval, reason=reason_line, percent=percent
    )
    return loader.get_template("page.html").render(it=comparison, at=at, bars=list(_bars(comparison.judgement)))


def said(heard: Heard) -> str:
    """What a model understood, in one line."""
    if heard.failed:
        return str(TEXTS["broken"])
    flags = flag_names(heard.flags)
    return str(TEXTS["understood"]).format(
        situation=danger_name(heard.situation).lower(),
        urgency=heard.urgency,
        routes=", ".join(TEXTS["routes"].get(route, route) for route in heard.routes),
        confidence=f"{100 * heard.confidence:.0f}\u00a0%",
    ) + (f" ; {flags}" if flags else "")


def interval(share: Estimate) -> str:
    """A share with its bounds."""
    return str(TEXTS["interval"]).format(value=percent(share.value), low=percent(share.low), high=percent(share.high))


@dataclass(frozen=True)
class Bar:
    """One line of the picture of shares."""

    name: str
    side: str
    share: Estimate


def _bars(judgement: Judgement) -> Iterator[Bar]:
    for name in SHARES:
        yield Bar(name, "old", judgement.before[name])
        yield Bar(name, "new", judgement.shares[name])


def _cell(after: int, before: int, total: int) -> Cell:
    shade = 0 if not after else min(SHADES, 1 + int(SHADES * after / total))
    return Cell(after, f"{after - before:+d}" if after != before else "", shade)


def _name(danger: str) -> str:
    return str(TEXTS["nothing"]) if danger == NOTHING else danger_name(danger)


def _rank(name: str) -> tuple[int, str]:
    known = danger_names()
    return (known.index(name) if name in known else len(known), name)
