"""What was verified, contradicted, or could not be seen here: collected fact by fact, printed and written in French."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.emulator.contract.bench.facts import all_facts
from tests.emulator.contract.bench.sentences import say, sentences

# A fact with several tests is worth its worst one; "unverifiable" gives way to a test that could see it.
RANK = ("unverifiable", "verified", "error", "contradicted")


@dataclass
class Outcome:
    """`reason` holds no name, no text and no token: it may leave the school."""

    state: str
    reason: str = ""


@dataclass
class Findings:
    url: str = ""
    date: str = ""
    left: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def add(self, fact: str, state: str, reason: str = "") -> None:
        before = self.outcomes.get(fact)
        if before is None or RANK.index(state) > RANK.index(before.state):
            self.outcomes[fact] = Outcome(state, reason)

    def ids(self, state: str) -> list[str]:
        return sorted(name for name, outcome in self.outcomes.items() if outcome.state == state)

    def rows(self) -> list[dict[str, Any]]:
        known = all_facts()
        return [
            {
                "id": name,
                "section": known[name].section,
                "mark": known[name].mark,
                "sentence": known[name].sentence,
                "outcome": outcome.state,
                "reason": outcome.reason,
            }
            for name, outcome in sorted(self.outcomes.items(), key=lambda each: in_order(each[0]))
        ]

    def totals(self) -> Counter[str]:
        return Counter(outcome.state for outcome in self.outcomes.values())


def in_order(name: str) -> tuple[list[int], str]:
    section, _, rest = name.partition("/")
    return [int(part) for part in section.split(".")], rest


def summary(findings: Findings) -> list[str]:
    """Lines for the terminal: totals, then what is contradicted, then what could not be seen and why."""
    labels = sentences()["outcome"]
    lines = [", ".join(f"{labels[state]} : {count}" for state, count in findings.totals().items())]
    for state in ("contradicted", "error", "unverifiable"):
        lines += [line(row, labels[state]) for row in findings.rows() if row["outcome"] == state]
    return [*lines, say("left", count=findings.left)] if findings.left else lines


def line(row: dict[str, Any], label: str) -> str:
    reason = f" — {row['reason']}" if row["reason"] else ""
    return f"[{row['mark']}] {row['id']} : {label} · {row['sentence']}{reason}"


def write(findings: Findings, path: Path) -> None:
    """JSON when the name ends so, Markdown otherwise."""
    text = as_json(findings) if path.suffix == ".json" else as_markdown(findings)
    path.write_text(text, encoding="utf-8")


def as_json(findings: Findings) -> str:
    content = {"url": findings.url, "date": findings.date, "totals": findings.totals(), "facts": findings.rows()}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_markdown(findings: Findings) -> str:
    labels = sentences()["outcome"]
    columns = sentences()["columns"]
    head = [f"# {say('heading')}", "", say("target", url=findings.url, date=findings.date), "", say("marks"), ""]
    table = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for row in findings.rows():
        cells = (row["section"], row["mark"], row["sentence"], labels[row["outcome"]], row["reason"])
        table.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    totals = ", ".join(f"{labels[state]} : {count}" for state, count in findings.totals().items())
    return "\n".join([*head, totals, "", *table]) + "\n"
