"""The only log of requests: one line each with method, route name, status and milliseconds. No path, no body, no address."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAME_IN_SCOPE = "parlons_en.route"
logger = logging.getLogger("parlons_en.web")


class RequestLog:
    """ASGI middleware: writes the line once the answer is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and measure it."""
        if scope["type"] != "http":
            await self._live(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            took = (time.perf_counter() - started) * 1000
            logger.info("%s %s %d %d ms", _method(scope), scope.get(NAME_IN_SCOPE, "no_route"), status, took)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The life of the process: what ends it before it serves is told to the server as text, which is never written."""
        try:
            await self._app(scope, receive, send)
        except Exception:
            logger.exception("life failed")
            raise


def _method(scope: Scope) -> str:
    """The method, when it is one that we know: a caller may write anything there."""
    method = scope["method"]
    return method if method in {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"} else "OTHER"
