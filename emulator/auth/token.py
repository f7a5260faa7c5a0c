"""The OAuth2 token endpoint (contract, 1.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from emulator.auth.login import check_password
from emulator.auth.openid import id_token
from emulator.identity import basic_application
from emulator.people import Application
from emulator.refusals import Refusal, ent_json
from emulator.world import Grant, World, world_of

Form = dict[str, str]


class OAuthRefused(Refusal):
    """`{"error", "error_description"}` with 400, 401 or 403 [R]."""

    def __init__(self, error: str, description: str = "", status: int = 401) -> None:
        super().__init__(error)
        self.error = error
        self.description = description
        self.status = status

    def answer(self, request: Request) -> Response:  # noqa: ARG002 - same signature in the whole tree
        """The error as JSON."""
        body = {"error": self.error}
        if self.description:
            body["error_description"] = self.description
        return ent_json(body, self.status)


async def token(request: Request) -> Response:
    """POST /auth/oauth2/token: client by Basic or by fields; the four grants of an ENT without federation [R][T]."""
    world = world_of(request)
    form = {key: str(value) for key, value in (await request.form()).items()}
    grant_type = form.get("grant_type")
    if not grant_type:
        raise OAuthRefused("invalid_request", "'grant_type' not found", 400)
    if grant_type not in GRANTS:
        raise OAuthRefused("unsupported_grant_type", status=400)
    application = _client(world, request, form)
    if grant_type not in {application.grant_type, "refresh_token"}:
        raise OAuthRefused("unauthorized_client", status=401)
    grant, refresh_token = GRANTS[grant_type](world, application, form)
    return ent_json(_issue(world, grant, refresh_token))


def _client(world: World, request: Request, form: Form) -> Application:
    application = basic_application(world, request)
    if application is None and "client_secret" in form:
        named = world.application_by_name(form.get("client_id", ""))
        application = named if named and named.secret and named.secret == form["client_secret"] else None
    if application is None:
        raise OAuthRefused("invalid_client")
    return application


def _required(form: Form, name: str) -> str:
    if not form.get(name):
        raise OAuthRefused("invalid_request", f"'{name}' not found", 400)
    return form[name]


def _by_code(world: World, application: Application, form: Form) -> tuple[Grant, str | None]:
    """A code lives ten minutes and may be used again in that time, as in the code read [R]."""
    code = world.codes.get(_required(form, "code"))
    redirect_uri = _required(form, "redirect_uri")
    late = code and world.now() - code.issued > timedelta(seconds=world.options.code_seconds)
    if code is None or late or code.client_id != application.name:
        raise OAuthRefused("invalid_grant")
    if redirect_uri != code.redirect_uri:
        raise OAuthRefused("redirect_uri_mismatch")
    return code, world.new_id()


def _by_refresh(world: World, application: Application, form: Form) -> tuple[Grant, str | None]:
    """The same refresh token comes back; older access tokens live on [R]."""
    value = _required(form, "refresh_token")
    grant = world.refresh_tokens.get(value)
    if grant is None or grant.client_id != application.name:
        raise OAuthRefused("invalid_grant")
    return grant, value


def _by_password(world: World, application: Application, form: Form) -> tuple[Grant, str | None]:
    user = world.user_by_login(_required(form, "username"))
    password = _required(form, "password")
    if user and not user.activated and password == user.activation_code:
        raise OAuthRefused("access_denied", "auth.error.activation", 403)
    error = check_password(world, user, password)
    if error is not None or user is None:
        raise OAuthRefused("access_denied", error or "")
    return Grant(application.name, user.id, _own_scope(application, form), world.now()), world.new_id()


def _by_client(world: World, application: Application, form: Form) -> tuple[Grant, str | None]:
    """A system token: nobody behind it, no refresh token."""
    return Grant(application.name, None, _own_scope(application, form), world.now()), None


def _own_scope(application: Application, form: Form) -> str:
    scope = form.get("scope", application.scope)
    if not set(scope.split()) <= set(application.scope.split()):
        raise OAuthRefused("invalid_scope", status=400)
    return scope


GRANTS: dict[str, Callable[[World, Application, Form], tuple[Grant, str | None]]] = {
    "authorization_code": _by_code,
    "refresh_token": _by_refresh,
    "password": _by_password,
    "client_credentials": _by_client,
}


def _issue(world: World, grant: Grant, refresh_token: str | None) -> dict[str, object]:
    access = world.new_id()
    fresh = Grant(grant.client_id, grant.user_id, grant.scope, world.now(), nonce=grant.nonce)
    world.tokens[access] = fresh
    answer: dict[str, object] = {
        "token_type": "Bearer",
        "access_token": access,
        "expires_in": world.options.token_seconds,
        "scope": grant.scope,
    }
    if refresh_token is not None:
        world.refresh_tokens[refresh_token] = fresh
        answer["refresh_token"] = refresh_token
    if "openid" in grant.scope.split() and grant.user_id:
        answer["id_token"] = id_token(world, fresh)
    return answer
