"""Which numbers may be shown (R71): none under the threshold, and none from which a smaller one could be worked out.

* A number under the threshold is hidden, nought included.
* The total of a row of numbers is shown only with something hidden that cannot be worked out from it: when the hidden ones together
  reach the threshold and leave room for more than one answer; otherwise one more number, the next in the list whatever its value, is hidden
  besides; where there is none left, the total is hidden.

So whoever knows this rule, and sees all that it shows, is left with several possible values for each number under the threshold:
`tests/tallies/test_publishing.py` goes through every table of a small world.
"""

from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 10


@dataclass(frozen=True)
class Shown:
    """Numbers that may be seen by anybody; None where one is hidden."""

    cells: Mapping[str, int | None]
    total: int | None

    @property
    def is_empty(self) -> bool:
        """Whether everything is hidden."""
        return self.total is None and all(cell is None for cell in self.cells.values())


def shown(counts: Mapping[str, int], threshold: int = THRESHOLD) -> Shown:
    """What may be shown of these numbers and of their total."""
    hidden = [place for place, count in counts.items() if count < threshold]
    if not hidden:
        total = sum(counts.values())
        return Shown(dict(counts), total if counts else None)
    is_blurred = _are_blurred([counts[place] for place in hidden], threshold)
    beside = None if is_blurred else _next(counts, hidden)
    is_safe = is_blurred or beside is not None
    cells = {place: None if place in hidden or place == beside else count for place, count in counts.items()}
    return Shown(cells, sum(counts.values()) if is_safe else None)


def _are_blurred(small: list[int], threshold: int) -> bool:
    """Whether knowing their sum leaves each of these numbers several values, not only at the brim."""
    return threshold <= sum(small) <= len(small) * (threshold - 1) - 2


def _next(counts: Mapping[str, int], hidden: list[str]) -> str | None:
    """The number that is hidden besides: chosen by its place in the list, never by its value."""
    return next((place for place in counts if place not in hidden), None)
