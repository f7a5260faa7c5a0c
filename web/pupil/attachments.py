"""A piece that follows an envelope: the conversation so far, a voice message. Put after the text, once, by the session that deposited.

Rules: only what the envelope announced, of that kind and size; an armour that one passphrase opens, whose plaintext has exactly the length of
the class; the very same bytes again are fine, others are refused. Nothing is opened here, and the text waits for none of it. No ENT token is
asked for: it is erased as soon as the text is delivered, perhaps before the piece is here.
"""

import asyncio
from typing import Any

from starlette.responses import Response

from handoff.attachments import Attachment, store
from handoff.errors import AttachmentConflict, AttachmentUnknown
from web.access import Visit
from web.answers import answer
from web.armour import WORK_OF_SECRETS, is_sealed_by
from web.problems import WebError
from web.pupil.deposits import was_deposited_by
from web.pupil.sessions import PupilSession
from web.pupil.shapes import has_shape
from web.services import Services

MOST_BODY = 1024 * 1024
_BODY = {"kind": str, "size": int, "armour": str}
_CREATED = 201
_OK = 200


async def put_attachment(visit: Visit[PupilSession]) -> Response:
    """Keep the sealed bytes of one announced piece; the very same ones again are fine."""
    services, session = visit.services, visit.who
    piece = _read(visit.request.path_params, visit.body)
    if not await asyncio.to_thread(was_deposited_by, services.db, session, piece.envelope):
        raise WebError("envelope_unknown")
    is_new = await asyncio.to_thread(_store, services, piece)
    return answer({"id": piece.id}, _CREATED if is_new else _OK)


def _read(place: dict[str, str], body: dict[str, Any]) -> Attachment:
    if not has_shape(body, _BODY) or not is_sealed_by(body["armour"], WORK_OF_SECRETS, body["size"]):
        raise WebError("attachment_malformed")
    return Attachment(id=place["attachment"], envelope=place["envelope"], **body)


def _store(services: Services, piece: Attachment) -> bool:
    try:
        return store(services.db, piece, services.clock())
    except AttachmentUnknown:
        raise WebError("attachment_malformed") from None
    except AttachmentConflict:
        raise WebError("attachment_conflict") from None
