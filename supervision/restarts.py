"""When a process that ended is started again: at once or nearly, then less and less often, and as at first once it has stood for a minute."""

from dataclasses import dataclass

FIRST_SECONDS = 1.0
MOST_SECONDS = 30.0
STOOD_SECONDS = 60.0
_MOST_DOUBLINGS = 10


@dataclass(frozen=True)
class Restarts:
    """How often in a row one process has ended soon after its start."""

    in_a_row: int = 0

    def after(self, stood_for: float) -> "Restarts":
        """The same, once the process has ended, `stood_for` seconds after its start."""
        return Restarts(1 if stood_for >= STOOD_SECONDS else self.in_a_row + 1)

    @property
    def pause(self) -> float:
        """The seconds to wait before it is started again."""
        doublings = min(max(self.in_a_row - 1, 0), _MOST_DOUBLINGS)
        return min(FIRST_SECONDS * 2.0**doublings, MOST_SECONDS)
