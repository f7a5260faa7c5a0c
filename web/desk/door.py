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
from web.desk.presence import PRESENCE_HEADER, has_just_signed_in, is_present
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


async def require_present_reader(request: Request, services: Services) -> Referent:
    """A reader who has just shown that they hold their key, or as above, or presence_needed."""
    referent = await require_reader(request, services)
    await _require_presence(request, services, referent)
    return referent


async def require_present_addressee(request: Request, services: Services) -> Addressee:
    """An addressee who has just shown that they hold their key, or as above, or presence_needed."""
    addressee = await require_addressee(request, services)
    await _require_presence(request, services, addressee.referent)
    return addressee


async def require_reader_just_signed_in(request: Request, services: Services) -> Referent:
    """A reader who has just come back from the ENT, or as above, or fresh_sign_in_needed."""
    referent = await require_reader(request, services)
    if not has_just_signed_in(referent, services.clock()):
        raise WebError("fresh_sign_in_needed")
    return referent


async def _require_presence(request: Request, services: Services, referent: Referent) -> None:
    proof = request.headers.get(PRESENCE_HEADER, "")
    if not await asyncio.to_thread(is_present, services.db, services.ring, referent, proof, services.clock()):
        raise WebError("presence_needed")


REFERENT: Caller[Referent] = Caller("referent", require_referent)
READER: Caller[Referent] = Caller("reader", require_reader)
ADDRESSEE: Caller[Addressee] = Caller("addressee", require_addressee)
PRESENT_READER: Caller[Referent] = Caller("reader who is there", require_present_reader)
PRESENT_ADDRESSEE: Caller[Addressee] = Caller("addressee who is there", require_present_addressee)
READER_JUST_SIGNED_IN: Caller[Referent] = Caller("reader just signed in", require_reader_just_signed_in)


def give_cookie(response: Response, token: str) -> None:
    """Put the session's token in the browser, until it closes."""
    COOKIE.give(response, token)


def take_cookie(response: Response) -> None:
    """Take the session's token out of the browser."""
    COOKIE.take(response)
