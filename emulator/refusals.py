"""How the ENT says no (contract, 0.1). One class per kind of answer; none carries personal data."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from emulator.pages import page

SESSION_COOKIES = ("oneSessionId", "authenticated", "XSRF-TOKEN")


class Refusal(Exception):
    """An answer that is not the one hoped for."""

    def answer(self, request: Request) -> Response:
        """The response to give."""
        raise NotImplementedError


class NotSignedIn(Refusal):
    """No credential, or none that holds: 302 to the login page, never a JSON 401 [R]."""

    def answer(self, request: Request) -> Response:
        """302 with the full address asked for as callback; the session cookies are cleared."""
        origin = public_origin(request)
        response = RedirectResponse(f"{origin}/auth/login?callback={quote(_asked(request), safe='')}", 302)
        for name in SESSION_COOKIES:
            response.delete_cookie(name)
        return response


class WrongXsrf(Refusal):
    """A write by cookie without the right X-XSRF-TOKEN [R]."""

    def answer(self, request: Request) -> Response:  # noqa: ARG002 - same signature in the whole tree
        """403 in JSON."""
        return ent_json({"error": "invalid.xsrf.token"}, 403)


class Forbidden(Refusal):
    """Signed in, but without the right, or the resource is not theirs: 401 with a page, not JSON [R][T]."""

    def answer(self, request: Request) -> Response:
        """401 in HTML, or in JSON when the switch says so."""
        if request.app.state.world.inferred.refusals_are_pages:
            return page(request, "refused.html", status=401)
        return ent_json({"error": "unauthorized"}, 401)


class Refused(Refusal):
    """The handler refuses: `{"error": key}` with 400, 403, 404 or 409 [R]."""

    def __init__(self, key: str, status: int = 400) -> None:
        super().__init__(key)
        self.key = key
        self.status = status

    def answer(self, request: Request) -> Response:  # noqa: ARG002
        """The status, with the key."""
        return ent_json({"error": self.key}, self.status)


class NotFound(Refusal):
    """Nothing there, in the handlers that answer with something or nothing: 404 with an empty body [R]."""

    def answer(self, request: Request) -> Response:  # noqa: ARG002
        """404, empty."""
        return Response(status_code=404)


class MustValidateFirst(Refusal):
    """Terms, e-mail, phone, second factor or password are due: 302 [R]."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.target = target

    def answer(self, request: Request) -> Response:
        """302 to the page that lets the user do it, told the full address that was asked for."""
        asked = quote(_asked(request), safe="")
        return RedirectResponse(self.target.replace("{asked}", asked), 302)


def public_origin(request: Request) -> str:
    """Scheme and host as the browser knows them: X-Forwarded-Proto and X-Forwarded-Host first, then Host [R]."""
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme)
    host = request.headers.get("x-forwarded-host") or request.headers.get("host", request.url.netloc)
    return f"{scheme}://{host}"


def _asked(request: Request) -> str:
    """The full address that was asked for, as the browser knows it."""
    return public_origin(request) + request.url.path + (f"?{request.url.query}" if request.url.query else "")


def ent_json(content: object, status: int = 200) -> JSONResponse:
    """JSON with the cache headers that every JSON answer of the ENT carries [R]."""
    return JSONResponse(content, status, {"Cache-Control": "no-cache, must-revalidate", "Expires": "-1"})


async def answer_refusal(request: Request, exc: Exception) -> Response:
    """Exception handler of the application for the whole tree."""
    if not isinstance(exc, Refusal):
        raise exc
    return exc.answer(request)
