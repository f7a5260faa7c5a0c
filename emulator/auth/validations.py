"""What the ENT may want of somebody first: terms, e-mail, phone, second factor, password (contract, 0.1 and 1.1)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from emulator.auth.white_list import allowed
from emulator.identity import live_session, signed_id
from emulator.pages import page
from emulator.people import User
from emulator.refusals import NotSignedIn, ent_json
from emulator.world import World, world_of


async def requirements(request: Request) -> Response:
    """GET /auth/user/requirements: which validations are missing [R]; reachable while they are."""
    due = _signed_in(request).requirement
    return ent_json(
        {
            "forceChangePassword": due == "password",
            "needRevalidateTerms": due == "terms",
            "needRevalidateEmail": due == "mail",
            "needRevalidateMobile": due == "phone",
            "needMfa": due == "mfa",
        }
    )


async def validation_page(request: Request) -> Response:
    """GET and POST on the pages that the validations lead to: one page of ours that lifts the requirement [I]."""
    user = _signed_in(request)
    if request.method == "POST":
        user.requirement = None
        return RedirectResponse(_next(world_of(request), request), 302)
    return page(request, "validation.html")


def _next(world: World, request: Request) -> str:
    """Back to what was asked for, where the page was told [I]; the terms are told nothing, they lead home [R]."""
    query = request.query_params
    asked = query.get("redirect") or query.get("callback") or "/"
    own_host = request.headers.get("host", "")
    return asked if world.inferred.validation_leads_back and allowed(world, asked, own_host) else "/"


def _signed_in(request: Request) -> User:
    """The person of the cookie; raises NotSignedIn."""
    world = world_of(request)
    session_id = signed_id(world, request)
    session = live_session(world, session_id) if session_id else None
    if session is None:
        raise NotSignedIn
    return world.users[session.user_id]
