"""The message object on the way in (contract, 2.1): its keys become SQL columns, there is no schema [R]."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from emulator.cleaning import body_to_json
from emulator.letters import Message
from emulator.refusals import Refused
from emulator.richtext import TransformationError, transform
from emulator.world import World

COLUMNS = {"subject", "body", "to", "cc", "cci", "noReply", "scheduleAt"}
SUBJECT_LENGTH = 1024

Fields = dict[str, Any]


async def message_fields(request: Request) -> Fields:
    """The cleaned JSON body, columns not yet checked."""
    return await body_to_json(request)


def checked(fields: Fields) -> Fields:
    """Raises the 400 that PostgreSQL's error becomes: unknown column, subject too long, wrong type [R]."""
    unknown = sorted(set(fields) - COLUMNS)
    if unknown:
        raise Refused(f'ERROR: column "{unknown[0]}" of relation "messages" does not exist')
    if len(fields.get("subject") or "") > SUBJECT_LENGTH:
        raise Refused("ERROR: value too long for type character varying(1024)")
    for name in ("to", "cc", "cci"):
        if name in fields and not _is_list_of_ids(fields[name]):
            raise Refused(f'ERROR: column "{name}" is of type jsonb but expression is of another type')
    return fields


def _is_list_of_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(id_, str) for id_ in value)


def require_to(fields: Fields) -> None:
    """`to` is NOT NULL: a message cannot be created without it [R]."""
    if fields.get("to") is None:
        raise Refused('ERROR: null value in column "to" of relation "messages" violates not-null constraint')


def recipients_of(fields: Fields) -> list[str]:
    """`to`, `cc`, `cci` of a request, each id once; wrong types count for nothing here."""
    lists = [fields[name] for name in ("to", "cc", "cci") if isinstance(fields.get(name), list)]
    return list(dict.fromkeys(str(id_) for ids in lists for id_ in ids))


def cleaned_body(world: World, message_id: str, body: str, path: str) -> str:
    """Stage 2 of the cleaning, then the fault that damages a body; raises the 400 of 2.2."""
    options = world.options
    fails = options.transformer == "fail" or world.faults.take({"transformer"}, "", path) is not None
    try:
        limit = 0 if fails else options.transformer_limit
        stored = body if options.transformer == "off" else transform(body, limit, world.inferred)
    except TransformationError as error:
        raise Refused(f"Content transformation failed for message with id : {message_id}") from error
    if body and world.faults.take({"damaged_body"}, "", path):
        cut = len(stored) * 2 // 3
        stored = stored[:cut] + stored[cut + 3 :]
    return stored


def write(world: World, message: Message, fields: Fields, path: str) -> None:
    """Put the columns given into the message; nothing changes when the body cannot be cleaned."""
    if "body" in fields:
        message.body = cleaned_body(world, message.id, str(fields["body"] or ""), path)
    message.subject = str(fields.get("subject", message.subject) or "")
    message.to = list(fields.get("to", message.to))
    message.cc = list(fields.get("cc", message.cc))
    message.cci = list(fields.get("cci", message.cci))
    message.no_reply = bool(fields.get("noReply", message.no_reply))
    message.schedule_at = fields.get("scheduleAt", message.schedule_at)
