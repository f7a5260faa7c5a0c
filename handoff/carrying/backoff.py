"""How long to wait before the next attempt. Pure: the chance, between 0 and 1, is passed in.

* The longest wait doubles at each attempt, from ten seconds to five minutes.
* The wait is drawn from its upper half: the messages that failed at the same moment do not come back at the same moment.
* An ENT that says how long (Retry-After of its 509, 429 or 503) is obeyed, up to MOST_ASKED: a token lives an hour. What is added to it is drawn
  too, for everybody was told the same.
"""

from datetime import timedelta

FIRST = timedelta(seconds=10)  # its half is the rest between two deliveries of a pupil
LONGEST = timedelta(minutes=5)
MOST_ASKED = timedelta(minutes=10)
_MOST_DOUBLINGS = 10


def ceiling(attempts: int) -> timedelta:
    """The longest wait after so many attempts, the one that has just failed included (1 or more)."""
    doublings = min(max(attempts, 1) - 1, _MOST_DOUBLINGS)
    return min(FIRST * (1 << doublings), LONGEST)


def wait(attempts: int, chance: float, asked: float | None = None) -> timedelta:
    """From now to the next attempt; `asked` is the ENT's Retry-After in seconds."""
    own = ceiling(attempts) * (1 + chance) / 2
    if asked is None:
        return own
    return max(own, min(timedelta(seconds=asked), MOST_ASKED) + FIRST * chance)
