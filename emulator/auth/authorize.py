"""The OAuth2 authorisation endpoint (contract, 1.3): no consent page, parameters appended without encoding."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from emulator.auth.white_list import allowed
from emulator.guard import require_validations
from emulator.identity import Caller, live_session, signed_id
from emulator.pages import page
from emulator.people import User
from emulator.refusals import NotSignedIn
from emulator.world import Grant, World, world_of


async def authorize(request: Request) -> Response:
    """GET /auth/oauth2/auth: needs a cookie session; a Bearer token does not open it [R][T]."""
    world = world_of(request)
    query = request.query_params
    session_id = signed_id(world, request)
    session = live_session(world, session_id) if session_id else None
    if session is None:
        if "state" not in query:
            return page(request, "error.html", status=500)
        raise NotSignedIn
    user = world.users[session.user_id]
    require_validations(world, request, Caller("cookie", user, session=session))
    redirect_uri = query.get("redirect_uri", "")
    if not allowed(world, redirect_uri, request.headers.get("host", "")):
        return RedirectResponse("/", 302)
    return _redirect(redirect_uri, _outcome(world, user, query))


def _outcome(world: World, user: User, query: QueryParams) -> list[tuple[str, str]]:
    error = _error(world, query)
    state = [("state", query["state"])] if "state" in query else []
    if error is not None:
        return [("error", error), *state]
    nonce = query.get("nonce")
    code = world.new_id()
    world.codes[code] = Grant(query["client_id"], user.id, query["scope"], world.now(), query["redirect_uri"], nonce)
    return [("code", code), *state, *([("nonce", nonce)] if nonce else [])]


def _error(world: World, query: QueryParams) -> str | None:
    """`server_error` is what a scope outside the application's own list gives [R]."""
    if query.get("response_type") != "code" or not query.get("client_id"):
        return "invalid_request"
    if not query.get("scope"):
        return "invalid_scope"
    application = world.application_by_name(query["client_id"])
    if application is None or application.grant_type != "authorization_code":
        return "unauthorized_client"
    if not set(query["scope"].split()) <= set(application.scope.split()):
        return "server_error"
    return None


def _redirect(uri: str, parameters: list[tuple[str, str]]) -> Response:
    """302 with raw parameters: Starlette's RedirectResponse would quote them."""
    joined = "&".join(f"{name}={value}" for name, value in parameters)
    location = f"{uri}{'&' if '?' in uri else '?'}{joined}"
    safe = "".join(character for character in location if character.isprintable()).encode("latin-1", "replace")
    return Response(status_code=302, headers={"location": safe.decode("latin-1")})
