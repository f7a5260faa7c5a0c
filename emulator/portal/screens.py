"""The pages people look at: a portal and a mailbox, drawn by us, not Edifice's."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    """GET /timeline/timeline: the AngularJS portal, which has the chatbot hook, or for those who chose it the new React home, which has not [R]."""
    world = world_of(request)
    if wants_new_home(world, caller.user):
        return page(request, "homepage.html")
    has_bubble = world.has_right(caller.user, RIGHT)
    return page(
        request,
        "timeline.html",
        **_frame(world, caller.user),
        applications=[{**app, **_opening(app)} for app in my_applications(world, caller.user)],
        has_bubble=has_bubble,
    )


def wants_new_home(world: World, user: User) -> bool:
    """The preference `homePage` says betaEnabled (contract, 5.4) [R]; the right "timeline beta" is everybody's here."""
    try:
        chosen = json.loads(world.preferences.get((user.id, "homePage"), "{}"))
    except ValueError:
        return False
    return isinstance(chosen, dict) and chosen.get("betaEnabled") is True


async def adapter(request: Request, caller: Caller) -> Response:
    """GET /adapter?eliot=…#<url>: frames an application. Its view was deleted in 2025 while the route stayed [R]: with `adapter: broken` in the seed's portal, 404 [I]."""
    world = world_of(request)
    if world.portal.get("adapter") == "broken":
        return page(request, "error.html", status=404)
    return page(request, "adapter.html", **_frame(world, caller.user))


def _opening(app: Mapping[str, str]) -> dict[str, str]:
    """Where an icon leads, and in which window: target "" stays in the tab, "adapter" is the page that frames (contract, 1.7) [R]."""
    framed = app["target"] == "adapter"
    return {
        "link": f"/adapter#{app['address']}" if framed else app["address"],
        "window": "" if framed else app["target"],
    }


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
