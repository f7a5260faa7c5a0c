"""What every request goes through, in the ENT's order: who, CSRF, validations, rights, handler (contract, 0)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from emulator.auth.media import open_by_token
from emulator.auth.sessions import set_cookies
from emulator.identity import Caller, identify, session_caller
from emulator.people import Group
from emulator.refusals import Forbidden, MustValidateFirst
from emulator.world import World, world_of

Handler = Callable[[Request, Caller], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]

VALIDATIONS = {
    "terms": "/auth/revalidate-terms",
    "mail": "/auth/validate-mail?force=true&type=email&redirect={asked}",
    "phone": "/auth/validate-mail?force=true&type=sms&redirect={asked}",
    "mfa": "/auth/validate-mfa?force=true&redirect={asked}",
    "admin_mfa": "/auth/validate-mfa?force=true&redirect={asked}",
    "password": "/auth/reset/forceChangePassword?callback={asked}",
}


def guard(
    handler: Handler, *, right: str | None = None, method: str | None = None, mfa: bool = False, media: bool = False
) -> Endpoint:
    """The handler behind the filters.

    `right` is the workflow right that a person needs; `method` is the `<class>|<method>` that an application's own
    scope must hold when it speaks for itself. Without `method` such an application is refused [R][T]. `mfa` marks the
    administrator's calls, which an account that owes its second factor cannot make [R]. `media` marks the addresses that a
    token may stand in; it opens a session whose cookies leave with the answer [R].
    """

    async def endpoint(request: Request) -> Response:
        world = world_of(request)
        opened = open_by_token(world, request) if media else None
        caller = identify(world, request) if opened is None else session_caller(world, opened)
        require_validations(world, request, caller, mfa=mfa)
        require_right(world, request, caller, right, method)
        answer = await handler(request, caller)
        if opened is not None:
            set_cookies(request, answer, world, opened, remember=False)
        return answer

    return endpoint


def require_validations(world: World, request: Request, caller: Caller, *, mfa: bool = False) -> None:
    """302 while something is due; the terms are skipped when an Authorization header is present [R].

    `admin_mfa` is due on the administrator's calls only (`mfa`), the other steps everywhere.
    """
    fault = world.faults.take(set(VALIDATIONS), request.method, request.url.path)
    due = fault.kind if fault else (caller.someone.requirement if caller.someone else None)
    if due is None or (due == "terms" and "authorization" in request.headers) or (due == "admin_mfa" and not mfa):
        return
    raise MustValidateFirst(VALIDATIONS[due])


def require_right(world: World, request: Request, caller: Caller, right: str | None, method: str | None) -> None:
    """401 in HTML when the right is missing."""
    if world.faults.take({"forbidden"}, request.method, request.url.path):
        raise Forbidden
    if caller.someone is None:
        if method is None or method not in caller.scope.split():
            raise Forbidden
        return
    if right is not None and not world.has_right(caller.someone, right):
        raise Forbidden


def require_admin(caller: Caller, structure_id: str | None = None) -> None:
    """Local administrator of that school (of any, when None) or super administrator; else 401 in HTML."""
    allowed = caller.user.is_admin if structure_id is None else caller.user.administers(structure_id)
    if not allowed:
        raise Forbidden


def require_admin_of(caller: Caller, *groups: Group) -> None:
    """Local administrator of a school of each group, or super administrator; else 401 in HTML [R]."""
    if not all(any(map(caller.user.administers, group.structure_ids)) for group in groups):
        raise Forbidden
