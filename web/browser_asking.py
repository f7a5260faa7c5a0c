"""An asking that only the browser which began it can end: the state is in a cookie of ten minutes besides the address.

So nobody is signed in by a stranger's link. The pupil's frame, which has no cookie at the top, is bound otherwise (`web.pupil.sign_ins`).
"""

import hmac
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.access import Caller
from web.cookies import Cookie
from web.oauth import Asking, Returned, draw_state
from web.services import Services

_SEE_OTHER = 303


@dataclass(frozen=True)
class BrowserAsking:
    """The cookie of one kind of asking."""

    cookie: Cookie

    def ask(self, asking: Asking, services: Services) -> Response:
        """Redirect to the ENT, with the state in the browser."""
        state = draw_state(services.random_bytes)
        response = RedirectResponse(asking.address(services.settings, services.ring, state), _SEE_OTHER)
        self.cookie.give(response, state)
        return response

    def returned(self, request: Request) -> Returned | None:
        """What the ENT sent back to the browser that asked; None when it is not that browser, or too late."""
        asked, returned = self.cookie.read(request), Returned.of(request)
        return returned if asked and hmac.compare_digest(asked.encode(), returned.state.encode()) else None

    @property
    def asked_here(self) -> Caller[Returned | None]:
        """Who comes back to the browser that asked, with what the ENT sent; None for anyone else."""

        async def recognise(request: Request, _services: Services) -> Returned | None:
            return self.returned(request)

        return Caller("whoever asked to sign in", recognise)

    def over(self, response: Response) -> Response:
        """The same response, which takes the state out of the browser: it served once."""
        self.cookie.take(response)
        return response


def browser_asking(what: str) -> BrowserAsking:
    """Kept in a cookie of that name for ten minutes."""
    return BrowserAsking(Cookie(what, seconds=600))
