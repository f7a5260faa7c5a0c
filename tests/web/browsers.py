"""Browsers of the tests: what a pupil and a referent do, in words. One cookie jar over the ENT and our site, as in a browser."""

import re
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.hostile.document import require_documented
from tests.web.house import ENT, PUBLIC, ZOLA, House
from tests.web.own_signatures import proof_of
from tests.web.sealed import lock_falsely, seal_falsely

ASKS_FOR_PRESENCE = re.compile(
    r"/desk/api/(keys/locks(/[^/]+/remove)?|directory/[^/]+/left|recovery/[^/]+|envelopes/[^/]+/(exported|hold|release))"
)
OUR_HEADERS = {"Origin": PUBLIC, "X-Parlons-En": "1"}


async def _require_documented(answer: httpx.Response) -> None:
    if answer.request.url.host == httpx.URL(PUBLIC).host:
        await require_documented(answer)


class Browser:
    def __init__(self, house: House) -> None:
        self.house = house
        mounts = {ENT: httpx.ASGITransport(house.ent)}
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(house), mounts=mounts, follow_redirects=False)
        self.http.event_hooks["response"].append(_require_documented)

    def window_headers(self) -> dict[str, str]:
        """What every call of this window says of itself."""
        return {}

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(PUBLIC + path, headers=self.window_headers())

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        return await self.http.post(
            PUBLIC + path, json={} if body is None else body, headers=OUR_HEADERS | self.window_headers()
        )

    async def put(self, path: str, body: Any) -> httpx.Response:
        return await self.http.put(PUBLIC + path, json=body, headers=OUR_HEADERS | self.window_headers())

    async def log_in_to_ent(self, login: str) -> None:
        form = {"email": login, "password": "demo", "callBack": "/"}
        answer = await self.http.post(ENT + "/auth/login", data=form)
        assert answer.status_code == 302

    async def go(self, url: str) -> httpx.Response:
        """Follow redirects from site to site, as a top-level window does."""
        answer = await self.http.get(url)
        for _ in range(6):
            if not answer.is_redirect:
                return answer
            answer = await self.http.get(str(httpx.URL(url).join(answer.headers["location"])))
        raise AssertionError("too many redirects")


@dataclass
class Sent:
    id: str
    body: dict[str, Any]


class Pupil(Browser):
    """One window. Its turns are counted from 1; `first` is the number that its session began at."""

    first = 0
    turn = 0

    def window_headers(self) -> dict[str, str]:
        return {"X-Parlons-Turn": str(self.first + self.turn)}

    async def open(self) -> dict[str, Any]:
        answer = await self.post("/api/session")
        assert answer.status_code == 201, answer.text
        self.first, self.turn = answer.json()["turn"], 0
        return answer.json()

    async def say(self, text: str) -> dict[str, Any]:
        answer = await self.play(self.turn + 1, text=text)
        assert answer.status_code == 200, answer.text
        self.turn += 1
        return answer.json()

    async def play(self, turn: int, **said: str) -> httpx.Response:
        return await self.post("/api/turns", {"turn": self.first + turn, **said})

    async def come_back_from_ent(self, login: str) -> str:
        """Sign in to the ENT in a top-level window; answers the one-time code of our callback page."""
        asked = (await self.post("/api/sign-in")).json()
        await self.log_in_to_ent(login)
        page = await self.go(asked["url"])
        found = re.search(r'data-code="([^"]+)"', page.text)
        assert found, page.text
        return found[1]

    async def sign_in(self, login: str = "lea.martin") -> httpx.Response:
        code = await self.come_back_from_ent(login)
        return await self.post("/api/sign-in/join", {"code": code})

    async def see_readers(self, school: str = ZOLA.id) -> httpx.Response:
        return await self.get(f"/api/handoff/readers?school={school}")

    async def deposit(self, readers: list[str], word: str = "parapluie", **changes: Any) -> tuple[httpx.Response, Sent]:
        sent = envelope_for(readers, word, **changes)
        return await self.put(f"/api/handoff/envelopes/{sent.id}", sent.body), sent


def envelope_for(readers: list[str], word: str = "parapluie", **changes: Any) -> Sent:
    envelope = changes.pop("id", str(uuid.uuid4()))
    header = {"v": 1, "id": envelope, "school": ZOLA.id, "date": "2026-11-24", "month": "2026-11"}
    header |= {"readers": len(readers), "size": 2048} | changes.pop("header", {})
    armour = seal_falsely(len(readers), 2048)
    body = {"school": ZOLA.id, "header": header, "armour": armour, "readers": readers, "word": word}
    beside = {"excluded": [], "closed": False, "reply_lock": lock_falsely(), "attachments": []}
    return Sent(envelope, body | beside | changes)


class Referent(Browser):
    """At the desk, with their key open: what asks for it is given the proof that they are there, unless `shows_presence` is False."""

    shows_presence = True

    async def enter(self, login: str) -> httpx.Response:
        """Go through the ENT to the desk; answers the page where one ends up."""
        await self.log_in_to_ent(login)
        return await self.go(PUBLIC + "/desk/sign-in")

    async def come_again(self) -> httpx.Response:
        """Come back from the ENT as whoever is signed in there, with the desk open."""
        return await self.go(PUBLIC + "/desk/sign-in?again")

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        asked = self.shows_presence and ASKS_FOR_PRESENCE.fullmatch(path)
        headers = OUR_HEADERS | (await self.presence() if asked else {})
        return await self.http.post(PUBLIC + path, json={} if body is None else body, headers=headers)

    async def presence(self) -> dict[str, str]:
        """A proof of this moment; none for whoever is not let in."""
        me, asked = await self.get("/desk/api/me"), await self.get("/desk/api/presence")
        return proof_of(me.json()["id"], asked.json()["challenge"]) if asked.status_code == 200 else {}


def query_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
