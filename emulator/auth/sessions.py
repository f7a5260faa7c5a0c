"""Opening and closing a browser's session (contract, 1.1)."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from emulator.identity import sign
from emulator.people import User
from emulator.refusals import SESSION_COOKIES, public_origin
from emulator.world import Session, World

YEAR = 365 * 24 * 3600
SECURE_LOCATION_FACTOR = 20


def open_session(world: World, user: User, *, secure_location: bool, remember: bool) -> Session:
    """A new session: 30 minutes that slide, twenty times more from a secure place, a year when remembered [R]."""
    factor = SECURE_LOCATION_FACTOR if secure_location else 1
    seconds = YEAR if remember else world.options.session_seconds * factor
    session = Session(world.new_id(), user.id, world.new_id(), timedelta(seconds=seconds), world.now())
    world.sessions[session.id] = session
    return session


def set_cookies(request: Request, response: Response, world: World, session: Session, *, remember: bool) -> None:
    """The three cookies; `Secure` behind https only; only XSRF-TOKEN and `authenticated` are readable by script [R][T]."""
    values = {
        "oneSessionId": sign(world.options.cookie_secret, session.id),
        "authenticated": "true",
        "XSRF-TOKEN": session.xsrf,
    }
    secure = public_origin(request).startswith("https:")
    for name in SESSION_COOKIES:
        response.headers.append("set-cookie", _cookie(world, name, values[name], secure=secure, remember=remember))


def _cookie(world: World, name: str, value: str, *, secure: bool, remember: bool) -> str:
    parts = [f"{name}={value}", "Path=/"]
    parts += [f"Max-Age={YEAR}"] if remember else []
    parts += ["HttpOnly"] if name == "oneSessionId" else []
    parts += ["Secure"] if secure else []
    return "; ".join([*parts, f"SameSite={world.options.same_site}"])


def clear_cookies(response: Response) -> None:
    """Forget the three cookies."""
    for name in SESSION_COOKIES:
        response.delete_cookie(name)
