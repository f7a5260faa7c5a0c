"""How fast a referent may go, counted for the person, whatever the browser or the session. A script of theirs, or of whoever holds their ENT
account, neither makes the register of keys long nor the desk slow for colleagues; a whole group's messages can still be sealed again at once.
"""

from vault import keyed_hash
from web.desk.door import Addressee
from web.desk.sessions import Referent
from web.limits import Rate
from web.paces import NoPace, Pace
from web.services import Services

_PURPOSE = "pace"


def of_person(who: Referent, services: Services) -> str:
    """The person."""
    return keyed_hash(services.ring, _PURPOSE, who.id)


def of_addressee(who: Addressee, services: Services) -> str:
    """The person, whichever message it is about."""
    return of_person(who.referent, services)


def everyone_who_asked(came_back: object | None, _services: Services) -> str | None:
    """All who sign in at this process, since nobody is known yet; a call that brings no state of its browser's own asks the ENT nothing."""
    return None if came_back is None else "everyone at the desk"


_READING = (Rate(burst=300, per_minute=300, of="desk reading"),)
_WRITING = (Rate(burst=60, per_minute=60, of="desk writing"),)
_SEALING_AGAIN = (Rate(burst=600, per_minute=120, of="desk sealing again"),)

READ = Pace(of_person, _READING)
READ_ONE = Pace(of_addressee, _READING)
WRITE = Pace(of_person, _WRITING)
WRITE_ONE = Pace(of_addressee, _WRITING)
SEAL_AGAIN = Pace(of_addressee, _SEALING_AGAIN)
# each may be a line of the register, which nobody can take out again
REGISTER = Pace(of_person, (Rate(burst=40, per_minute=10, of="desk register"),))
# nor may they be begun over and over: whose ENT account it is has not been proved by a key
NEW_KEY = Pace(of_person, (Rate(burst=6, per_minute=0.5, of="desk new key"),))
# each asks the ENT once; a stranger may begin a sign-in of their own
CALLBACK = Pace(everyone_who_asked, (Rate(burst=300, per_minute=600, of="desk callback"),))

ASKING = NoPace("an address and a cookie: nothing is read, written or asked of anybody")
LEAVING = NoPace("nobody may be kept from signing out")
