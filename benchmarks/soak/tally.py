"""What came back: how long each call took, and everything that was not as it has to be."""

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of a whole run; `begun` is a moment of the monotonic clock."""

    begun: float = field(default_factory=time.monotonic)
    took: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    checks: int = 0
    late: list[float] = field(default_factory=list)

    def note(self, kind: str, seconds: float, status: str, *, ok: bool = False) -> None:
        """One call: its answer, and how many seconds it took."""
        self.took[kind].append((time.monotonic() - self.begun, seconds))
        if not ok:
            self.refused[kind, status] += 1

    def check(self, what: str, *, ok: bool) -> None:
        """One thing that must hold; named only when it does not."""
        self.checks += 1
        if not ok:
            self.wrong[what] += 1

    def note_wrong(self, story: str, number: int, names: list[str]) -> None:
        """What a reply did not hold of its story."""
        self.checks += 1
        for name in names:
            self.wrong[f"{story}, {number}: {name}"] += 1
