"""Calls of the sign-in: ask for the address, come back from the ENT on a top-level page, join the frame's session.

Any ENT account can obtain a code from the ENT; only an account whose type is ELEVE signs in here, and any other is shown its own way
(`web.pupil.adults`). Everything else that userinfo says (name, birth date, e-mail) has been dropped by `ent` before we see it;
of the level, one word of three is kept (`web.pupil.known_pupil`), which the window is told and no row keeps.
"""

import asyncio
import logging
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from handoff import tokens
from handoff.tokens import PupilToken
from web.access import Visit
from web.answers import answer
from web.ent_accounts import EntAccount
from web.oauth import Asking, Returned, draw_state, url_safe
from web.problems import WebError
from web.pupil import rates
from web.pupil.adults import way_of
from web.pupil.door import give_token
from web.pupil.known_pupil import register_of
from web.pupil.school_hint import around
from web.pupil.session_tokens import NewToken, sign_in_with
from web.pupil.sessions import PupilSession, is_live
from web.pupil.sign_in_problems import problem_of
from web.pupil.sign_ins import (
    PUPIL_TYPE,
    NotSignedIn,
    Outcome,
    SignedIn,
    answer_sign_in,
    begin_sign_in,
    is_awaited,
    join_sign_in,
)
from web.services import Services
from web.sign_in_refusals import SignInRefused

ASKING = Asking("/ent/callback", "userinfo conversation communication")
_CODE_BYTES = 32
_MOST_CODE = 100
_OK = 200
_SEE_OTHER = 303
_BAD_REQUEST = 400
logger = logging.getLogger("parlons_en.web")


async def ask_sign_in(visit: Visit[PupilSession]) -> Response:
    """Where the pupil signs in: the ENT's address, and a page of ours that leads there."""
    services, session = visit.services, visit.who
    state = draw_state(services.random_bytes)
    await asyncio.to_thread(begin_sign_in, services.db, services.ring, session.session, state, services.clock())
    fallback = f"{services.settings.public_url}/ent/sign-in?state={state}"
    return answer({"url": ASKING.address(services.settings, services.ring, state), "fallback_url": fallback})


async def lead_to_ent(visit: Visit[None]) -> Response:
    """Redirect to the ENT for a state that a session awaits; any other state leads nowhere."""
    services, state = visit.services, visit.request.query_params.get("state", "")
    if not await asyncio.to_thread(is_awaited, services.db, services.ring, state, services.clock()):
        return await _signed_in(visit, WebError("sign_in_expired").status)
    return RedirectResponse(ASKING.address(services.settings, services.ring, state), _SEE_OTHER)


async def come_back(visit: Visit[None]) -> Response:
    """The page the ENT sends the pupil to: it hands the one-time code to the window that opened it, and closes.

    When the ENT said no, the code leads to the reason: the pupil is told where they are waiting, beside what they wrote.
    """
    services, returned = visit.services, Returned.of(visit.request)
    code = url_safe(services.random_bytes(_CODE_BYTES))
    outcome = await _keep_answer(services, returned, code)
    if outcome is None:
        return await _signed_in(visit, WebError("sign_in_expired").status)
    if isinstance(outcome, NotSignedIn):
        why = services.sentences.get(problem_of(outcome.reason).sentence)
        return await _signed_in(visit, _BAD_REQUEST, code, why)
    return await _signed_in(visit, _OK, code)


async def join(visit: Visit[PupilSession]) -> Response:
    """Give the session what its own sign-in brought: a pupil's schools, an adult's own way, or why it came to nothing."""
    services, session, code = visit.services, visit.who, visit.body.get("code")
    if not isinstance(code, str) or not 0 < len(code) <= _MOST_CODE:
        raise WebError("sign_in_expired")
    now = services.clock()
    who = await asyncio.to_thread(join_sign_in, services.db, services.ring, session.session, code, now)
    if who is None:
        raise WebError("sign_in_expired")
    if isinstance(who, NotSignedIn):
        raise problem_of(who.reason)
    if who.profile != PUPIL_TYPE:
        return answer({"profile": who.profile, "schools": [], "way": way_of(services, who.profile)})
    rates.known_as(services, session, who.user_id)
    token = PupilToken(who.access_token, who.user_id, who.structure_ids, who.expires_at)
    await asyncio.to_thread(_keep_token, services, session, token)
    await _sign_in(visit)
    mine = [school for school in services.settings.schools if school.id in who.structure_ids]
    schools = [{"id": school.id, "name": school.name} for school in mine]
    return answer({"profile": who.profile, "schools": schools, "register": who.register})


async def _signed_in(visit: Visit[None], status: int, code: str | None = None, why: str | None = None) -> Response:
    exit_url = (await around(visit)).exit_url
    return visit.services.pages.page("signed_in.html", status, code=code, why=why, exit_url=exit_url)


async def _sign_in(visit: Visit[PupilSession]) -> None:
    """From now on another cookie: the one of before is not signed in."""
    services, session, new = visit.services, visit.who, NewToken.draw(visit.services.random_bytes)
    db, ring, now = services.db, services.ring, services.clock()
    if not await asyncio.to_thread(sign_in_with, db, ring, session.session, session.key, new, now):
        raise WebError("session_over")
    give_token(visit.request, new.token)


def _keep_token(services: Services, session: PupilSession, token: PupilToken) -> None:
    """Keep it for as long as the session lives: one that ended meanwhile leaves nothing behind."""
    tokens.keep(services.db, services.ring, session.conversation, token, services.clock())
    if not is_live(services.db, session):
        tokens.erase(services.db, session.conversation)
        raise WebError("session_over")


async def _keep_answer(services: Services, returned: Returned, code: str) -> Outcome | None:
    """What came of a state that is awaited; None when nobody awaits it, or no longer."""
    now = services.clock()
    if not await asyncio.to_thread(is_awaited, services.db, services.ring, returned.state, now):
        return None
    outcome, account = await _outcome(services, returned)
    kept = await asyncio.to_thread(
        answer_sign_in, services.db, services.ring, returned.state, code, outcome=outcome, account=account, now=now
    )
    return outcome if kept else None


async def _outcome(services: Services, returned: Returned) -> tuple[Outcome, EntAccount | None]:
    try:
        found = await ASKING.who_came_back(services, returned, services.ent.userinfo)
    except SignInRefused as error:
        logger.warning("sign-in refused door=pupil reason=%s detail=%s", error.reason, error.detail)
        return NotSignedIn(error.reason), None
    pupil, granted = found.person, found.granted
    expires_at = services.clock() + timedelta(seconds=granted.expires_in)
    kept_token = granted.access_token if pupil.type == PUPIL_TYPE else ""
    register = register_of(pupil.level) if pupil.type == PUPIL_TYPE else None
    return SignedIn(pupil.type, pupil.id, pupil.structure_ids, kept_token, expires_at, register), found.account
