"""The administrators' sign-in: OAuth code flow in one window; only whoever holds ADMIN_LOCAL for a school served here enters.

The state is bound to the browser that asked by a cookie of ten minutes, so nobody is signed in by a stranger's link.
"""

import asyncio
import hmac
import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ent import StaffMember
from web.access import Visit
from web.administration.door import HOME, give_cookie, take_cookie
from web.administration.refusals import Refusal
from web.administration.serving import refused
from web.administration.sessions import Administrator, Person, begin_session, draw_token, end_session
from web.cookies import Cookie
from web.oauth import Asking, Returned, SignedInPerson, draw_state
from web.services import Services
from web.sign_in_refusals import ASKS, SignInRefused

ASKING = Asking("/administration/callback", "userinfo")
STATE_COOKIE = Cookie("parlons_administration_state", seconds=600)
NEVER_ADMINISTRATORS = frozenset({"ELEVE", "PERSRELELEVE"})
_SEE_OTHER = 303
logger = logging.getLogger("parlons_en.web")


async def ask_sign_in(visit: Visit[None]) -> Response:
    """Redirect to the ENT."""
    services = visit.services
    state = draw_state(services.random_bytes)
    response = RedirectResponse(ASKING.address(services.settings, services.ring, state), _SEE_OTHER)
    STATE_COOKIE.give(response, state)
    return response


async def come_back(visit: Visit[None]) -> Response:
    """Open the pages to a local administrator; explain to anyone else."""
    try:
        response = await _open(visit)
    except Refusal as refusal:
        response = refused(refusal, visit.services)
    STATE_COOKIE.take(response)
    return response


async def sign_out(visit: Visit[Administrator]) -> Response:
    """Destroy the session and its cookie."""
    await asyncio.to_thread(end_session, visit.services.db, visit.who)
    response = RedirectResponse(HOME, _SEE_OTHER)
    take_cookie(response)
    return response


def schools_of(staff: StaffMember, services: Services) -> tuple[str, ...]:
    """The schools served here that this person administers; none for a pupil or a parent, whatever the ENT says besides."""
    if staff.type in NEVER_ADMINISTRATORS:
        return ()
    return tuple(school.id for school in services.settings.schools if school.id in staff.administered)


async def _open(visit: Visit[None]) -> Response:
    services, returned = visit.services, Returned.of(visit.request)
    if not _is_our_state(visit.request, returned):
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
    return await _opened(services, found, schools)


async def _opened(services: Services, found: SignedInPerson[StaffMember], schools: tuple[str, ...]) -> Response:
    token = draw_token(services.random_bytes)
    person = Person(found.person.id, found.person.display_name, schools)
    await asyncio.to_thread(
        begin_session, services.db, services.ring, token, person, services.clock(), account=found.account
    )
    response = RedirectResponse(HOME, _SEE_OTHER)
    give_cookie(response, token)
    return response


def _is_our_state(request: Request, returned: Returned) -> bool:
    asked = STATE_COOKIE.read(request)
    return bool(asked) and hmac.compare_digest(asked.encode(), returned.state.encode())
