"""Who is asking: a signed cookie first, else a Bearer token, else Basic (contract, 0.2)."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from starlette.requests import Request

from emulator.people import Application, User
from emulator.refusals import NotSignedIn, WrongXsrf
from emulator.world import Session, World

WRITES = {"POST", "PUT", "DELETE"}


@dataclass(frozen=True)
class Caller:
    """`someone` is None only for an application that speaks for itself (client_credentials, Basic)."""

    by: Literal["cookie", "bearer", "basic"]
    someone: User | None
    client_id: str | None = None
    scope: str = ""
    session: Session | None = None

    @property
    def user(self) -> User:
        """The person; raises NotSignedIn for an application that speaks for itself."""
        if self.someone is None:
            raise NotSignedIn
        return self.someone


def sign(secret: bytes, session_id: str) -> str:
    """Value of the oneSessionId cookie: id, colon, base64 of an HMAC-SHA1, as entcore does [R]."""
    mac = hmac.digest(secret, session_id.encode(), "sha1")
    return f"{session_id}:{base64.b64encode(mac).decode()}"


def signed_id(world: World, request: Request) -> str | None:
    """The session id of a cookie whose signature holds, even if the session is gone."""
    value = request.cookies.get("oneSessionId", "").strip('"')
    session_id = value.partition(":")[0]
    genuine = hmac.compare_digest(sign(world.options.cookie_secret, session_id).encode(), value.encode())
    return session_id if session_id and genuine else None


def live_session(world: World, session_id: str) -> Session | None:
    """The session, its life prolonged; None once it is over."""
    session = world.sessions.get(session_id)
    if session is None or world.now() - session.seen > session.lasts:
        world.sessions.pop(session_id, None)
        return None
    session.seen = world.now()
    return session


def identify(world: World, request: Request) -> Caller:
    """The caller; raises NotSignedIn. A valid cookie wins over the Authorization header [R]."""
    session_id = signed_id(world, request)
    if session_id is not None:
        return _by_cookie(world, request, session_id)
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    if scheme == "Bearer":
        return _by_bearer(world, request, credential.strip())
    if scheme == "Basic":
        application = basic_application(world, request)
        if application is not None:
            return Caller("basic", None, application.name, application.scope)
    raise NotSignedIn


def _by_cookie(world: World, request: Request, session_id: str) -> Caller:
    """CSRF is looked at before a dead session is rejected: 403 on a write, 302 on a read [R]."""
    if world.faults.take({"revoked_session"}, request.method, request.url.path):
        world.sessions.pop(session_id, None)
    session = live_session(world, session_id)
    if request.method in WRITES and world.options.csrf:
        given = request.headers.get("x-xsrf-token", "")
        if session is None or not hmac.compare_digest(given.encode(), session.xsrf.encode()):
            raise WrongXsrf
    if session is None:
        raise NotSignedIn
    return session_caller(world, session)


def session_caller(world: World, session: Session) -> Caller:
    """The person of a live session."""
    return Caller("cookie", world.users[session.user_id], session=session)


def _by_bearer(world: World, request: Request, token: str) -> Caller:
    grant = world.tokens.get(token)
    expired = world.faults.take({"expired_token"}, request.method, request.url.path)
    if grant is None or expired or world.now() - grant.issued >= timedelta(seconds=world.options.token_seconds):
        raise NotSignedIn
    if not covers(grant.scope, request.url.path):
        raise NotSignedIn
    user = world.users.get(grant.user_id) if grant.user_id else None
    return Caller("bearer", user, grant.client_id, grant.scope)


def covers(scope: str, path: str) -> bool:
    """The scope holds, as a whole word, the module of this path (contract, 0.4)."""
    words = {path.strip("/").split("/")[0]}
    if path in {"/auth/oauth2/userinfo", "/auth/oauth2/token"}:
        words = {"userinfo"}
    if path == "/directory/myinfos":
        words |= {"myinfos"}
    return any(re.search(rf"\b{re.escape(word)}\b", scope) for word in words)


def basic_application(world: World, request: Request) -> Application | None:
    """The application whose id and secret stand in `Authorization: Basic`."""
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    if scheme != "Basic":
        return None
    try:
        name, _, secret = base64.b64decode(credential, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    application = world.application_by_name(name)
    return application if application and application.secret and application.secret == secret else None
