"""The page of news, drawn by us: it reads and writes by the module's own calls."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.conversation.mailbox import listed
from emulator.identity import Caller
from emulator.pages import page
from emulator.world import world_of


async def news_page(request: Request, caller: Caller) -> Response:
    """GET /actualites: what one reads; for those who may write in a thread, drafts too."""
    world, user = world_of(request), caller.user
    school = world.structures[user.structures[0]].name if user.structures else world.portal["name"]
    unread = len(listed(world, user, "inbox", unread=True))
    return page(request, "news.html", user=user, school=school, unread=unread)
