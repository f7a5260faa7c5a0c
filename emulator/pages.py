"""HTML pages from templates/; the sentences are there, in French. The CSP is the operator's, with the hosts of the user's
framed applications added to its `frame-src` (contract, 5.6)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

if TYPE_CHECKING:  # people and world import what imports this module
    from emulator.people import User
    from emulator.world import World

FOLDER = Path(__file__).parent
TEMPLATES = Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined)


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The template filled in, with the CSP of the options when one is set."""
    world: World = request.app.state.world
    html = TEMPLATES.get_template(template).render(portal=world.portal, without=world.options.without, **values)
    headers = {"Cache-Control": "no-cache, must-revalidate", "Expires": "-1"}
    policy = world.options.content_security_policy
    if policy:
        headers["Content-Security-Policy"] = _with_frames(policy, _framed_hosts(world, values.get("user")))
    return HTMLResponse(html, status, headers)


def _framed_hosts(world: World, user: User | None) -> list[str]:
    """Hosts of the user's applications whose address holds `adapter#<url>` [R]; that it opens frames is a switch [I]."""
    if user is None or not world.inferred.adapter_opens_frame_src:
        return []
    mine = {group.id for group in world.groups_of(user.id)}
    addresses = [app.address.partition("adapter#")[2] for app in world.applications.values() if app.groups & mine]
    return [urlsplit(address).netloc for address in addresses if address]


def _with_frames(policy: str, hosts: list[str]) -> str:
    directives = [part.strip() for part in policy.split(";")]
    framed = [f"{part} {' '.join(hosts)}" if part.startswith("frame-src") and hosts else part for part in directives]
    return "; ".join(framed)
