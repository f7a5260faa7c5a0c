"""The figures of a campaign, as they are printed and kept."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from handoff.carrying.outcomes import Outcome
from tests.campaign.plans import Plan

STATES = {"delivered": "arrivé", "damaged": "abîmé, bureau", "stranded": "bureau"}


@dataclass
class Tally:
    """What is counted of every hand-off: where it came to rest, and the outcome of each attempt."""

    handoffs: int = 0
    attempts: int = 0
    states: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    left: int = 0


@dataclass
class Figures:
    """By heading and by fault; `lies` is what must stay empty."""

    whole: Tally = field(default_factory=Tally)
    headings: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    faults: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    lies: list[str] = field(default_factory=list)

    def add(self, plan: Plan, state: str, outcomes: list[str], *, left: bool) -> None:
        """One hand-off."""
        tallies = [
            self.whole,
            *(self.headings[each] for each in plan.headings),
            *(self.faults[each] for each in set(plan.names)),
        ]
        for tally in tallies:
            tally.handoffs += 1
            tally.attempts += len(outcomes)
            tally.states[state] += 1
            tally.outcomes.update(outcomes)
            tally.left += left


def as_markdown(figures: Figures, title: str, seconds: float) -> str:
    """The tables; those of a hand-off that met several things count in each."""
    whole = figures.whole
    lines = [
        f"# {title}",
        "",
        f"{whole.handoffs} remises, {whole.attempts} issues notées, {seconds:.0f} secondes. Manquements : **{len(figures.lies)}**.",
        "",
        "## Par genre d'adversité",
        "",
        *_table(figures.headings),
        "",
        "## Par faute et par étape de l'ENT",
        "",
        *_table(figures.faults),
        "",
        "## Issues de toutes les tentatives",
        "",
        "| issue | fois | ce que c'est |",
        "|---|---:|---|",
        *(f"| `{each.word}` | {whole.outcomes[each.word]} | {each.meaning} |" for each in Outcome),
    ]
    return "\n".join([*lines, *(["", "## Manquements", "", *figures.lies] if figures.lies else []), ""])


def _table(rows: dict[str, Tally]) -> list[str]:
    head = ["adversité", "remises", *STATES.values(), "trace annoncée", "issues"]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 2) + "---|"]
    for name in sorted(rows):
        tally = rows[name]
        said = ", ".join(f"{word} {count}" for word, count in tally.outcomes.most_common())
        cells = [name, tally.handoffs, *(tally.states[state] for state in STATES), tally.left, said]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return lines
