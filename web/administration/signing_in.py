"""The administrators' sign-in: OAuth code flow in one window; only whoever holds ADMIN_LOCAL for a school served here enters.

The state is bound to the browser that asked by a cookie of ten minutes, so nobody is signed in by a stranger's link. Each sign-in
draws another token, and ends the session that the browser had.
"""

import asyncio
import logging

from starlette.responses import RedirectResponse, Response

from ent import StaffMember
from web.access import Visit
from web.administration.door import COOKIE, HOME, give_cookie, take_cookie
from web.administration.refusals import Refusal
from web.administration.serving import refused
from web.administration.sessions import SESSIONS, Administrator
from web.browser_asking import browser_asking
from web.oauth import Asking, Returned, SignedInPerson
from web.services import Services
from web.sign_in_refusals import ASKS, SignInRefused
from web.staff_sessions import Person, draw_token

ASKING = Asking("/administration/callback", "userinfo")
IN_BROWSER = browser_asking("parlons_administration_state")
NEVER_ADMINISTRATORS = frozenset({"ELEVE", "PERSRELELEVE"})
_SEE_OTHER = 303
logger = logging.getLogger("parlons_en.web")


async def ask_sign_in(visit: Visit[None]) -> Response:
    """Redirect to the ENT."""
    return IN_BROWSER.ask(ASKING, visit.services)


async def come_back(visit: Visit[Returned | None]) -> Response:
    """Open the pages to a local administrator; explain to anyone else."""
    try:
        response = await _open(visit)
    except Refusal as refusal:
        response = refused(refusal, visit.services)
    return IN_BROWSER.over(response)


async def sign_out(visit: Visit[Administrator]) -> Response:
    """Destroy the session and its cookie."""
    await asyncio.to_thread(SESSIONS.end, visit.services.db, visit.who)
    response = RedirectResponse(HOME, _SEE_OTHER)
    take_cookie(response)
    return response


def schools_of(staff: StaffMember, services: Services) -> tuple[str, ...]:
    """The schools served here that this person administers; none for a pupil or a parent, whatever the ENT says besides."""
    if staff.type in NEVER_ADMINISTRATORS:
        return ()
    return tuple(school.id for school in services.settings.schools if school.id in staff.administered)


async def _open(visit: Visit[Returned | None]) -> Response:
    services, returned = visit.services, visit.who
    if returned is None:
        raise Refusal("sign_in_failed")
    try:
        found = await ASKING.who_came_back(services, returned, services.ent.staff_userinfo)
    except SignInRefused as error:
        logger.warning("sign-in refused door=administration reason=%s detail=%s", error.reason, error.detail)
        code = "sign_in_asks_first" if error.reason.startswith(ASKS) else "sign_in_failed"
        raise Refusal(code) from None
    schools = schools_of(found.person, services)
    if not schools:
        raise Refusal("not_an_administrator")
    return await _opened(visit, found, schools)


async def _opened(
    visit: Visit[Returned | None], found: SignedInPerson[StaffMember], schools: tuple[str, ...]
) -> Response:
    services, before = visit.services, COOKIE.read(visit.request)
    token = draw_token(services.random_bytes)
    person = Person(found.person.id, found.person.display_name, schools)
    await asyncio.to_thread(
        SESSIONS.begin, services.db, services.ring, token, person, services.clock(), account=found.account
    )
    await asyncio.to_thread(SESSIONS.end_of, services.db, services.ring, before)
    response = RedirectResponse(HOME, _SEE_OTHER)
    give_cookie(response, token)
    return response
