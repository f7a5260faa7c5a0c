"""Files joined to a message (contract, 2.9)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from emulator.conversation.mailbox import my_copy, my_draft
from emulator.identity import Caller
from emulator.letters import Attachment
from emulator.people import User
from emulator.refusals import NotFound, Refused, ent_json
from emulator.world import World, world_of

LONGEST_NAME = 255


def stored_bytes(world: World, user: User) -> int:
    """What the user's own messages and documents weigh."""
    files = [a.data for m in world.messages.values() if m.author == user.id for a in m.attachments]
    documents = [d["data"] for d in world.documents.values() if d["owner"] == user.id]
    return sum(len(data) for data in [*files, *documents])


async def add_attachment(request: Request, caller: Caller) -> Response:
    """POST /conversation/message/:id/attachment, multipart `file`: 200 `{"id"}`; 400 past the author's quota [R][T]."""
    world = world_of(request)
    message = my_draft(world, caller.user, request.path_params["id"])
    upload = (await request.form()).get("file")
    if not isinstance(upload, UploadFile):
        raise Refused("conversation.invalid.parameter")
    data, filename = await upload.read(), upload.filename or "file"
    if len(filename) > LONGEST_NAME:
        raise Refused("ERROR: value too long for type character varying(255)")
    full = world.faults.take({"quota"}, request.method, request.url.path)
    if full or stored_bytes(world, caller.user) + len(data) > caller.user.quota:
        raise Refused("file.too.large")
    attachment = Attachment(world.new_id(), "file", filename, upload.content_type or "application/octet-stream", data)
    message.attachments.append(attachment)
    return ent_json({"id": attachment.id})


def _mine(request: Request, caller: Caller) -> Attachment:
    """404 with nothing in it when the message has no such file."""
    world = world_of(request)
    message = world.messages[my_copy(world, caller.user, request.path_params["id"]).message_id]
    wanted = request.path_params["attachment"]
    found = next((each for each in message.attachments if each.id == wanted), None)
    if found is None or (message.state == "RECALL" and message.author != caller.user.id):
        raise NotFound
    return found


async def get_attachment(request: Request, caller: Caller) -> Response:
    """GET /conversation/message/:id/attachment/:attachment: the bytes as uploaded [R]."""
    found = _mine(request, caller)
    plain = found.filename.encode("ascii", "replace").decode().replace('"', "'")
    coded = "" if found.filename.isascii() else f"; filename*=UTF-8''{quote(found.filename)}"
    disposition = f'attachment; filename="{plain}"{coded}'
    return Response(found.data, media_type=found.content_type, headers={"Content-Disposition": disposition})


async def all_attachments(request: Request, caller: Caller) -> Response:
    """GET /conversation/message/:id/allAttachments: a zip [R]."""
    world = world_of(request)
    message = world.messages[my_copy(world, caller.user, request.path_params["id"]).message_id]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for each in message.attachments:
            archive.writestr(each.filename, each.data)
    return Response(packed.getvalue(), media_type="application/zip")


async def delete_attachment(request: Request, caller: Caller) -> Response:
    """DELETE /conversation/message/:id/attachment/:attachment → 200 `{"fileId", "fileSize"}` [R]."""
    found = _mine(request, caller)
    message = my_draft(world_of(request), caller.user, request.path_params["id"])
    message.attachments.remove(found)
    return ent_json({"fileId": found.id, "fileSize": len(found.data)})


async def forward_attachments(request: Request, caller: Caller) -> Response:
    """PUT /conversation/message/:id/forward/:forwarded: copies the files of a message into my draft [R]."""
    world = world_of(request)
    draft = my_draft(world, caller.user, request.path_params["id"])
    source = world.messages[my_copy(world, caller.user, request.path_params["forwarded"]).message_id]
    draft.attachments += [replace(each, id=world.new_id()) for each in source.attachments]
    return ent_json({})
