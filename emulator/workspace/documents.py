"""Documents (contract, 7): one's own, those shared, those made public."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.conversation.attachments import stored_bytes
from emulator.identity import Caller
from emulator.people import User
from emulator.refusals import Forbidden, NotFound, Refused, ent_json
from emulator.world import World, world_of

READ = "org-entcore-workspace-controllers-WorkspaceController|getDocument"
HIDDEN = {"data", "readers"}


async def add(request: Request, caller: Caller) -> Response:
    """POST /workspace/document?name=&protected=|public=, multipart `file`, right `workspace.document.add`: 201 [R]."""
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
    document |= {name: request.query_params.get(name) == "true" for name in ("protected", "public")}
    world.documents[document["_id"]] = document
    return ent_json({key: value for key, value in document.items() if key not in HIDDEN}, 201)


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
    kept = {"data": data, "readers": []}
    return {"_id": id_, "name": name or filename, "metadata": metadata, "file": id_, **owner, **kept}


def _bytes(document: dict[str, Any]) -> Response:
    return Response(document["data"], media_type=document["metadata"]["content-type"])


async def show(request: Request, caller: Caller) -> Response:
    """GET /workspace/document/:id: its owner and those it is shared with; 401 HTML for others [R]."""
    world = world_of(request)
    document = world.documents.get(request.path_params["id"])
    if document is None:
        raise NotFound
    if not _opens(world, document, caller.user):
        raise Forbidden
    return _bytes(document)


def _opens(world: World, document: dict[str, Any], user: User) -> bool:
    """Whether a protected one opens for the recipients of a message that embeds it is a switch [I]."""
    mine = {user.id, *(group.id for group in world.groups_of(user.id))}
    shared = document["owner"] == user.id or document["public"] or bool(mine & set(document["readers"]))
    if shared or not document["protected"] or world.inferred.protected_documents_stay_closed:
        return bool(shared)
    letters = [world.messages[message_id] for user_id, message_id in world.copies if user_id == user.id]
    return any(letter.author == document["owner"] and document["_id"] in letter.body for letter in letters)


async def show_public(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - any signed-in user may
    """GET /workspace/pub/document/:id: public ones only [R]."""
    document = world_of(request).documents.get(request.path_params["id"])
    if document is None or not document["public"]:
        raise NotFound
    return _bytes(document)


async def share(request: Request, caller: Caller) -> Response:
    """PUT /workspace/share/resource/:id `{"users": {id: [actions]}, "groups": {…}}`, owner only; only reading is kept."""
    document = world_of(request).documents.get(request.path_params["id"])
    if document is None or document["owner"] != caller.user.id:
        raise Forbidden
    content = await body_to_json(request)
    given = {**(content.get("users") or {}), **(content.get("groups") or {})}
    document["readers"] = [id_ for id_, actions in given.items() if READ in actions]
    return ent_json({})


async def quota(request: Request, caller: Caller) -> Response:
    """GET /workspace/quota/user/:id → `{"quota", "storage"}` in bytes [R]."""
    if request.path_params["id"] != caller.user.id:
        raise Forbidden
    return ent_json({"quota": caller.user.quota, "storage": stored_bytes(world_of(request), caller.user)})
