"""What comes in the hour of the national class day, second by second: classes begin at a bell (safeguarding dossier, E.4).

160,000 open the assistant in the hour, half of them in the first ten minutes: from 150 a second at the bell down to 117, so that 80,000 come;
the others come evenly. A conversation lasts eight minutes, one turn a minute: at its peak some 64,000 are open and 1,100 turns come a second.
"""

from collections.abc import Callable
from dataclasses import dataclass

HOUR = 3_600
RUSH = 600
_IN_THE_RUSH = 80_000
_AFTERWARDS = 80_000 / (HOUR - RUSH)
AT_THE_BELL = 150.0
_AT_ITS_END = 2 * _IN_THE_RUSH / RUSH - AT_THE_BELL
OPEN_SECONDS = 480
TURN_SECONDS = 60.0


@dataclass(frozen=True)
class Second:
    """One second: who comes, who talks, and who of those who came was sent to the numbers."""

    arrivals: float
    open: float
    turns: float
    refused: float = 0.0


def arrivals(second: int, factor: float = 1.0) -> float:
    """Beginnings asked for in that second of the hour."""
    if second >= RUSH:
        return factor * _AFTERWARDS
    return factor * (AT_THE_BELL + (_AT_ITS_END - AT_THE_BELL) * second / RUSH)


def hour(factor: float, room: Callable[[float], float]) -> list[Second]:
    """The whole hour, where `room` says how many may begin in a second beside so many turns."""
    lived: list[Second] = []
    talking = 0.0
    for second in range(HOUR):
        come, turns = arrivals(second, factor), talking / TURN_SECONDS
        let_in = min(come, max(0.0, room(turns)))
        ended = lived[second - OPEN_SECONDS] if second >= OPEN_SECONDS else Second(0.0, 0.0, 0.0)
        talking += let_in - (ended.arrivals - ended.refused)
        lived.append(Second(come, talking, turns, come - let_in))
    return lived


def room_for_all(_turns: float) -> float:
    """Nobody is sent to the numbers."""
    return float("inf")
