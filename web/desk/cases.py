"""Calls about what becomes of a message: opened, taken, a dated step, handed over, closed by two, linked, exported.

Each answers the case as it is afterwards, with its history: the whole group of readers sees the same (R73).
"""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.responses import Response

from handoff.cases import case_acts
from handoff.cases.case_acts import Doer
from handoff.cases.files import file_of
from handoff.errors import CaseClosed, CaseRefused, EnvelopeUnknown
from handoff.receipts import mark_opened, mark_taken
from tallies.counting import opening
from web.access import Visit
from web.answers import answer
from web.desk.case_shapes import file_as_json
from web.desk.door import Addressee
from web.desk.school_time import school_time
from web.problems import WebError


async def show_case(visit: Visit[Addressee]) -> Response:
    """The case without the sealed message: what to ask for again while it is open."""
    return await _answer(visit)


async def mark_as_opened(visit: Visit[Addressee]) -> Response:
    """Note that I opened it; the group sees it (R73), the sender may learn that an adult did."""
    return await _done(visit, lambda: _open(visit))


async def mark_as_taken(visit: Visit[Addressee]) -> Response:
    """Note that I take it in charge."""
    services, who = visit.services, visit.who
    return await _done(visit, lambda: mark_taken(services.db, who.sealed.id, who.referent.id, services.clock()))


async def date_a_step(visit: Visit[Addressee]) -> Response:
    """Say by which day the next step will be done."""
    on = _day(visit.body.get("on"))
    return await _done(visit, lambda: case_acts.date_a_step(visit.services.db, doer_of(visit), on))


async def hand_over(visit: Visit[Addressee]) -> Response:
    """Ask a colleague who reads it too to take it."""
    services, to = visit.services, _text(visit.body.get("to"))
    return await _done(visit, lambda: case_acts.hand_over(services.db, services.ring, doer_of(visit), to))


async def close(visit: Visit[Addressee]) -> Response:
    """Ask to close it, or agree to what a colleague asked."""
    return await _done(visit, lambda: case_acts.close(visit.services.db, doer_of(visit)))


async def reopen(visit: Visit[Addressee]) -> Response:
    """It is not finished."""
    return await _done(visit, lambda: case_acts.reopen(visit.services.db, doer_of(visit)))


async def link(visit: Visit[Addressee]) -> Response:
    """Another message of mine tells of the same event."""
    other = _text(visit.body.get("other"))
    return await _done(visit, lambda: case_acts.link(visit.services.db, doer_of(visit), other))


async def export(visit: Visit[Addressee]) -> Response:
    """Note that I made a copy to be handed on."""
    return await _done(visit, lambda: case_acts.export(visit.services.db, doer_of(visit)))


def doer_of(visit: Visit[Addressee]) -> Doer:
    """Who acts on which envelope, by the school's own day."""
    services, who = visit.services, visit.who
    time = school_time(services, who.sealed.school)
    return Doer(who.sealed.id, who.referent.id, services.clock(), time.today, time.quiet)


async def case_json(visit: Visit[Addressee]) -> dict[str, Any]:
    """The case as it is now."""
    services, who = visit.services, visit.who
    time = school_time(services, who.sealed.school)
    return file_as_json(await asyncio.to_thread(file_of, services.db, who.sealed.id, who.referent.id, time))


async def _done(visit: Visit[Addressee], act: Callable[[], None]) -> Response:
    try:
        await asyncio.to_thread(act)
    except EnvelopeUnknown:
        raise WebError("desk_envelope_unknown") from None
    except CaseClosed:
        raise WebError("case_closed") from None
    except CaseRefused:
        raise WebError("case_refused") from None
    return await _answer(visit)


async def _answer(visit: Visit[Addressee]) -> Response:
    return answer({"id": visit.who.sealed.id, **await case_json(visit)})


def _open(visit: Visit[Addressee]) -> None:
    services, who, now = visit.services, visit.who, visit.services.clock()
    if (first := mark_opened(services.db, who.sealed.id, who.referent.id, now)) is not None:
        services.tallies.count(services.settings.school(first.school), opening(first.promised_by, now))


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise WebError("bad_request") from None


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 36:  # noqa: PLR2004 (the longest of the ENT's ids, and of ours)
        raise WebError("bad_request")
    return value
