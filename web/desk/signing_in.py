"""The referents' sign-in: OAuth code flow in one window; only members of a pinned group enter, and never a pupil or a parent.

The state is bound to the browser that asked by a cookie of ten minutes, so nobody is signed in by a stranger's link.
"""

import asyncio
import hmac
import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ent import StaffMember
from handoff.memberships import key_follows
from web.access import Visit
from web.cookies import Cookie
from web.desk.door import give_cookie
from web.desk.sessions import Person, begin_desk_session, draw_desk_token
from web.oauth import Asking, Returned, SignedInPerson, draw_state
from web.services import Services
from web.sign_in_refusals import ASKS, SignInRefused

ASKING = Asking("/desk/callback", "userinfo")
STATE_COOKIE = Cookie("parlons_desk_state", seconds=600)
NEVER_REFERENTS = frozenset({"ELEVE", "PERSRELELEVE"})
_SEE_OTHER = 303
_FORBIDDEN = 403
_BAD_GATEWAY = 502
logger = logging.getLogger("parlons_en.web")


async def ask_sign_in(visit: Visit[None]) -> Response:
    """Redirect to the ENT."""
    services = visit.services
    state = draw_state(services.random_bytes)
    response = RedirectResponse(ASKING.address(services.settings, services.ring, state), _SEE_OTHER)
    STATE_COOKIE.give(response, state)
    return response


async def come_back(visit: Visit[None]) -> Response:
    """Open the desk to a member of a pinned group; explain to anyone else."""
    services, returned = visit.services, Returned.of(visit.request)
    if not _is_our_state(visit.request, returned):
        return _without_state(services.pages.page("desk_refused.html", _BAD_GATEWAY, what="desk_failed"))
    try:
        found = await ASKING.who_came_back(services, returned, services.ent.staff_userinfo)
    except SignInRefused as error:
        return _without_state(_explain(services, error))
    schools = schools_of(found.person, services)
    await asyncio.to_thread(key_follows, services.db, found.person.id, schools)
    if not schools:
        return _without_state(services.pages.page("desk_refused.html", _FORBIDDEN, what="not_a_referent"))
    return _without_state(await _opened(services, found, schools))


def schools_of(staff: StaffMember, services: Services) -> tuple[str, ...]:
    """The schools whose pinned group this person is in; none for a pupil or a parent, whatever their groups."""
    if staff.type in NEVER_REFERENTS:
        return ()
    groups = {group.id for group in staff.groups}
    return tuple(school.id for school in services.settings.schools if school.group_id in groups)


async def _opened(services: Services, found: SignedInPerson[StaffMember], schools: tuple[str, ...]) -> Response:
    token = draw_desk_token(services.random_bytes)
    person, account = Person(found.person.id, found.person.display_name, schools), found.account
    await asyncio.to_thread(
        begin_desk_session, services.db, services.ring, token, person, services.clock(), account=account
    )
    response = RedirectResponse("/desk", _SEE_OTHER)
    give_cookie(response, token)
    return response


def _explain(services: Services, refused: SignInRefused) -> Response:
    logger.warning("sign-in refused door=desk reason=%s detail=%s", refused.reason, refused.detail)
    if refused.reason.startswith(ASKS):
        return services.pages.page("desk_refused.html", _FORBIDDEN, what="desk_asks_first")
    return services.pages.page("desk_refused.html", _BAD_GATEWAY, what="desk_failed")


def _is_our_state(request: Request, returned: Returned) -> bool:
    asked = STATE_COOKIE.read(request)
    return bool(asked) and hmac.compare_digest(asked.encode(), returned.state.encode())


def _without_state(response: Response) -> Response:
    STATE_COOKIE.take(response)
    return response
