"""Before any route looks: an address, a query and headers of a size of ours; and places kept for the numbers when everybody calls."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import PUBLIC, House
from web.bounds import HELP_RESERVE, MOST_HEADERS, MOST_PATH, MOST_QUERY, Bounds


@pytest.mark.parametrize(
    "call",
    [
        {"url": "/" + "a" * MOST_PATH},
        {"url": "/aide?" + "a" * (MOST_QUERY + 1)},
        {"url": "/aide", "headers": {f"x-{place}": "1" for place in range(MOST_HEADERS)}},
        {"url": "/aide", "headers": {"cookie": "a=" + "b" * 16_384}},
    ],
    ids=["address", "query", "number of headers", "size of headers"],
)
async def test_what_no_browser_of_ours_sends_is_refused_with_the_numbers_and_the_headers_that_protect(
    house: House, pupil: Pupil, call: dict
):
    answer = await pupil.http.get(PUBLIC + call["url"], headers=call.get("headers", {}))

    assert (answer.status_code, answer.json()["error"]) == (413, "too_big")
    assert answer.json()["helplines"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"]


async def test_cookies_of_the_ents_domain_and_a_long_code_of_the_ent_do_no_harm(pupil: Pupil):
    cookies = {"cookie": "; ".join(f"neighbour{place}={'x' * 200}" for place in range(40))}

    assert (await pupil.http.get(PUBLIC + "/aide", headers=cookies)).status_code == 200
    assert (await pupil.get("/ent/callback?state=a&code=" + "c" * 2000)).status_code == 400


class Stuck:
    """Answers nobody until it is let."""

    def __init__(self) -> None:
        self.let = asyncio.Event()

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        await self.let.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def test_when_everybody_is_being_answered_the_next_is_told_to_come_again_and_the_numbers_have_places_left(
    house: House,
):
    stuck = Stuck()
    http = httpx.AsyncClient(transport=httpx.ASGITransport(Bounds(stuck, house.services, most=5)))
    waiting = [asyncio.create_task(http.get(PUBLIC + "/desk/api/me")) for _ in range(5)]
    await asyncio.sleep(0)
    refused = await http.get(PUBLIC + "/api/turns")
    help_ = [asyncio.create_task(http.get(PUBLIC + path)) for path in ("/aide", "/reperes/primaire", "/assistant")]
    await asyncio.sleep(0.01)

    assert (refused.status_code, refused.json()["error"]) == (429, "slow_down")
    assert refused.json()["helplines"]
    assert refused.headers["retry-after"] == "3"
    stuck.let.set()
    assert [(await answer).status_code for answer in (*waiting, *help_)] == [200] * 8
    assert (await http.get(PUBLIC + "/api/turns")).status_code == 200
    await http.aclose()


async def test_whoever_sends_their_body_slowly_takes_no_place(house: House):
    http = httpx.AsyncClient(transport=httpx.ASGITransport(Bounds(house.app, house.services, most=2)))
    over = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b"{"
        await over.wait()
        yield b"}"

    headers = OUR_HEADERS | {"Content-Type": "application/json"}
    slow = [
        asyncio.create_task(http.post(PUBLIC + "/api/session", content=slowly(), headers=headers)) for _ in range(20)
    ]
    await asyncio.sleep(0.05)

    assert (await http.post(PUBLIC + "/api/session", json={}, headers=headers)).status_code == 201
    over.set()
    assert {(await answer).status_code for answer in slow} <= {201, 429}
    await http.aclose()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("claim", [{"content-length": "5"}, {"transfer-encoding": "chunked"}], ids=["length", "chunks"])
async def test_a_read_that_claims_a_body_takes_its_place_as_any_other(house: House, method: str, claim: dict[str, str]):
    stuck = Stuck()
    http = httpx.AsyncClient(transport=httpx.ASGITransport(Bounds(stuck, house.services, most=5)))
    waiting = [asyncio.create_task(http.request(method, PUBLIC + "/api/turns", headers=claim)) for _ in range(5)]
    await asyncio.sleep(0.01)
    refused = asyncio.create_task(http.request(method, PUBLIC + "/api/turns", headers=claim))
    await asyncio.sleep(0.05)
    stuck.let.set()

    assert (await refused).status_code == 429
    assert [(await answer).status_code for answer in waiting] == [200] * 5
    await http.aclose()


async def test_the_places_of_the_numbers_end_too(house: House):
    stuck = Stuck()
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(Bounds(stuck, house.services, most=2)), limits=httpx.Limits()
    )
    waiting = [asyncio.create_task(http.get(PUBLIC + "/aide")) for _ in range(2 + HELP_RESERVE)]
    await asyncio.sleep(0.05)

    assert (await http.get(PUBLIC + "/aide")).status_code == 429
    stuck.let.set()
    assert {(await answer).status_code for answer in waiting} == {200}
    await http.aclose()


async def test_a_request_that_fails_gives_its_place_back(house: House):
    async def broken(_scope, _receive, _send) -> None:  # type: ignore[no-untyped-def]
        raise RuntimeError

    http = httpx.AsyncClient(transport=httpx.ASGITransport(Bounds(broken, house.services, most=1)))
    for _ in range(3):
        with pytest.raises(RuntimeError):
            await http.get(PUBLIC + "/api/turns")
    await http.aclose()
