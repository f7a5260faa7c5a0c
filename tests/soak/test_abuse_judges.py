import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from benchmarks.abuse.honest import Honest
from benchmarks.abuse.pupil import GaveUp, Pupil
from benchmarks.abuse.report import Played, harmed, written
from benchmarks.soak.visitor import Visitor

CHALLENGE = "4.1795000000.00112233445566778899aabb.mark"


class Web:
    """Answers what it is told to, in that order, and keeps what it was asked."""

    def __init__(self, *answers: tuple[int, dict[str, Any]]) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(json.loads(request.content))
        status, body = self.answers.pop(0)
        return httpx.Response(status, json=body)


def pupil_before(web: Web) -> Pupil:
    http = httpx.AsyncClient(transport=httpx.MockTransport(web))
    return Pupil(Visitor(http, "http://127.0.0.1:1", "http://bot.localhost:1"), ThreadPoolExecutor(1))


async def test_an_honest_pupil_waits_as_told_works_when_asked_and_begins():
    busy = {"error": "slow_down", "retry_after": 0}
    web = Web((429, busy), (429, busy | {"challenge": CHALLENGE}), (201, {"turn": 7}))
    pupil = pupil_before(web)
    await pupil.begins()
    assert (pupil.turn, pupil.slowed, pupil.worked) == (7, 2, 1)
    assert [set(asked) for asked in web.asked] == [set(), set(), {"work"}]


async def test_an_honest_pupil_sends_the_same_message_again_and_never_another():
    web = Web((429, {"error": "slow_down", "retry_after": 0}), (200, {"turn": 8}))
    pupil = pupil_before(web)
    pupil.turn = 7
    await pupil.writes("bonjour")
    assert web.asked == [{"turn": 8, "text": "bonjour"}] * 2


async def test_whoever_is_refused_is_counted_as_not_served():
    with pytest.raises(GaveUp, match="503 assistant_down"):
        await pupil_before(Web((503, {"error": "assistant_down"}))).begins()


@pytest.mark.parametrize("failed", [{}, {"the numbers: 503": 1}])
def test_one_honest_user_who_was_not_served_fails_the_run_and_is_on_the_page(failed: dict[str, int]):
    honest = Honest(numbers=[0.01, 0.02], failed=Counter(failed))
    played = Played("nobody", "Nothing.", ["a line"], honest, (1, 2, 3), (1, 2, 3), Counter())
    assert harmed(played) is bool(failed)
    assert ("the numbers: 503 (1)" in written("# Abuse", [played])) is bool(failed)
