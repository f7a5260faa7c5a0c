"""How fast an administrator may go, counted for the person. What is slow (the kit, the check) is told apart, with a page of its own."""

from vault import keyed_hash
from web.administration.door import AtSchool
from web.administration.sessions import Administrator
from web.limits import Rate
from web.paces import NoPace, Pace
from web.services import Services

_PURPOSE = "pace"


def of_person(who: Administrator, services: Services) -> str:
    """The person."""
    return keyed_hash(services.ring, _PURPOSE, who.id)


def of_person_at_school(who: AtSchool, services: Services) -> str:
    """The person, whichever school it is about."""
    return of_person(who.administrator, services)


def everyone_who_asked(came_back: object | None, _services: Services) -> str | None:
    """All who sign in at this process, since nobody is known yet; a call that brings no state of its browser's own asks the ENT nothing."""
    return None if came_back is None else "everyone at the administration"


_READING = Rate(burst=120, per_minute=120, of="administration reading")

READ = Pace(of_person_at_school, (_READING,))
WRITE = Pace(of_person_at_school, (Rate(burst=30, per_minute=10, of="administration writing"),))
# The whole kit costs seconds of a processor; its four files may be taken twice in a row.
KIT = Pace(of_person_at_school, (Rate(burst=8, per_minute=4, of="kit"),), "kit_too_often")
CHECK = Pace(of_person_at_school, (Rate(burst=3, per_minute=1, of="check"),), "check_too_often")
# each asks the ENT once; a stranger may begin a sign-in of their own
CALLBACK = Pace(everyone_who_asked, (Rate(burst=120, per_minute=240, of="administration callback"),))

HOME = NoPace("a list of one's own schools, read from the session")
ASKING = NoPace("an address and a cookie: nothing is read, written or asked of anybody")
LEAVING = NoPace("nobody may be kept from signing out")
