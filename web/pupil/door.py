"""Who is a pupil here: a live session, found by the cookie; for the hand-off, one that has signed in to the ENT.

All windows of a browser share the cookie, which is of the session that began last. So each call says the number that its window was
answered last, in `X-Parlons-Turn`, and is let in only while that session is its own: a child's window never signs another child in,
nor sends for them. A call without a number is of no session.

The cookie is `SameSite=None; Partitioned`, because the assistant is a frame inside the ENT; every call that writes is proved to come
from our own page by `web.access`, and a cross-site read gets no answer that a script could see.
"""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from handoff import tokens
from handoff.tokens import PupilToken
from web.access import Caller
from web.cookies import IN_A_FRAME, Cookie
from web.problems import WebError
from web.pupil.session_keys import read_token, write_token
from web.pupil.session_tokens import NewToken, Succession, succeed
from web.pupil.sessions import PupilSession, find_session
from web.services import Services

COOKIE = Cookie("parlons_session", IN_A_FRAME)
TURN_HEADER = "x-parlons-turn"
_LET_IN = "parlons_en.let_in"  # in the request's scope: whose token may change with its answer
_NUMBER = re.compile(r"[0-9]{1,16}")


@dataclass(frozen=True)
class SignedInPupil:
    """A session that has signed in: the ENT has said that this is a pupil."""

    session: PupilSession
    token: PupilToken


@dataclass(frozen=True)
class LetIn:
    """The session that a call was let in for, and when it came."""

    session: PupilSession
    asked_at: datetime


async def perhaps_pupil(request: Request, services: Services) -> PupilSession | None:
    """The session of the cookie, when there is a live one."""
    token = read_token(COOKIE.read(request))
    if token is None:
        return None
    return await asyncio.to_thread(find_session, services.db, services.ring, token, services.clock())


async def perhaps_pupil_of_this_window(request: Request, services: Services) -> PupilSession | None:
    """The session of the cookie, when there is a live one and the window that asks belongs to it."""
    session = await perhaps_pupil(request, services)
    return session if session is not None and _is_of(session, request.headers.get(TURN_HEADER)) else None


async def require_pupil(request: Request, services: Services) -> PupilSession:
    """The session of the cookie, or session_over: there is none, or the window that asks belongs to another one."""
    asked_at = services.clock()
    session = await perhaps_pupil_of_this_window(request, services)
    if session is None:
        raise WebError("session_over")
    request.scope[_LET_IN] = LetIn(session, asked_at)
    return session


async def require_signed_in_pupil(request: Request, services: Services) -> SignedInPupil:
    """The session and its ENT token, or session_over or sign_in_needed: also for a cookie of before the sign-in."""
    session = await require_pupil(request, services)
    if not session.held.is_signed_in:
        raise WebError("sign_in_needed")
    token = await asyncio.to_thread(tokens.find, services.db, services.ring, session.conversation, services.clock())
    if token is None:
        raise WebError("sign_in_needed")
    return SignedInPupil(session, token)


async def change_token(request: Request, services: Services) -> None:
    """Give the session that was let in another token, if its own is due. Once the answer is made: one that took minutes neither brings back a
    session that was left meanwhile, nor takes the place of what a sign-in has given."""
    let_in: LetIn | None = request.scope.get(_LET_IN)
    now = services.clock()
    if let_in is None or not let_in.session.held.is_due(now):
        return
    new, session = NewToken.draw(services.random_bytes), let_in.session
    succeeds = Succession(session.session, session.key, session.held, let_in.asked_at)
    if await asyncio.to_thread(succeed, services.db, services.ring, succeeds, new, now):
        give_token(request, new.token)


def _is_of(session: PupilSession, number: str | None) -> bool:
    return number is not None and _NUMBER.fullmatch(number) is not None and session.counts(int(number))


ANYONE_OR_PUPIL: Caller[PupilSession | None] = Caller("anyone, perhaps a pupil", perhaps_pupil)
PERHAPS_THIS_WINDOW: Caller[PupilSession | None] = Caller(
    "anyone, perhaps this window's pupil", perhaps_pupil_of_this_window
)
PUPIL: Caller[PupilSession] = Caller("pupil", require_pupil, change_token)
SIGNED_IN_PUPIL: Caller[SignedInPupil] = Caller("signed-in pupil", require_signed_in_pupil, change_token)


def give_cookie(response: Response, token: bytes) -> None:
    """Put the session's token in the browser, until it closes."""
    COOKIE.give(response, write_token(token))


def give_token(request: Request, token: bytes) -> None:
    """Put another token of the same session in the browser, with whatever is answered to that request."""
    COOKIE.give_with_answer(request, write_token(token))


def take_cookie(response: Response) -> None:
    """Take the session's token out of the browser."""
    COOKIE.take(response)
