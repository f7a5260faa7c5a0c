"""Back-channel logout: the ENT tells us that somebody signed out there, and every session of ours that they signed in ends (contract, 1.6).

Anyone can post here, so nothing is believed but a token that the ENT signed for us, a moment ago, that is a logout token (an id_token
carries a nonce, a logout token never does) and that was not obeyed before. Everything else gets one and the same answer, and changes
nothing. Without a key of the ENT (docs/adr/0010) nothing can be proved, so nothing is obeyed.
"""

import asyncio
import logging
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from starlette.requests import Request
from starlette.responses import Response

from database import erase, reading
from ent import EntError
from vault import KeyRing, keyed_hash, keyed_hashes
from web.access import ANYONE, Door, Visit
from web.administration.sessions import SESSIONS as ADMINISTRATION
from web.answers import answer
from web.bodies import read_form
from web.desk.sessions import SESSIONS as DESK
from web.ent_accounts import EntAccount
from web.paces import NoPace
from web.problems import WebError
from web.pupil.leaving import leave_all_of
from web.services import Services
from web.signed_tokens import TokenRefused, key_id, text_claim, verified_claims
from web.tables import ENT_LOGOUTS
from web.times import seconds

FRESH_SECONDS = 5 * 60
REMEMBERED_SECONDS = 2 * FRESH_SECONDS  # longer than any token of these stays fresh
EVENT = "http://schemas.openid.net/event/backchannel-logout"
_FORM_CAP = 16 * 1024
_PURPOSE = "ent-logout"
_REFUSED = 400
logger = logging.getLogger("parlons_en.web")


async def hear_logout(visit: Visit[None]) -> Response:
    """Obey the ENT's logout token, once; 400 for anything else, always the same."""
    services = visit.services
    try:
        token = await _token_of(visit.request)
        account = await _who_signed_out(services, token)
    except TokenRefused as error:
        logger.warning("ent logout refused reason=%s", error.code)
        return answer({"error": "invalid_request"}, _REFUSED)
    pupils = await leave_all_of(services, account)
    desks = await asyncio.to_thread(DESK.end_all_of, services.db, services.ring, account)
    administrations = await asyncio.to_thread(ADMINISTRATION.end_all_of, services.db, services.ring, account)
    await asyncio.to_thread(_remember, services.db, services.ring, token, services.clock())
    logger.info("ent logout obeyed pupils=%d desks=%d administrations=%d", pupils, desks, administrations)
    return answer({})


FROM_THE_ENT = NoPace("proves at once who signed it, is obeyed once, and may not be kept from ending sessions")
LOGOUT_DOOR: Door[None] = Door(
    "ent_logout", "POST", "/ent/logout", ANYONE, hear_logout, pace=FROM_THE_ENT, is_for_a_server=True
)


def drop_old_logouts(db: Engine, now: datetime) -> None:
    """Forget the tokens that are too old to be believed again."""
    erase(db, ENT_LOGOUTS, ENT_LOGOUTS.c.heard_at <= seconds(now) - REMEMBERED_SECONDS)


async def _token_of(request: Request) -> str:
    try:
        form = await read_form(request, _FORM_CAP)
    except WebError as error:
        raise TokenRefused(error.code) from None
    if "logout_token" not in form:
        raise TokenRefused("missing")
    return form["logout_token"]


async def _who_signed_out(services: Services, token: str) -> EntAccount:
    settings, now = services.settings, services.clock()
    if settings.ent_issuer is None:
        raise TokenRefused("no_key")
    try:
        keys = await services.ent_keys.find(key_id(token))
    except EntError as error:
        raise TokenRefused(error.code) from None
    claims = verified_claims(token, keys, settings.ent_issuer, settings.ent_client_id, now)
    _require_logout(claims, now)
    if await asyncio.to_thread(_was_heard, services.db, services.ring, token):
        raise TokenRefused("replayed")
    account = EntAccount(text_claim(claims, "uid"), text_claim(claims, "sub"))
    if account == EntAccount(None, None):
        raise TokenRefused("nobody")
    return account


def _require_logout(claims: dict[str, Any], now: datetime) -> None:
    if claims["iat"] < now.timestamp() - FRESH_SECONDS:
        raise TokenRefused("old")
    events = claims.get("events", {EVENT: {}})
    if "nonce" in claims or not isinstance(events, dict) or EVENT not in events:
        raise TokenRefused("no_logout")


def _was_heard(db: Engine, ring: KeyRing, token: str) -> bool:
    known = ENT_LOGOUTS.c.token.in_(keyed_hashes(ring, _PURPOSE, _signed_part(token)))
    with reading(db) as connection:
        return connection.execute(sa.select(ENT_LOGOUTS.c.token).where(known)).first() is not None


def _remember(db: Engine, ring: KeyRing, token: str, now: datetime) -> None:
    row = {"token": keyed_hash(ring, _PURPOSE, _signed_part(token)), "heard_at": seconds(now)}
    with db.begin() as connection:
        connection.execute(sa.delete(ENT_LOGOUTS).where(ENT_LOGOUTS.c.token == row["token"]))
        connection.execute(sa.insert(ENT_LOGOUTS).values(row))


def _signed_part(token: str) -> str:
    """What the signature covers: a signature can be spelt in several ways, these letters cannot."""
    return token.rpartition(".")[0]
