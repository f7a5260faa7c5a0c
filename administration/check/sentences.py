"""From a finding to French; every word is in data/responses/administration_check.yml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from administration.check.findings import LEVELS, UNVERIFIED, Finding, Level, Report

_TEXTS = Path(__file__).parents[2] / "data" / "responses" / "administration_check.yml"


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
    written: Mapping[str, Any] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))["check"]
    return written


def summary(report: Report) -> str:
    """The verdict in one line: the worst level decides."""
    worst = next((level for level in LEVELS if report.of(level)), "ok")
    counts = {level: str(len(report.of(level))) for level in LEVELS}
    return str(texts()["summary"][worst]).format(**counts)


def sayings(report: Report, level: Level) -> Iterator[Saying]:
    """What to say at that level; the questions left open for one same reason are said together."""
    if level == "unknown":
        yield from _open_questions(report)
        return
    for finding in report.of(level):
        written = texts()["findings"][finding.code]
        values = {**texts()["menus"], **finding.values}
        do = tuple(str(step).format(**values) for step in written.get("do", ()))
        yield Saying(level, str(written["says"]).format(**values), do, (finding.code,))


def _open_questions(report: Report) -> Iterator[Saying]:
    by_reason: dict[str, list[Finding]] = {}
    for finding in report.of("unknown"):
        by_reason.setdefault(finding.values["why"], []).append(finding)
    for why, findings in by_reason.items():
        written = texts()["why"][why]
        named = [str(texts()["questions"][each.values["question"]]) for each in findings]
        says = str(texts()["open"]).format(reason=written["says"], questions=", ".join(dict.fromkeys(named)))
        do = tuple(str(step).format(**texts()["menus"]) for step in written["do"])
        codes = tuple(f"{UNVERIFIED}:{each.values['question']}" for each in findings)
        yield Saying("unknown", says, do, codes)
