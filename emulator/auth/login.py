"""Session login and logout (contract, 1.1)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import unquote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from emulator.auth.backchannel import announce_logout
from emulator.auth.sessions import clear_cookies, open_session, set_cookies
from emulator.auth.white_list import allowed
from emulator.identity import signed_id
from emulator.pages import page
from emulator.people import User
from emulator.refusals import ent_json
from emulator.world import Tries, World, world_of

FAILED = "auth.error.authenticationFailed"
BANNED = "auth.error.ban"
BLOCKED = "auth.error.blockedUser"


async def login_page(request: Request) -> Response:
    """GET /auth/login?callBack=: the form, public; `callback` is read too [R]."""
    return login_form(request, request.query_params, error=None)


def login_form(request: Request, values: Mapping[str, object], error: str | None) -> HTMLResponse:
    """The login page, with what was typed and why it did not work."""
    world = world_of(request)
    callback = str(values.get("callBack") or values.get("callback") or "")
    accounts = [user for user in world.users.values() if user.demo and not user.federated]
    federated = [user for user in world.users.values() if user.federated]
    email = values.get("email", "")
    return page(
        request, "login.html", callback=callback, error=error, email=email, accounts=accounts, federated=federated
    )


async def login(request: Request) -> Response:
    """POST /auth/login: 302 and three cookies; on failure 200 and the page again, never 401 [R][T]."""
    world = world_of(request)
    form = await request.form()
    user = world.user_by_login(str(form.get("email", "")))
    password = str(form.get("password", ""))
    if user and not user.activated and user.activation_code and password == user.activation_code:
        return page(request, "activation.html", user=user)
    error = check_password(world, user, password)
    if error is not None or user is None:
        return login_form(request, form, error or FAILED)
    return signed_in(request, world, user, form)


def check_password(world: World, user: User | None, password: str) -> str | None:
    """None when the password is right, else the key of the error; too many tries ban the account for a while [R].

    No password is right for a federated account [R]; which key says so is inferred.
    """
    if user is None:
        return FAILED
    if user.federated:
        return FAILED if world.inferred.federated_account_fails_like_a_wrong_password else BLOCKED
    tries = world.tries.setdefault(user.id, Tries())
    if tries.banned_until and world.now() < tries.banned_until:
        return BANNED
    if user.activated and hmac.compare_digest(user.password.encode(), password.encode()):
        world.tries.pop(user.id)
        return None
    tries.count += 1
    if tries.count >= world.options.login_tries:
        world.tries[user.id] = Tries(0, world.now() + timedelta(seconds=world.options.ban_seconds))
        return BANNED
    return FAILED


def signed_in(request: Request, world: World, user: User, form: FormData) -> Response:
    """The cookies of a new session, and the way to where the browser was going."""
    remember = form.get("rememberMe") == "true"
    session = open_session(world, user, secure_location=form.get("secureLocation") == "true", remember=remember)
    callback = unquote(str(form.get("callBack") or "/"))
    target = callback if allowed(world, callback, request.headers.get("host", "")) else "/"
    response = RedirectResponse(target, 302)
    set_cookies(request, response, world, session, remember=remember)
    return response


async def logout(request: Request) -> Response:
    """GET /auth/logout?callback=: 302, cookies cleared, applications told through their logoutUrl [R]."""
    world = world_of(request)
    session_id = signed_id(world, request)
    session = world.sessions.pop(session_id, None) if session_id else None
    if session is not None:
        await announce_logout(world, world.users[session.user_id])
    callback = request.query_params.get("callback", "/auth/login")
    target = callback if allowed(world, callback, request.headers.get("host", "")) else "/"
    response = RedirectResponse(target, 302)
    clear_cookies(response)
    return response


async def context(request: Request) -> Response:
    """GET /auth/context: what the login page needs, public [R]; the values are ours [I]."""
    callback = request.query_params.get("callback", "")
    answer = {
        "callBack": callback,
        "cgu": True,
        "passwordRegex": ".{4,}",
        "passwordRegexI18n": {},
        "mandatory": {},
        "mfaConfig": [],
    }
    return ent_json(answer)
