"""Somebody's browser, as far as HTTP goes: cookies kept by hand (ours are `Secure`, and the soak speaks plain HTTP to loopback)."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

_MOST_REDIRECTS = 8
_HOSTS = re.compile(r"//(?:ent|bot)\.localhost:")


@dataclass
class Visitor:
    """One cookie jar over the ENT and our site; `http` is shared by all of them."""

    http: httpx.AsyncClient
    bot: str
    origin: str
    cookies: dict[tuple[int, str], str] = field(default_factory=dict)

    async def ask(self, method: str, url: str, **what: Any) -> httpx.Response:
        """One request with this visitor's cookies; what is set is kept."""
        url = _HOSTS.sub("//127.0.0.1:", url)
        port = urlsplit(url).port or 80
        mine = "; ".join(f"{name}={value}" for (where, name), value in self.cookies.items() if where == port)
        headers = {**what.pop("headers", {}), **({"Cookie": mine} if mine else {})}
        answer = await self.http.request(method, url, headers=headers, **what)
        for written in answer.headers.get_list("set-cookie"):
            name, _, value = written.split(";")[0].partition("=")
            self.cookies[port, name] = value
        self.http.cookies.clear()
        return answer

    async def go(self, url: str) -> httpx.Response:
        """Follow redirects from site to site, as a top-level window does."""
        for _ in range(_MOST_REDIRECTS):
            answer = await self.ask("GET", url)
            if not answer.is_redirect:
                return answer
            url = urljoin(url, answer.headers["location"])
        raise httpx.TooManyRedirects("too many redirects")

    async def write(self, method: str, path: str, body: dict[str, Any], headers: dict[str, str]) -> httpx.Response:
        """A call of one of our pages."""
        ours = {"Origin": self.origin, "X-Parlons-En": "1", **headers}
        return await self.ask(method, self.bot + path, json=body, headers=ours)

    async def signs_in_to_the_ent(self, ent: str, login: str) -> None:
        """With the password of every account of the emulator."""
        form = {"email": login, "password": "demo", "callBack": "/"}
        answer = await self.ask("POST", f"{ent}/auth/login", data=form)
        answer.raise_for_status() if answer.is_error else None
