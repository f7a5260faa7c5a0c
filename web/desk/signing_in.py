"""The referents' sign-in: OAuth code flow in one window; only members of a pinned group enter, and never a pupil, a parent or
the platform's own team.

The state is bound to the browser that asked by a cookie of ten minutes, so nobody is signed in by a stranger's link.
"""

import asyncio
import logging

from starlette.responses import RedirectResponse, Response

from ent import StaffMember
from handoff.keys.leaving import leave
from handoff.keys.memberships import key_follows
from web.access import Visit
from web.browser_asking import browser_asking
from web.desk.door import give_cookie
from web.desk.sessions import SESSIONS
from web.oauth import Asking, SignedInPerson
from web.services import Services
from web.sign_in_refusals import ASKS, SignInRefused
from web.staff_sessions import Person, draw_token

ASKING = Asking("/desk/callback", "userinfo")
IN_BROWSER = browser_asking("parlons_desk_state")
NEVER_REFERENTS = frozenset({"ELEVE", "PERSRELELEVE", "SUPERADMIN"})
_SEE_OTHER = 303
_FORBIDDEN = 403
_BAD_GATEWAY = 502
logger = logging.getLogger("parlons_en.web")


async def ask_sign_in(visit: Visit[None]) -> Response:
    """Redirect to the ENT."""
    return IN_BROWSER.ask(ASKING, visit.services)


async def come_back(visit: Visit[None]) -> Response:
    """Open the desk to a member of a pinned group; explain to anyone else."""
    return IN_BROWSER.over(await _open(visit))


async def _open(visit: Visit[None]) -> Response:
    services, returned = visit.services, IN_BROWSER.returned(visit.request)
    if returned is None:
        return services.pages.page("desk_refused.html", _BAD_GATEWAY, what="desk_failed")
    try:
        found = await ASKING.who_came_back(services, returned, services.ent.staff_userinfo)
    except SignInRefused as error:
        return _explain(services, error)
    schools = schools_of(found.person, services)
    await asyncio.to_thread(key_follows, services.db, found.person.id, schools)
    if not schools:
        await asyncio.to_thread(_leave, services, found.person.id)
        return services.pages.page("desk_refused.html", _FORBIDDEN, what="not_a_referent")
    return await _opened(services, found, schools)


def schools_of(staff: StaffMember, services: Services) -> tuple[str, ...]:
    """The schools whose pinned group this person is in; none for a pupil, a parent or the platform's team, whatever their groups."""
    if staff.type in NEVER_REFERENTS:
        return ()
    groups = {group.id for group in staff.groups}
    return tuple(school.id for school in services.settings.schools if school.group_id in groups)


def _leave(services: Services, person_id: str) -> None:
    leave(services.db, person_id, person_id, services.clock())
    SESSIONS.end_all_of_person(services.db, services.ring, person_id)


async def _opened(services: Services, found: SignedInPerson[StaffMember], schools: tuple[str, ...]) -> Response:
    token = draw_token(services.random_bytes)
    administered = tuple(school for school in schools if school in found.person.administered)
    person = Person(found.person.id, found.person.display_name, schools, administered=administered)
    await asyncio.to_thread(
        SESSIONS.begin, services.db, services.ring, token, person, services.clock(), account=found.account
    )
    response = RedirectResponse("/desk", _SEE_OTHER)
    give_cookie(response, token)
    return response


def _explain(services: Services, refused: SignInRefused) -> Response:
    logger.warning("sign-in refused door=desk reason=%s detail=%s", refused.reason, refused.detail)
    if refused.reason.startswith(ASKS):
        return services.pages.page("desk_refused.html", _FORBIDDEN, what="desk_asks_first")
    return services.pages.page("desk_refused.html", _BAD_GATEWAY, what="desk_failed")
