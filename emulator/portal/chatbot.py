"""The chatbot hook of the module OPEN-ENT-NG/chatbot (contract, 5.1) [R]."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from emulator.identity import Caller
from emulator.pages import FOLDER
from emulator.refusals import ent_json
from emulator.world import world_of

RIGHT = "chatbot.view"


async def url(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - the right is the guard's affair
    """GET /chatbot/url, right `chatbot.view`: where the bot's server is; 401 HTML without the right [R]."""
    return ent_json({"chatbotUrl": world_of(request).options.bot_url})


async def script(request: Request) -> Response:  # noqa: ARG001
    """GET /chatbot/public/js/chatbot.js: the script that brings the bot's own script into the page [R]."""
    return FileResponse(FOLDER / "static" / "chatbot.js", media_type="text/javascript")
