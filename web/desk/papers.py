"""Depositing a note, a follow-up sheet or a reply: sealed in the referent's browser, kept as it came."""

import asyncio

from starlette.responses import Response

from handoff.cases.papers import Paper, store
from handoff.errors import EnvelopeUnknown, PaperConflict
from web.access import Visit
from web.answers import answer
from web.desk.cases import case_json
from web.desk.door import Addressee
from web.desk.paper_checks import read_paper
from web.problems import WebError

_CREATED = 201
_OK = 200


async def deposit_paper(visit: Visit[Addressee]) -> Response:
    """Keep it, once: 201, and 200 for the very same again. Answers the case as it is afterwards."""
    services, who = visit.services, visit.who
    id_, kind, armour = read_paper(visit.body)
    paper = Paper(id_, who.sealed.id, who.referent.id, kind, services.clock(), armour)
    try:
        is_new = await asyncio.to_thread(store, services.db, paper)
    except EnvelopeUnknown:
        raise WebError("desk_envelope_unknown") from None
    except PaperConflict:
        raise WebError("paper_conflict") from None
    return answer({"id": who.sealed.id, **await case_json(visit)}, _CREATED if is_new else _OK)
