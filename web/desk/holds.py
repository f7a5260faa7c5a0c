"""Calls that keep a message past its time, or give it up: by two readers. What else a hold keeps is said in the answer."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.engine import Engine
from starlette.responses import Response

from facts.phrases import load_phrases
from handoff import retention
from handoff.cases import holds
from handoff.cases.holds import Hold
from handoff.errors import CaseRefused, EnvelopeUnknown
from schools import keeping, pages
from web.access import Visit
from web.answers import answer
from web.desk.cases import case_json
from web.desk.door import Addressee
from web.problems import WebError
from web.services import Services

Act = Callable[[Engine, str, str, datetime], Hold]


async def hold(visit: Visit[Addressee]) -> Response:
    """Ask that it be kept, or agree to what a colleague asked."""
    return await _answered(visit, holds.hold)


async def release(visit: Visit[Addressee]) -> Response:
    """Ask to give it up, or agree to what a colleague asked."""
    return await _answered(visit, holds.release)


def soon_erased_on(services: Services, school_id: str, month: str) -> date | None:
    """The day when a message of that school and month is erased unless it is held, once its readers are to be warned; None before."""
    now = services.clock()
    lengths = keeping.coming(pages.history(services.db, school_id), now)
    day = min(max(moment.date(), retention.erased_on(month, months)) for moment, months in lengths)
    return day if now.date() >= day - retention.WARNING else None


async def _answered(visit: Visit[Addressee], act: Act) -> Response:
    services, who = visit.services, visit.who
    try:
        state = await asyncio.to_thread(act, services.db, who.sealed.id, who.referent.id, services.clock())
    except EnvelopeUnknown:
        raise WebError("desk_envelope_unknown") from None
    except CaseRefused:
        raise WebError("case_refused") from None
    says = services.sentences.get(f"holds.{state.value}").format(month=_said(who.sealed.month))
    return answer({"id": who.sealed.id, **await case_json(visit), "hold_state": state.value, "hold_says": says})


def _said(month: str) -> str:
    """« novembre 2026 »."""
    year, number = month.split("-")
    return f"{load_phrases()['months'][int(number) - 1]} {year}"
