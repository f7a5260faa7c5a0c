"""Calls about a referent's own keys: who I am with them, a first set, ways in added and taken away. The server can open none of it."""

import asyncio
from datetime import datetime
from typing import Any

from starlette.responses import Response

from facts.school_calendar import load_calendar
from handoff.keys import directory, drills, locks, recovery, rehearsals
from handoff.keys.fingerprints import fingerprint
from handoff.keys.memberships import key_follows
from handoff.keys.own_acts import OwnAct, what_of_lock_id, what_of_locks
from handoff.keys.sets import ReferentKeys, Standing
from web.access import Visit
from web.answers import answer
from web.days import this_month
from web.desk import key_bodies
from web.desk.own_signature import require_own_signature
from web.desk.refusals import done
from web.desk.sessions import Referent
from web.problems import WebError
from web.services import Services

_CREATED = 201


async def me(visit: Visit[Referent]) -> Response:
    """Who is at the desk, and their keys, wrapped; of a key that is refused, only what a colleague compares."""
    services, referent = visit.services, visit.who
    found = (services.settings.school(school) for school in referent.schools)
    schools = [{"id": school.id, "name": school.name} for school in found if school is not None]
    if not schools:
        raise WebError("desk_sign_in_needed")
    who = {"id": referent.id, "name": referent.name, "school": schools[0], "schools": schools}
    key = await asyncio.to_thread(_key_of, services, referent)
    asked = await asyncio.to_thread(recovery.asked_by, services.db, referent.id)
    under_way = asked and {"recipient": asked.recipient, "given": len(asked.given)}
    return answer({**who, "key": key, "recovery": under_way, "is_administrator": referent.administers_one})


async def deposit_keys(visit: Visit[Referent]) -> Response:
    """Keep a set of keys; one that counts is never overwritten."""
    services = visit.services
    keys = read_keys(visit.body, visit.who, services)
    await done(lambda: directory.enrol(services.db, keys))
    await asyncio.to_thread(key_follows, services.db, visit.who.id, visit.who.schools)
    return answer({"months": len(keys.months)}, _CREATED)


async def add_lock(visit: Visit[Referent]) -> Response:
    """One way in more: another device, a printed sheet."""
    services = visit.services
    lock = key_bodies.lock(visit.body, services.random_bytes)
    await require_own_signature(visit, OwnAct.LOCK_ADDED, what_of_locks([lock]))
    await done(lambda: locks.add(services.db, visit.who.id, lock, services.clock()))
    return answer({"id": lock.id}, _CREATED)


async def remove_lock(visit: Visit[Referent]) -> Response:
    """One way in less; never the last."""
    services, lock = visit.services, visit.request.path_params["lock"]
    await require_own_signature(visit, OwnAct.LOCK_REMOVED, what_of_lock_id(lock))
    await done(lambda: locks.remove(services.db, visit.who.id, lock, services.clock()))
    return answer({"id": lock})


async def note_rehearsal(visit: Visit[Referent]) -> Response:
    """I have just opened a test by this way in alone."""
    services, lock = visit.services, visit.request.path_params["lock"]
    await done(lambda: rehearsals.note(services.db, visit.who.id, lock, services.clock()))
    return answer({"id": lock})


def read_keys(body: dict[str, Any], referent: Referent, services: Services) -> ReferentKeys:
    """The key set of a body. Raises WebError keys_malformed."""
    now = services.clock()
    months = key_bodies.months(body.get("months"))
    key_bodies.require(sorted(one.month for one in months) == key_bodies.months_from(this_month(now), len(months)))
    return ReferentKeys(
        referent_id=referent.id,
        school_id=referent.schools[0],
        name=referent.name,
        function=key_bodies.function(body),
        locks=key_bodies.locks(body.get("locks"), services.random_bytes),
        key_recipient=key_bodies.recipient(body, "key_recipient"),
        signing_key=key_bodies.signing_key(body),
        wrapped_signing=key_bodies.armour(body, "wrapped_signing"),
        months=months,
        enrolled_at=now,
    )


def _key_of(services: Services, referent: Referent) -> dict[str, Any] | None:
    keys = directory.keys_of(services.db, referent.id)
    standing = directory.standing_of(services.db, referent.id)
    if keys is None or standing is None:
        return None
    public = {"key_recipient": keys.key_recipient, "signing_key": keys.signing_key}
    state = {"counted": standing.is_counted, "left": standing.left_at is not None}
    shown = {**public, "fingerprint": fingerprint(keys.hash), **state, **_exercised(services, referent, standing)}
    return shown | (
        _nothing_wrapped() if standing.left_at else _wrapped(keys, rehearsals.rehearsed(services.db, referent.id))
    )


def _exercised(services: Services, referent: Referent, standing: Standing) -> dict[str, Any]:
    school = services.settings.school(referent.schools[0])
    zone = school.zone if school else None
    due = standing.left_at is None and drills.is_due(standing.exercised_at, services.clock(), zone, load_calendar())
    return {"exercised_at": standing.exercised_at.isoformat(), "drill_due": due}


def _wrapped(keys: ReferentKeys, rehearsed: dict[str, datetime]) -> dict[str, Any]:
    ways = [vars(lock) | {"rehearsed_at": _said(rehearsed.get(lock.id))} for lock in keys.locks]
    return {"wrapped_signing": keys.wrapped_signing, "locks": ways, "months": [vars(month) for month in keys.months]}


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _nothing_wrapped() -> dict[str, Any]:
    return {"wrapped_signing": None, "locks": [], "months": []}
