"""What a request may be before any route looks at it, and how many may be under way.

Addresses, queries, headers and cookies are as large as ours ever are, with room for what the ENT's domain adds. When too many requests are
under way, the others are told at once when to come again; the numbers and what shows them have places of their own.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.answers import problem
from web.problems import WebError
from web.services import Services

MOST_PATH = 512
MOST_QUERY = 4096
MOST_HEADERS = 64
MOST_HEADER_BYTES = 16 * 1024
MOST_UNDER_WAY = 500
HELP_RESERVE = 200
HELP = ("/aide", "/reperes", "/tes-mots", "/assistant", "/static/", "/loader", "/health", "/ready")
BUSY_SECONDS = 3
_WITHOUT_BODY = frozenset({"GET", "HEAD"})


class Bounds:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, services: Services, most: int = MOST_UNDER_WAY) -> None:
        self._app = app
        self._services = services
        self._most = most
        self.under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within bounds, answer the rest."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        place = _Place(self)
        if not _may_be_sent_slowly(scope):
            place.take()
        try:
            await self._app(scope, place.taken_after(receive), send)
        finally:
            place.give_back()

    def _refused(self, scope: Scope) -> Response | None:
        if not is_within_bounds(scope):
            answer = problem(WebError("too_big"), self._services)
            answer.headers["Connection"] = "close"
            return answer
        places = self._most + (HELP_RESERVE if scope["path"].startswith(HELP) else 0)
        if self.under_way >= places:
            return problem(WebError("slow_down", retry_after=BUSY_SECONDS), self._services)
        return None


class _Place:
    """The place of one request, from the moment that all of it is here: whoever sends slowly keeps nobody out."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._is_taken = False

    def take(self) -> None:
        if not self._is_taken:
            self._is_taken = True
            self._bounds.under_way += 1

    def give_back(self) -> None:
        self._bounds.under_way -= self._is_taken

    def taken_after(self, receive: Receive) -> Receive:
        async def receive_and_note() -> Message:
            message = await receive()
            if not message.get("more_body", False):
                self.take()
            return message

        return receive_and_note


def _may_be_sent_slowly(scope: Scope) -> bool:
    """Whether there is a body to wait for; nobody reads one that a GET claims to have, so that claim gives no place for free."""
    return scope["method"] not in _WITHOUT_BODY and any(
        name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"]
    )


def is_within_bounds(scope: Scope) -> bool:
    """Whether address, query and headers are of a size that ours may have."""
    headers = scope["headers"]
    return (
        len(scope["path"]) <= MOST_PATH
        and len(scope["query_string"]) <= MOST_QUERY
        and len(headers) <= MOST_HEADERS
        and sum(len(name) + len(value) for name, value in headers) <= MOST_HEADER_BYTES
    )
