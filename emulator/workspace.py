"""Documents (contract, 7): one's own only; sharing is not emulated."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from emulator.conversation.attachments import stored_bytes
from emulator.identity import Caller
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import world_of


async def add(request: Request, caller: Caller) -> Response:
    """POST /workspace/document?name=, multipart `file`, right `workspace.document.add`: 201 [R]."""
    world = world_of(request)
    upload = (await request.form()).get("file")
    if not isinstance(upload, UploadFile):
        raise Refused("workspace.upload.forbidden")
    data = await upload.read()
    full = world.faults.take({"quota"}, request.method, request.url.path)
    if full or stored_bytes(world, caller.user) + len(data) > caller.user.quota:
        raise Refused("file.too.large")
    document = _document(world.new_id(), upload, data, caller, request.query_params.get("name"))
    document["created"] = document["modified"] = world.now().isoformat()
    world.documents[document["_id"]] = document
    return ent_json({key: value for key, value in document.items() if key != "data"}, 201)


def _document(id_: str, upload: UploadFile, data: bytes, caller: Caller, name: str | None) -> dict[str, Any]:
    filename = upload.filename or "file"
    metadata = {
        "name": "file",
        "filename": filename,
        "content-type": upload.content_type or "application/octet-stream",
        "content-transfer-encoding": "7bit",
        "charset": "UTF-8",
        "size": len(data),
    }
    owner = {"owner": caller.user.id, "ownerName": caller.user.display_name}
    return {"_id": id_, "name": name or filename, "metadata": metadata, "file": id_, **owner, "data": data}


async def get(request: Request, caller: Caller) -> Response:
    """GET /workspace/document/:id: its owner; 401 HTML for others [R]."""
    document = world_of(request).documents.get(request.path_params["id"])
    if document is None or document["owner"] != caller.user.id:
        raise Forbidden
    return Response(document["data"], media_type=document["metadata"]["content-type"])


async def quota(request: Request, caller: Caller) -> Response:
    """GET /workspace/quota/user/:id → `{"quota", "storage"}` in bytes [R]."""
    if request.path_params["id"] != caller.user.id:
        raise Forbidden
    return ent_json({"quota": caller.user.quota, "storage": stored_bytes(world_of(request), caller.user)})
