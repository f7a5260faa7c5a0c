"""Calls of recovery by two: shares left with colleagues, asking for them back, giving, new ways in. The server opens nothing of it."""

import asyncio
from typing import Any

from starlette.responses import Response

from handoff.keys import recovery
from handoff.keys.fingerprints import fingerprint, text_hash
from handoff.keys.own_acts import OwnAct, what_of_locks, what_of_shares
from handoff.keys.recovery import Recovery, Request
from web.access import Visit
from web.answers import answer
from web.desk import key_bodies
from web.desk.own_signature import require_own_signature
from web.desk.refusals import done
from web.desk.sessions import Referent
from web.problems import WebError

MOST_SHARES = 50


async def keep_shares(visit: Visit[Referent]) -> Response:
    """The shares of my key, one for each colleague, in the place of those before."""
    services, shares = visit.services, _shares(visit.body.get("shares"))
    await require_own_signature(visit, OwnAct.SHARES, what_of_shares(shares))
    await done(lambda: recovery.keep_shares(services.db, visit.who.id, shares))
    return answer({"shares": len(shares)})


async def ask(visit: Visit[Referent]) -> Response:
    """I have lost every way in."""
    services = visit.services
    recipient = key_bodies.recipient(visit.body, "recipient")
    wrapped = key_bodies.armour(visit.body, "wrapped_identity")
    await done(lambda: recovery.ask(services.db, visit.who.id, recipient, wrapped, services.clock()))
    return answer({"given": 0})


async def show(visit: Visit[Referent]) -> Response:
    """What I asked for and was given, and the colleagues who ask me for theirs."""
    services, who = visit.services, visit.who
    mine = await asyncio.to_thread(recovery.asked_by, services.db, who.id)
    others = await asyncio.to_thread(recovery.asked_of, services.db, who.id)
    return answer({"mine": _mine(mine) if mine else None, "others": [_other(one) for one in others]})


async def give(visit: Visit[Referent]) -> Response:
    """The share of a colleague that I hold, sealed to the key that they have just made."""
    services, referent = visit.services, visit.request.path_params["referent"]
    armour = key_bodies.armour(visit.body, "armour")
    try:
        await done(lambda: recovery.give(services.db, referent, visit.who.id, armour, services.clock()))
    except WebError as error:
        # somebody of no school of mine, whose share I do not hold, is answered like nobody
        raise (WebError("recovery_refused") if error.code == "key_unknown" else error) from None
    return answer({"referent": referent})


async def finish(visit: Visit[Referent]) -> Response:
    """My key is there again: new ways in, and none of the old ones."""
    services = visit.services
    locks = key_bodies.locks(visit.body.get("locks"), services.random_bytes)
    await require_own_signature(visit, OwnAct.RECOVERED, what_of_locks(locks))
    await done(lambda: recovery.finish(services.db, visit.who.id, locks, services.clock()))
    return answer({"locks": len(locks)})


def _shares(value: object) -> dict[str, str]:
    key_bodies.require(isinstance(value, list) and len(value) <= MOST_SHARES)
    rows: list[Any] = value if isinstance(value, list) else []
    key_bodies.require(all(isinstance(one, dict) and isinstance(one.get("holder"), str) for one in rows))
    shares = {one["holder"]: key_bodies.armour(one, "armour") for one in rows}
    key_bodies.require(len(shares) == len(rows))
    return shares


def _mine(asked: Recovery) -> dict[str, Any]:
    given = [{"holder": holder, "armour": armour} for holder, armour in asked.given.items()]
    return {"recipient": asked.recipient, "wrapped_identity": asked.wrapped_identity, "given": given}


def _other(one: Request) -> dict[str, Any]:
    who = {"referent": one.referent_id, "name": one.name, "recipient": one.recipient}
    return {**who, "fingerprint": fingerprint(text_hash(one.recipient)), "armour": one.armour}
