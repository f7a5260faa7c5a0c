"""How fast a pupil may go. Wide enough for someone who pours everything out, narrow enough for a broken script.

What a window does is counted for its conversation, and for the ENT account once it has signed in: ten windows are one pupil then. Beginning
is counted for the whole process, never per address, and half a minute's worth may come at once: with the least setting there is, two
classes of thirty that begin together are all let in. Beyond, `web.pupil.work` says who begins.
"""

from settings import Settings
from vault import keyed_hash
from web.limits import Rate
from web.paces import NoPace, Pace
from web.problems import WebError
from web.pupil.door import SignedInPupil
from web.pupil.sessions import PupilSession
from web.services import Services

TURN_BURST = Rate(burst=10, per_minute=30, of="turn")
TURN_SESSION = Rate(burst=200, per_minute=5, of="turn")
DEPOSIT = Rate(burst=10, per_minute=0.5, of="deposit")
EVERYONE = "everyone"
_PURPOSE = "pace"


def beginnings(settings: Settings) -> Rate:
    """How many sessions may begin in this process."""
    return Rate(burst=settings.sessions_per_minute / 2, per_minute=settings.sessions_per_minute, of="beginning")


def of_window(session: PupilSession, _services: Services) -> str:
    """The conversation, or the account that it is known to be of."""
    return session.conversation


def of_account(who: SignedInPupil, services: Services) -> str:
    """The account; what this window does besides is counted for it too from now on."""
    return known_as(services, who.session, who.token.user_id)


def known_as(services: Services, session: PupilSession, user_id: str) -> str:
    """The name under which this account is counted, for this window as well."""
    account = keyed_hash(services.ring, _PURPOSE, user_id)
    services.limits.join(session.conversation, account)
    return account


TURN = Pace(of_window, (TURN_BURST, TURN_SESSION))
SIGN_IN = Pace(of_window, (Rate(burst=6, per_minute=2, of="sign-in"),))
JOIN = Pace(of_window, (Rate(burst=12, per_minute=4, of="join"),))
GIVE = Pace(
    of_window, (Rate(burst=4, per_minute=1, of="given"),)
)  # one is kept; the others ask again after a lost answer
ATTACHMENT = Pace(of_window, (Rate(burst=12, per_minute=4, of="attachment"),))
READERS = Pace(of_account, (Rate(burst=20, per_minute=10, of="readers"),))
# the very same one again, after lost answers, costs a slow hash; a new one is counted besides (`DEPOSIT`)
ENVELOPE = Pace(of_account, (Rate(burst=30, per_minute=6, of="envelope"),))
STATE = Pace(of_account, (Rate(burst=12, per_minute=6, of="state"),))  # wrong words are counted in the database besides

BEGINNING = NoPace("counted for everybody together, and beyond by the work that the browser does (web.pupil.work)")
LEAVING = NoPace("nobody may be kept from leaving; there is one session to leave, and it is gone")
AWAITED = NoPace("costs nothing but for a state that a session asked for at its own pace, once")


def hold_back(services: Services, key: str, *rates: Rate) -> None:
    """Count one act against each rate.

    Raises:
        WebError: slow_down, with the seconds to wait.
    """
    wait = services.limits.take(key, *rates)
    if wait:
        raise WebError("slow_down", retry_after=wait)
