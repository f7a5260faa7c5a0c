"""Who may ask the local page: a browser of this machine that was given its address, on a page of ours. Nothing else gets an answer."""

from secrets import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOT_THERE, FORBIDDEN, MISDIRECTED = 404, 403, 421
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets through what names `host` (with its port: no name that was made to point here), has the token of this run first in its address,
    and comes from this very page; and puts the same headers on every answer.
    """

    def __init__(self, app: ASGIApp, host: str, token: str) -> None:
        self._app = app
        self._host = host
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        inside = scope["path"].removeprefix("/")
        token, _, rest = inside.partition("/")
        refused = self._refused(scope, token)
        if refused:
            await PlainTextResponse("", refused)(scope, receive, _with_headers(send))
        else:
            await self._app({**scope, "path": f"/{rest}", "raw_path": None}, receive, _with_headers(send))

    def _refused(self, scope: Scope, token: str) -> int | None:
        headers = Headers(scope=scope)
        if headers.get("host") != self._host:
            return MISDIRECTED
        if not compare_digest(token.encode(), self._token.encode()):
            return NOT_THERE
        origin = headers.get("origin")
        asks = scope["method"] not in ("GET", "HEAD")
        return FORBIDDEN if (asks or origin is not None) and origin != f"http://{self._host}" else None


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_ALWAYS)
            headers.setdefault("Content-Security-Policy", POLICY)
        await send(message)

    return sent
