"""Calls about the directory: whose keys are there, the log that tells every change, vouching for a colleague, saying that one has left."""

import asyncio
import re
from typing import Any

from starlette.responses import Response

from facts.school_calendar import load_calendar
from handoff.keys import directory_log, heads, leaving, listing, vouching
from handoff.keys.fingerprints import fingerprint
from handoff.keys.heads import SignedHead
from handoff.keys.listing import Listed
from handoff.keys.memberships import offered_keys
from handoff.keys.recovery import shares_wanted
from handoff.keys.vouching import Vouch
from settings import School
from web.access import Visit
from web.answers import answer
from web.desk.refusals import done
from web.desk.sessions import SESSIONS, Referent
from web.problems import WebError
from web.services import Services

_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}")
_MOST_SEQ = 10**9


async def show_directory(visit: Visit[Referent]) -> Response:
    """The keys whose log is kept at this school, and the log."""
    school = _school_of(visit, visit.request.query_params.get("school", ""))
    return answer(await asyncio.to_thread(_shown, visit.services, visit.who, school))


async def countersign(visit: Visit[Referent]) -> Response:
    """I have compared this key with its owner."""
    services, who = visit.services, visit.who
    school = _school_of(visit, visit.body.get("school"))
    key, signature = _text(visit.body, "key", _HASH), _text(visit.body, "signature", _SIGNATURE)
    vouch = Vouch(visit.request.path_params["referent"], who.id, school.id, key, signature)
    group = _group_of(services, school)
    counted = await done(
        lambda: vouching.countersign(
            services.db, vouch, group, services.clock(), administers=not set(who.administered).isdisjoint(group)
        )
    )
    return answer({"counted": sorted(counted)})


async def say_left(visit: Visit[Referent]) -> Response:
    """A colleague has left: everything of theirs is refused from now on."""
    services, gone = visit.services, visit.request.path_params["referent"]
    school = _school_of(visit, visit.body.get("school"))
    group = _group_of(services, school)
    await done(lambda: leaving.say_left(services.db, gone, visit.who.id, group, services.clock()))
    await asyncio.to_thread(SESSIONS.end_all_of_person, services.db, services.ring, gone)
    return answer({"id": gone})


async def sign_head(visit: Visit[Referent]) -> Response:
    """My browser has checked the log up to here."""
    services = visit.services
    school, seq = _school_of(visit, visit.body.get("school")), visit.body.get("seq")
    if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq < _MOST_SEQ:
        raise WebError("bad_request")
    head = SignedHead(visit.who.id, seq, _text(visit.body, "hash", _HASH), _text(visit.body, "signature", _SIGNATURE))
    await done(lambda: heads.keep(services.db, school.id, head, services.clock()))
    return answer({"seq": seq})


def _shown(services: Services, who: Referent, school: School) -> dict[str, Any]:
    now = services.clock()
    offered = offered_keys(services.db, services.settings.sharing(school), now, load_calendar())
    people = listing.keys_at(services.db, school.id, _group_of(services, school), now)
    mine = any(one.id == who.id for one in people)
    from_elsewhere = listing.elsewhere(services.db, school.id).items()
    return {
        "people": [_person(one, who.id) | {"offered": one.id in offered} for one in people],
        "members_known": None,
        **_log_of(services, school.id),
        "shares_wanted": mine and shares_wanted(services.db, who.id),
        "elsewhere": [_elsewhere(services, home, here) for home, here in from_elsewhere],
    }


def _elsewhere(services: Services, home: str, here: frozenset[str]) -> dict[str, Any]:
    """What proves the keys that count here and were made at `home`; of their colleagues there, nothing but what they sign with."""
    school = services.settings.school(home)
    group = _group_of(services, school) if school else (home,)
    people = [
        {**_public(one), **(_here(one) if one.id in here else {"here": False})}
        for one in listing.keys_at(services.db, home, group, services.clock())
    ]
    return {"school": home, "people": people, **_log_of(services, home)}


def _log_of(services: Services, school_id: str) -> dict[str, Any]:
    entries = directory_log.entries_of(services.db, school_id)
    signed = [
        {"referent": head.referent_id, "seq": head.seq, "hash": head.hash, "signature": head.signature}
        for head in heads.heads_of(services.db, school_id)
    ]
    return {"log": [vars(entry) for entry in entries], "heads": signed}


def _person(one: Listed, who: str) -> dict[str, Any]:
    """When a key was last used is for its owner: a colleague who was left out of a message could tell by it that one was opened."""
    by = [{"id": each.id, "name": each.name, "at": each.at.isoformat()} for each in one.countersigned_by]
    away = {"until": one.absent_until.isoformat()} if one.absent_until else None
    return {
        **_public(one),
        "name": one.name,
        "function": one.function,
        "fingerprint": fingerprint(one.hash),
        "exercised_at": one.exercised_at.isoformat() if one.id == who else None,
        "countersigned_by": by,
        "absent": away,
    }


def _here(one: Listed) -> dict[str, Any]:
    """Of somebody who answers at this school too."""
    named = {"name": one.name, "function": one.function, "fingerprint": fingerprint(one.hash)}
    return {**named, "counted": True, "left": False, "here": True}


def _public(one: Listed) -> dict[str, Any]:
    keys = {"key_recipient": one.key_recipient, "signing_key": one.signing_key}
    return {"id": one.id, **keys, "counted": one.counted, "left": one.left}


def _school_of(visit: Visit[Referent], asked: object) -> School:
    school = visit.services.settings.school(asked) if isinstance(asked, str) else None
    if school is None or school.id not in visit.who.schools:
        raise WebError("key_unknown")
    return school


def _group_of(services: Services, school: School) -> tuple[str, ...]:
    return tuple(one.id for one in services.settings.sharing(school))


def _text(body: dict[str, Any], name: str, shape: re.Pattern[str]) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise WebError("bad_request")
    return value
