"""Who is an administrator here, and which school exists for them.

A school exists for whoever administers it in the ENT and is served here: any other is answered like one that was never there. A super
administrator of the platform administers no school by that alone.
"""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from settings import School
from web.access import Caller
from web.administration.refusals import Refusal
from web.administration.sessions import SESSIONS, Administrator
from web.cookies import Cookie
from web.services import Services

COOKIE = Cookie("parlons_administration")
HOME = "/administration"


@dataclass(frozen=True)
class AtSchool:
    """An administrator together with a school of theirs."""

    administrator: Administrator
    school: School

    @property
    def form_key(self) -> bytes:
        """What signs the forms of this session."""
        return self.administrator.form_key


async def perhaps_administrator(request: Request, services: Services) -> Administrator | None:
    """The administrator of the cookie, when there is a live session."""
    token = COOKIE.read(request)
    return await asyncio.to_thread(SESSIONS.find, services.db, services.ring, token, services.clock())


async def require_administrator(request: Request, services: Services) -> Administrator:
    """The administrator of the cookie, or sign_in_needed."""
    administrator = await perhaps_administrator(request, services)
    if administrator is None:
        raise Refusal("sign_in_needed")
    return administrator


async def require_at_school(request: Request, services: Services) -> AtSchool:
    """The administrator and the school of the path, or sign_in_needed or not_found."""
    administrator = await require_administrator(request, services)
    school = services.settings.school(request.path_params["school"])
    if school is None or school.id not in administrator.schools:
        raise Refusal("not_found")
    return AtSchool(administrator, school)


PERHAPS_ADMINISTRATOR: Caller[Administrator | None] = Caller("perhaps an administrator", perhaps_administrator)
ADMINISTRATOR: Caller[Administrator] = Caller("administrator", require_administrator)
AT_SCHOOL: Caller[AtSchool] = Caller("administrator of the school", require_at_school)


def give_cookie(response: Response, token: str) -> None:
    """Put the session's token in the browser, until it closes."""
    COOKIE.give(response, token)


def take_cookie(response: Response) -> None:
    """Take the session's token out of the browser."""
    COOKIE.take(response)
