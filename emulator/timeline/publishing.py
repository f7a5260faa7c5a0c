"""Adding to the feed from outside (contract, 4.4)."""

from __future__ import annotations

import html
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import User
from emulator.refusals import Refused, ent_json
from emulator.texts import TEXTS
from emulator.timeline.notify import flooded, mail, post, push
from emulator.world import World, world_of

PUBLISH = "org.entcore.timeline.controllers.TimelineController|publish"
EXTERNAL = "org.entcore.timeline.controllers.TimelineController|externalNotifications"
KEYS: dict[str, type] = {
    "message": str,
    "type": str,
    "recipients": list,
    "params": dict,
    "event-type": str,
    "resource": str,
    "sub-resource": str,
    "sender": str,
}
TEMPLATES = {"external.external_notification", "elea.external_notification"}


async def publish(request: Request, caller: Caller) -> Response:
    """POST /timeline/publish, right or scope `…TimelineController|publish`: 201, in the feed only, no mail, no push; a
    second one of the same sender within three seconds is dropped, and still 201 [R][T]."""
    world = world_of(request)
    content = await body_to_json(request)
    if not _well_formed(content):
        raise Refused("invalid.schema")
    people = [world.users[each["userId"]] for each in content["recipients"] if each.get("userId") in world.users]
    if not _held_back(world, caller, content):
        event = {"kind": content["type"], "event": content.get("event-type"), "sender": content.get("sender")}
        resource, params = content.get("resource"), content.get("params") or {}
        post(world, **event, resource=resource, params=params, people=people, text=content["message"])
    return Response(status_code=201)


def _held_back(world: World, caller: Caller, content: dict[str, Any]) -> bool:
    """Three seconds a sender; an application that names none has no sender, unless the switch says so."""
    own = None if world.inferred.senderless_publish_is_free else caller.client_id
    sender = content.get("sender") or (caller.someone.id if caller.someone else own)
    return sender is not None and flooded(world, sender)


def _well_formed(content: dict[str, Any]) -> bool:
    """The schema of the call: known keys, their types, `message`, `recipients` and `type` there [R]."""
    typed = not set(content) - set(KEYS) and all(isinstance(value, KEYS[key]) for key, value in content.items())
    if not typed or not {"message", "recipients", "type"} <= set(content):
        return False
    return all(isinstance(each, dict) and not set(each) - {"userId", "unread"} for each in content["recipients"])


async def external(request: Request, caller: Caller) -> Response:
    """POST /timeline/external/notification/:projectId, administrators or the method in the scope: feed, mail and push by a
    template that must exist on the platform; else 400 [R]."""
    world = world_of(request)
    if caller.someone is not None:
        require_admin(caller)
    content = await body_to_json(request)
    ids = content.get("recipients")
    if not isinstance(ids, list) or not ids or not content.get("body"):
        raise Refused("Invalid recipients or body")
    name = f"{request.path_params['project']}.{content.get('resource', 'external_notification')}".lower()
    if name not in TEMPLATES:
        raise Refused(f"Invalid notification name: {name}")
    people = [world.users[id_] for id_ in ids if id_ in world.users]
    if not flooded(world, str(content.get("senderId") or name)):
        _notify(world, name, content, people)
    return ent_json({})


def _notify(world: World, name: str, content: dict[str, Any], people: list[User]) -> None:
    sender = str(content.get("username") or TEXTS["unknown_sender"])
    kind, _, event = name.upper().partition(".")
    text, params = html.escape(str(content["body"])), {"body": content["body"], "username": sender}
    post(world, kind=kind, event=event, sender=None, resource=None, params=params, people=people, text=text)
    for person in people:
        mail(world, person, TEXTS["external_mail"].format(sender=sender), str(content["body"]), "/timeline/timeline")
        if content.get("pushMobile") and content.get("mobileTitle"):
            push(world, person, str(content["mobileTitle"]), str(content.get("mobileBody", "")), {})
