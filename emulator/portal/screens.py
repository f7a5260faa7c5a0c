"""The pages people look at: a portal and a mailbox, drawn by us, not Edifice's."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from emulator.conversation.mailbox import listed
from emulator.identity import Caller
from emulator.pages import page
from emulator.people import User
from emulator.portal.chatbot import RIGHT
from emulator.world import World, world_of

LANDING = "/timeline/timeline"


async def home(request: Request) -> Response:  # noqa: ARG001 - handlers share one signature
    """GET /: the portal."""
    return RedirectResponse(LANDING, 302)


async def timeline(request: Request, caller: Caller) -> Response:
    """GET /timeline/timeline: news, applications, and the chatbot hook for those who have the right."""
    world = world_of(request)
    has_bubble = world.has_right(caller.user, RIGHT)
    return page(
        request,
        "timeline.html",
        **_frame(world, caller.user),
        applications=my_applications(world, caller.user),
        has_bubble=has_bubble,
    )


async def mailbox(request: Request, caller: Caller) -> Response:
    """GET /conversation/conversation: the mailbox; `#/read-mail/<id>` opens a message."""
    world = world_of(request)
    return page(request, "mailbox.html", **_frame(world, caller.user))


def _frame(world: World, user: User) -> dict[str, Any]:
    school = world.structures[user.structures[0]].name if user.structures else world.portal["name"]
    return {"user": user, "school": school, "unread": len(listed(world, user, "inbox", unread=True))}


def my_applications(world: World, user: User) -> list[dict[str, str]]:
    """The connectors whose role one of the user's groups holds."""
    mine = {group.id for group in world.groups_of(user.id)}
    return [
        {
            "name": app.name,
            "displayName": app.display_name,
            "address": app.address,
            "icon": app.icon,
            "target": app.target,
        }
        for app in world.applications.values()
        if app.groups & mine
    ]
