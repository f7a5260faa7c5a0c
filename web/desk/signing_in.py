"""The referents' sign-in: OAuth code flow in one window; only members of a pinned group enter, and never a pupil, a parent or
the platform's own team.

The state is bound to the browser that asked by a cookie of ten minutes, so nobody is signed in by a stranger's link. Each sign-in draws
another token, and ends the session that the browser had.

Whoever has the desk open may be asked to come back from the ENT before what cannot be taken back (`web.desk.presence`): in another tab, and
only as the same person, so that what was begun as one is never ended as another.
"""

import asyncio
import logging
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ent import StaffMember
from handoff.keys.leaving import leave
from handoff.keys.memberships import key_follows
from web.access import Caller, Visit
from web.browser_asking import BrowserAsking, browser_asking
from web.desk.door import COOKIE, give_cookie
from web.desk.sessions import SESSIONS, Referent
from web.oauth import Asking, Returned, SignedInPerson
from web.services import Services
from web.sign_in_refusals import ASKS, SignInRefused
from web.staff_sessions import Person, draw_token

ASKING = Asking("/desk/callback", "userinfo")
IN_BROWSER = browser_asking("parlons_desk_state")
AGAIN_IN_BROWSER = browser_asking("parlons_desk_again")
NEVER_REFERENTS = frozenset({"ELEVE", "PERSRELELEVE", "SUPERADMIN"})
_SEE_OTHER = 303
_FORBIDDEN = 403
_BAD_GATEWAY = 502
logger = logging.getLogger("parlons_en.web")


async def ask_sign_in(visit: Visit[None]) -> Response:
    """Redirect to the ENT; with `?again`, only to come back as the person whose desk is open."""
    in_browser = AGAIN_IN_BROWSER if "again" in visit.request.query_params else IN_BROWSER
    return in_browser.ask(ASKING, visit.services)


@dataclass(frozen=True)
class CameBack:
    """What the ENT sent back to the browser that asked, and to which of the two askings."""

    to: BrowserAsking
    returned: Returned


async def whoever_asked(request: Request, _services: Services) -> CameBack | None:
    """Recognises the browser that asked; None for anyone else."""
    for asked in (AGAIN_IN_BROWSER, IN_BROWSER):
        returned = asked.returned(request)
        if returned is not None:
            return CameBack(asked, returned)
    return None


WHOEVER_ASKED: Caller[CameBack | None] = Caller("whoever asked to sign in", whoever_asked)


async def come_back(visit: Visit[CameBack | None]) -> Response:
    """Open the desk to a member of a pinned group; explain to anyone else."""
    came = visit.who
    if came is None:
        return IN_BROWSER.over(_failed(visit.services))
    before = await _whose_desk_is_open(visit) if came.to is AGAIN_IN_BROWSER else None
    return came.to.over(await _open(visit, came.returned, before))


async def _whose_desk_is_open(visit: Visit[CameBack | None]) -> Referent | None:
    services, token = visit.services, COOKIE.read(visit.request)
    return await asyncio.to_thread(SESSIONS.find, services.db, services.ring, token, services.clock())


async def _open(visit: Visit[CameBack | None], returned: Returned, before: Referent | None) -> Response:
    services = visit.services
    try:
        found = await ASKING.who_came_back(services, returned, services.ent.staff_userinfo)
    except SignInRefused as error:
        return _explain(services, error)
    if before is not None and before.id != found.person.id:
        way = "/desk/sign-in?again"
        return services.pages.page("desk_refused.html", _FORBIDDEN, what="desk_other_account", way=way)
    schools = schools_of(found.person, services)
    await asyncio.to_thread(key_follows, services.db, found.person.id, schools)
    if not schools:
        await asyncio.to_thread(_leave, services, found.person.id)
        return services.pages.page("desk_refused.html", _FORBIDDEN, what="not_a_referent")
    token = await _begin(visit, found, schools)
    came_again = before is not None
    response = (
        services.pages.page("desk_refused.html", what="desk_again", way="/desk") if came_again else _to_the_desk()
    )
    give_cookie(response, token)
    return response


def schools_of(staff: StaffMember, services: Services) -> tuple[str, ...]:
    """The schools whose pinned group this person is in; none for a pupil, a parent or the platform's team, whatever their groups."""
    if staff.type in NEVER_REFERENTS:
        return ()
    groups = {group.id for group in staff.groups}
    return tuple(school.id for school in services.settings.schools if school.group_id in groups)


def _leave(services: Services, person_id: str) -> None:
    leave(services.db, person_id, person_id, services.clock())
    SESSIONS.end_all_of_person(services.db, services.ring, person_id)


async def _begin(visit: Visit[CameBack | None], found: SignedInPerson[StaffMember], schools: tuple[str, ...]) -> str:
    services, before = visit.services, COOKIE.read(visit.request)
    token = draw_token(services.random_bytes)
    administered = tuple(school for school in schools if school in found.person.administered)
    person = Person(found.person.id, found.person.display_name, schools, administered=administered)
    await asyncio.to_thread(
        SESSIONS.begin, services.db, services.ring, token, person, services.clock(), account=found.account
    )
    await asyncio.to_thread(SESSIONS.end_of, services.db, services.ring, before)
    return token


def _to_the_desk() -> Response:
    return RedirectResponse("/desk", _SEE_OTHER)


def _explain(services: Services, refused: SignInRefused) -> Response:
    logger.warning("sign-in refused door=desk reason=%s detail=%s", refused.reason, refused.detail)
    if refused.reason.startswith(ASKS):
        return services.pages.page("desk_refused.html", _FORBIDDEN, what="desk_asks_first")
    return _failed(services)


def _failed(services: Services) -> Response:
    return services.pages.page("desk_refused.html", _BAD_GATEWAY, what="desk_failed")
