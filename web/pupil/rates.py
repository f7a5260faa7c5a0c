"""How fast a pupil may go. Wide enough for someone who pours everything out, narrow enough for a broken script.

Beginning is counted for the whole process, never per address, and half a minute's worth may come at once: with the least setting there
is, two classes of thirty that begin together are all let in.
"""

from settings import Settings
from web.limits import Rate
from web.problems import WebError
from web.services import Services

TURN_BURST = Rate(burst=10, per_minute=30)
TURN_SESSION = Rate(burst=200, per_minute=5)
SIGN_IN = Rate(burst=6, per_minute=2)
READERS = Rate(burst=12, per_minute=6)
DEPOSIT = Rate(burst=6, per_minute=0.5)
DEPOSIT_AGAIN = Rate(burst=30, per_minute=6)  # the very same one, after lost answers: each costs a slow hash
ATTACHMENT = Rate(burst=12, per_minute=4)
EVERYONE = "everyone"


def beginnings(settings: Settings) -> Rate:
    """How many sessions may begin in this process."""
    return Rate(burst=settings.sessions_per_minute / 2, per_minute=settings.sessions_per_minute)


def hold_back(services: Services, key: str, *rates: Rate) -> None:
    """Count one act against each rate.

    Raises:
        WebError: slow_down, with the seconds to wait.
    """
    wait = max(services.limits.wait_for(rate, key) for rate in rates)
    if wait:
        raise WebError("slow_down", retry_after=wait)
