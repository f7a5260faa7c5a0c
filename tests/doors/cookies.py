"""Somebody else with a pupil's cookie, and the hours that change it."""

import httpx

from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import PUBLIC, House
from web.pupil.session_tokens import ROTATE_SECONDS

NAME = "__Host-parlons_session"


def cookie_of(browser: Pupil) -> str:
    return browser.http.cookies[NAME]


class WithCookie(Pupil):
    """Whoever has that cookie, in another browser, and knows the numbers of the window."""

    def __init__(self, house: House, cookie: str, of: Pupil) -> None:
        super().__init__(house)
        self.first, self.turn = of.first, of.turn
        self.cookie = cookie

    async def post(self, path: str, body: object = None) -> httpx.Response:
        headers = OUR_HEADERS | self.window_headers() | {"Cookie": f"{NAME}={self.cookie}"}
        self.http.cookies.clear()
        return await self.http.post(PUBLIC + path, json={} if body is None else body, headers=headers)

    async def get(self, path: str) -> httpx.Response:
        self.http.cookies.clear()
        return await self.http.get(PUBLIC + path, headers=self.window_headers() | {"Cookie": f"{NAME}={self.cookie}"})

    async def still_in(self) -> bool:
        return (await self.play(self.turn + 1, text="encore")).status_code != 401


async def let_it_be_due(house: House) -> None:
    house.clock.advance(seconds=ROTATE_SECONDS)
