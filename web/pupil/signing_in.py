"""Calls of the sign-in: ask for the address, come back from the ENT on a top-level page, join the frame's session.

Any ENT account can obtain a code from the ENT; only an account whose type is ELEVE signs in here. Everything else that userinfo
says (name, birth date, e-mail) has been dropped by `ent` before we see it.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from ent import EntError
from handoff import tokens
from handoff.tokens import PupilToken
from web.access import Visit
from web.answers import answer
from web.oauth import Asking, draw_state, url_safe
from web.problems import WebError
from web.pupil import rates
from web.pupil.sessions import PupilSession
from web.pupil.sign_ins import SignedIn, answer_sign_in, begin_sign_in, is_awaited, join_sign_in
from web.services import Services

ASKING = Asking("/ent/callback", "userinfo conversation communication")
PUPIL_TYPE = "ELEVE"
_CODE_BYTES = 32
_MOST_CODE = 100
_SEE_OTHER = 303


@dataclass(frozen=True)
class _Returned:
    """What the ENT sent back in the address."""

    code: str
    state: str


async def ask_sign_in(visit: Visit[PupilSession]) -> Response:
    """Where the pupil signs in: the ENT's address, and a page of ours that leads there."""
    services, session = visit.services, visit.who
    rates.hold_back(services, session.session, rates.SIGN_IN)
    state = draw_state(services.random_bytes)
    await asyncio.to_thread(begin_sign_in, services.db, services.ring, session.session, state, services.clock())
    fallback = f"{services.settings.public_url}/ent/sign-in?state={state}"
    return answer({"url": ASKING.address(services.settings, services.ring, state), "fallback_url": fallback})


async def lead_to_ent(visit: Visit[None]) -> Response:
    """Redirect to the ENT for a state that a session awaits; any other state leads nowhere."""
    services, state = visit.services, visit.request.query_params.get("state", "")
    if not await asyncio.to_thread(is_awaited, services.db, services.ring, state, services.clock()):
        return services.pages.page("signed_in.html", WebError("sign_in_expired").status, code=None)
    return RedirectResponse(ASKING.address(services.settings, services.ring, state), _SEE_OTHER)


async def come_back(visit: Visit[None]) -> Response:
    """The page the ENT sends the pupil to: it hands the one-time code to the window that opened it, and closes."""
    services, query = visit.services, visit.request.query_params
    returned = _Returned(query.get("code", ""), query.get("state", ""))
    code = url_safe(services.random_bytes(_CODE_BYTES))
    if await _keep_answer(services, returned, code):
        return services.pages.page("signed_in.html", code=code)
    return services.pages.page("signed_in.html", WebError("sign_in_expired").status, code=None)


async def join(visit: Visit[PupilSession]) -> Response:
    """Give the session what its own sign-in brought: the schools it may write to."""
    services, session, code = visit.services, visit.who, visit.body.get("code")
    if not isinstance(code, str) or not 0 < len(code) <= _MOST_CODE:
        raise WebError("sign_in_expired")
    now = services.clock()
    who = await asyncio.to_thread(join_sign_in, services.db, services.ring, session.session, code, now)
    if who is None:
        raise WebError("sign_in_expired")
    if who.profile != PUPIL_TYPE:
        raise WebError("not_a_pupil")
    token = PupilToken(who.access_token, who.user_id, who.structure_ids, who.expires_at)
    await asyncio.to_thread(tokens.keep, services.db, services.ring, session.conversation, token, now)
    mine = [school for school in services.settings.schools if school.id in who.structure_ids]
    return answer({"profile": who.profile, "schools": [{"id": school.id, "name": school.name} for school in mine]})


async def _keep_answer(services: Services, returned: _Returned, code: str) -> bool:
    """Whether the ENT said who it is, for a state that is awaited."""
    now = services.clock()
    awaited = await asyncio.to_thread(is_awaited, services.db, services.ring, returned.state, now)
    if not awaited or not returned.code:
        return False
    try:
        who = await _who_signed_in(services, returned)
    except EntError:
        return False
    return await asyncio.to_thread(answer_sign_in, services.db, services.ring, returned.state, code, who=who, now=now)


async def _who_signed_in(services: Services, returned: _Returned) -> SignedIn:
    granted = await ASKING.exchange(services, returned.code, returned.state)
    pupil = await services.ent.userinfo(granted.access_token)
    expires_at = services.clock() + timedelta(seconds=granted.expires_in)
    kept_token = granted.access_token if pupil.type == PUPIL_TYPE else ""
    return SignedIn(pupil.type, pupil.id, pupil.structure_ids, kept_token, expires_at)
