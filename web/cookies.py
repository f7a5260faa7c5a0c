"""Our cookies, all `__Host-`: a browser takes that name only from this very host, over HTTPS (or on localhost), for all its paths.

So no neighbour of our domain, such as another service beside `assistant.ent.…`, can put a cookie of its own in the place of ours: it
would put its own session under a child's or a referent's hands. A narrower path would protect nothing: it is no border for anyone.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

COOKIES_IN_SCOPE = "parlons_en.cookies"  # whole Set-Cookie values by name; `web.headers` puts them on the answer
_OF_THIS_HOST = "__Host-"
IN_A_FRAME = "SameSite=None; Partitioned"
AT_THE_TOP = "SameSite=Lax"


@dataclass(frozen=True)
class Cookie:
    """One cookie of ours, that no script reads: until the browser closes, or for `seconds`."""

    what: str
    where: str = AT_THE_TOP
    seconds: int | None = None

    @property
    def name(self) -> str:
        """Its whole name."""
        return _OF_THIS_HOST + self.what

    def read(self, request: Request) -> str:
        """Its value in that request, or the empty text."""
        return request.cookies.get(self.name, "")

    def give(self, response: Response, value: str) -> None:
        """Put it in the browser; the value is one that we drew, in url-safe letters."""
        age = "" if self.seconds is None else f"Max-Age={self.seconds}; "
        self._set(response, f"{value}; {age}")

    def give_with_answer(self, request: Request, value: str) -> None:
        """Put it in the browser with whatever will be answered to that request; the last value given holds."""
        request.scope.setdefault(COOKIES_IN_SCOPE, {})[self.name] = self._written(f"{value}; ")

    def take(self, response: Response) -> None:
        """Take it out of the browser."""
        self._set(response, "; Max-Age=0; ")

    def _set(self, response: Response, value_and_age: str) -> None:
        response.headers.append("Set-Cookie", self._written(value_and_age))

    def _written(self, value_and_age: str) -> str:
        return f"{self.name}={value_and_age}Path=/; HttpOnly; Secure; {self.where}"
