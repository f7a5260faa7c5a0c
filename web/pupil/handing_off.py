"""Calls of the hand-off: who reads, deposit what the browser sealed. Nothing is opened, nothing is sent from here."""

import asyncio
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from starlette.responses import Response

from database import reading
from ent import EntError, MandatoryStep, NotSignedIn
from facts.school_calendar import load_calendar
from handoff.envelopes import deposit, withdraw
from handoff.errors import EnvelopeConflict, ReadersError
from handoff.keys.memberships import functions_among, offered_keys
from handoff.readers import Reader, Readers, readers
from handoff.tables import envelopes
from tallies.counting import HANDED_OVER
from vault import WordRefused
from web.access import Visit
from web.answers import answer
from web.days import days_of_now, this_month
from web.problems import WebError
from web.pupil import rates
from web.pupil.deposits import note_deposit, unpromised_before
from web.pupil.door import SignedInPupil
from web.pupil.envelope_checks import Deposit, read_deposit, require_readers_now, require_written_today
from web.pupil.promised import promised_by
from web.pupil.reader_facts import reader_facts
from web.pupil.shown_readers import keep_shown, last_shown
from web.pupil.sign_in_problems import problem_of
from web.services import Services
from web.sign_in_refusals import refused_by_call

_CREATED = 201
_OK = 200


async def show_readers(visit: Visit[SignedInPupil]) -> Response:
    """Everyone who would read, for one of the pupil's schools."""
    found = await _readers_now(visit.services, visit.who, visit.request.query_params.get("school", ""))
    await asyncio.to_thread(keep_shown, visit.services.db, visit.who.session, found.school_id, _readable(found))
    group = {"name": found.group_name, "count": found.group_count}
    school = {"id": found.school_id, "name": found.school_name}
    month = this_month(visit.services.clock())
    besides = await asyncio.to_thread(reader_facts, visit.services, found)
    absent = besides.pop("absent")
    shown = [{**_as_json(reader), "absent": absent.get(reader.id)} for reader in found.readers]
    return answer({"school": school, "group": group, "month": month, "readers": shown, **besides})


async def put_envelope(visit: Visit[SignedInPupil]) -> Response:
    """Deposit an envelope; the very same one again is fine, whatever has changed since."""
    services, who = visit.services, visit.who
    asked = read_deposit(visit.request.path_params["envelope"], visit.body)
    if not await asyncio.to_thread(_is_known, services.db, asked.envelope.id):
        rates.hold_back(services, rates.of_account(who, services), rates.DEPOSIT)
        readable = await _readable_now(services, who, asked.envelope.school)
        require_readers_now(asked.envelope, readable, this_month(services.clock()))
        require_written_today(asked.envelope, days_of_now(services.clock()))
    async with services.slow_hashes:
        is_new = await asyncio.to_thread(_deposit, services, who, asked)
    return answer({"id": asked.envelope.id, "state": "deposited"}, _CREATED if is_new else _OK)


async def _readable_now(services: Services, who: SignedInPupil, school_id: str) -> frozenset[str]:
    """Who may read now; when the ENT is down, who could when this session was last shown the list and still has a key."""
    try:
        return _readable(await _readers_now(services, who, school_id))
    except WebError as error:
        shown = await asyncio.to_thread(last_shown, services.db, who.session, school_id)
        school = services.settings.school(school_id)
        if error.code != "ent_unreachable" or shown is None or school is None:
            raise
    schools = services.settings.sharing(school)
    live = await asyncio.to_thread(offered_keys, services.db, schools, services.clock(), load_calendar())
    return shown & live.keys()


def _readable(found: Readers) -> frozenset[str]:
    return frozenset(reader.id for reader in found.readers if reader.can_read)


async def _readers_now(services: Services, who: SignedInPupil, school_id: str) -> Readers:
    school = services.settings.school(school_id)
    if school is None or school_id not in who.token.structure_ids:
        raise WebError("group_unknown")
    schools = services.settings.sharing(school)
    live = await asyncio.to_thread(offered_keys, services.db, schools, services.clock(), load_calendar())
    functions = await asyncio.to_thread(functions_among, services.db, schools)
    try:
        return await readers(services.ent, who.token.access_token, school, live, functions)
    except ReadersError as error:
        raise WebError(error.code) from None
    except NotSignedIn:
        raise WebError("sign_in_needed") from None
    except MandatoryStep as error:
        raise problem_of(refused_by_call(error).reason) from None
    except EntError:
        raise WebError("ent_unreachable") from None


def _deposit(services: Services, who: SignedInPupil, asked: Deposit) -> bool:
    by = promised_by(services, asked.envelope)
    sender, ring, now = who.token.user_id, services.ring, services.clock()
    try:
        is_new = deposit(services.db, asked.envelope, asked.word, sender, ring, now, asked.reply_lock, by)
    except EnvelopeConflict:
        raise WebError("envelope_conflict") from None
    except WordRefused:
        raise WebError("word_refused") from None
    note_deposit(services.db, who.session, asked.envelope.id)
    if not _takes_the_place_of_another(services, who, asked.envelope.id, is_new=is_new) and is_new:
        services.tallies.count(services.settings.school(asked.envelope.school), HANDED_OVER)
    return is_new


def _takes_the_place_of_another(services: Services, who: SignedInPupil, envelope_id: str, *, is_new: bool) -> bool:
    """What this session deposited before and never heard of is not sent besides: its readers may be others than those of now.

    Looked at again when a deposit comes again: the first time may have failed between the two.
    """
    others = unpromised_before(services.db, who.session.session, envelope_id, is_new=is_new)
    withdrawn = [withdraw(services.db, old) for old in others]
    return any(withdrawn)


def _is_known(db: Engine, envelope_id: str) -> bool:
    with reading(db) as connection:
        return connection.execute(sa.select(envelopes.c.id).where(envelopes.c.id == envelope_id)).first() is not None


def _as_json(reader: Reader) -> dict[str, Any]:
    shown = {"id": reader.id, "name": reader.name, "function": reader.function, "can_read": reader.can_read}
    return {**shown, "recipient": reader.recipient}
