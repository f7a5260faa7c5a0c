"""From a finding to French; every word is in data/responses/administration_check.yml, or in administration_check_page.yml where the page
of the administrator says it otherwise than the command."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from administration.check.findings import LEVELS, UNVERIFIED, Finding, Level, Report

Place = Literal["command", "page"]
_FOLDER = Path(__file__).parents[2] / "data" / "responses"


@dataclass(frozen=True)
class Saying:
    """What is found, and what to do about it, in order; `codes` are the findings behind it."""

    level: Level
    says: str
    do: tuple[str, ...]
    codes: tuple[str, ...]


@cache
def texts() -> Mapping[str, Any]:
    """The whole block `check:`."""
    return _read("administration_check.yml", "check")


@cache
def page_texts() -> Mapping[str, Mapping[str, Any]]:
    """What the page says otherwise: `findings` and `why`, by the same keys."""
    return _read("administration_check_page.yml", "check_page")


def worst_of(report: Report) -> Level:
    """The level that decides the verdict."""
    return next((level for level in LEVELS if report.of(level)), "ok")


def summary(report: Report) -> str:
    """The verdict in one line."""
    counts = {level: str(len(report.of(level))) for level in LEVELS}
    return str(texts()["summary"][worst_of(report)]).format(**counts)


def sayings(report: Report, level: Level, place: Place = "command") -> Iterator[Saying]:
    """What to say at that level; the questions left open for one same reason are said together."""
    if level == "unknown":
        yield from _open_questions(report, place)
        return
    for finding in report.of(level):
        written = _written("findings", finding.code, place)
        values = {**texts()["menus"], **finding.values}
        do = tuple(str(step).format(**values) for step in written.get("do", ()))
        yield Saying(level, str(written["says"]).format(**values), do, (finding.code,))


def _open_questions(report: Report, place: Place) -> Iterator[Saying]:
    by_reason: dict[str, list[Finding]] = {}
    for finding in report.of("unknown"):
        by_reason.setdefault(finding.values["why"], []).append(finding)
    for why, findings in by_reason.items():
        written = _written("why", why, place)
        named = [str(texts()["questions"][each.values["question"]]) for each in findings]
        says = str(texts()["open"]).format(reason=written["says"], questions=", ".join(dict.fromkeys(named)))
        do = tuple(str(step).format(**texts()["menus"]) for step in written["do"])
        codes = tuple(f"{UNVERIFIED}:{each.values['question']}" for each in findings)
        yield Saying("unknown", says, do, codes)


def _written(group: Literal["findings", "why"], key: str, place: Place) -> Mapping[str, Any]:
    said: Mapping[str, Any] = texts()[group][key]
    return said if place == "command" else {**said, **page_texts()[group].get(key, {})}


def _read(file: str, block: str) -> Mapping[str, Any]:
    written: Mapping[str, Any] = yaml.safe_load((_FOLDER / file).read_text(encoding="utf-8"))[block]
    return written
