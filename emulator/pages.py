"""HTML pages from templates/; the sentences are there, in French."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

FOLDER = Path(__file__).parent
TEMPLATES = Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined)


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The template filled in, with the CSP of the options when one is set (contract, 5.6)."""
    world = request.app.state.world
    html = TEMPLATES.get_template(template).render(portal=world.portal, **values)
    headers = {"Cache-Control": "no-cache, must-revalidate", "Expires": "-1"}
    if world.options.content_security_policy:
        headers["Content-Security-Policy"] = world.options.content_security_policy
    return HTMLResponse(html, status, headers)
