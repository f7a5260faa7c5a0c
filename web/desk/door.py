"""Who is a referent here, and which envelopes exist for them.

An envelope exists for a referent when it is sealed to them and belongs to a school whose group they are in: everything else is
answered like an id that was never used.
"""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from handoff.arrivals import Sealed, sealed_for
from handoff.errors import EnvelopeUnknown
from handoff.keys.directory import counts
from handoff.keys.leaving import has_left
from web.access import Caller
from web.cookies import Cookie
from web.desk.sessions import SESSIONS, Referent
from web.problems import WebError
from web.services import Services

COOKIE = Cookie("parlons_desk")


@dataclass(frozen=True)
class Addressee:
    """A referent together with an envelope that is sealed to them."""

    referent: Referent
    sealed: Sealed


async def require_referent(request: Request, services: Services) -> Referent:
    """The referent of the cookie, or desk_sign_in_needed."""
    token = COOKIE.read(request)
    referent = await asyncio.to_thread(SESSIONS.find, services.db, services.ring, token, services.clock())
    if referent is None:
        raise WebError("desk_sign_in_needed")
    return referent


async def require_reader(request: Request, services: Services) -> Referent:
    """A referent who has not left, or desk_sign_in_needed or key_left: nothing sealed is shown to a leaver, even one who is still in the group."""
    referent = await require_referent(request, services)
    if await asyncio.to_thread(has_left, services.db, referent.id):
        raise WebError("key_left")
    return referent


async def require_addressee(request: Request, services: Services) -> Addressee:
    """The referent and the envelope of the path, or desk_sign_in_needed, key_left or envelope_unknown.

    Whoever left and made another key reads nothing before colleagues have confirmed it.
    """
    referent = await require_reader(request, services)
    if not await asyncio.to_thread(counts, services.db, referent.id):
        raise WebError("desk_envelope_unknown")
    try:
        sealed = await asyncio.to_thread(sealed_for, services.db, request.path_params["envelope"], referent.id)
    except EnvelopeUnknown:
        raise WebError("desk_envelope_unknown") from None
    if sealed.school not in referent.schools:
        raise WebError("desk_envelope_unknown")
    return Addressee(referent, sealed)


REFERENT: Caller[Referent] = Caller("referent", require_referent)
READER: Caller[Referent] = Caller("reader", require_reader)
ADDRESSEE: Caller[Addressee] = Caller("addressee", require_addressee)


def give_cookie(response: Response, token: str) -> None:
    """Put the session's token in the browser, until it closes."""
    COOKIE.give(response, token)


def take_cookie(response: Response) -> None:
    """Take the session's token out of the browser."""
    COOKIE.take(response)
