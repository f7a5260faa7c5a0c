"""Which modules the project has. One that is not there answers nothing (contract, 2, 8.25, 10): how is inferred [I]."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emulator.refusals import ent_json, public_origin
from emulator.texts import TEXTS
from emulator.world import World, world_of

CONVERSATION = "conversation"
MODULES: dict[str, dict[str, Any]] = {
    CONVERSATION: {"screeb-app-id": "", "debounce-time-to-auto-save": 5000, "mail-to-exercizer": False},
    "video": {
        "max-videosize-mbytes": 50,
        "max-videoduration-minutes": 3,
        "accept-videoupload-extensions": ["mp4", "mov", "avi"],
    },
    **{
        name: {}
        for name in ("auth", "appregistry", "communication", "directory", "userbook", "timeline", "portal", "workspace")
    },
    "actualites": {},
    "chatbot": {},
}
INSTEAD = {"zimbra": CONVERSATION}


def present(world: World) -> set[str]:
    """Names of the modules of this project; Zimbra is there where conversation is not."""
    without = world.options.without
    return {*MODULES, *(name for name, other in INSTEAD.items() if other in without)} - without


async def public_conf(request: Request) -> Response:
    """GET /:module/conf/public, public [R]; 404 for a module that is not there [I]."""
    world, name = world_of(request), request.path_params["application"]
    if name not in present(world):
        return _not_found()
    own = {"mail-to-exercizer": world.options.mail_to_exercizer} if name == CONVERSATION else {}
    return ent_json({**MODULES.get(name, {}), **own})


def _not_found() -> Response:
    status, phrase = TEXTS["proxy"]["absent"]
    return HTMLResponse(f"<html><body><h1>{status} {phrase}</h1></body></html>", status)


class ModulesMiddleware:
    """The proxy before the modules: those that are not there, and the header that it may add to pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        world: World = scope["app"].state.world
        if scope["path"].strip("/").split("/")[0] in world.options.without:
            await _absent(world, Request(scope))(scope, receive, send)
        elif world.inferred.proxy_adds_no_frame_option:
            await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, _same_origin_frames(send))


def _absent(world: World, request: Request) -> Response:
    if world.inferred.absent_module_is_404:
        return _not_found()
    origin = public_origin(request)
    return RedirectResponse(f"{origin}/auth/login?callback={quote(origin + request.url.path, safe='')}", 302)


def _same_origin_frames(send: Send) -> Send:
    async def with_header(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["X-Frame-Options"] = "SAMEORIGIN"
        await send(message)

    return with_header
