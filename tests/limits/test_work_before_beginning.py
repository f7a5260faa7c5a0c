"""When too many begin at once, whoever's browser has worked begins all the same; nobody works twice for one beginning, or once for two."""

from typing import Any

import pytest

from settings.values import LEAST_SESSIONS_PER_MINUTE
from tests.limits.working import numbers_of
from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import PUBLIC, House
from web.pupil import work
from web.pupil.work import LIFE_SECONDS, PIECES

AT_ONCE = LEAST_SESSIONS_PER_MINUTE // 2


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What costs a phone a second would cost these tests minutes."""
    monkeypatch.setattr(work, "LEAST_BITS", 4)
    monkeypatch.setattr(work, "MOST_BITS", 7)


@pytest.fixture
async def crowd(house: House) -> Pupil:
    """Others, who have taken every beginning there was."""
    house.changes = {"sessions_per_minute": LEAST_SESSIONS_PER_MINUTE}
    house.restart_web()
    others = Pupil(house)
    assert [await begin(others) for _ in range(AT_ONCE)] == [201] * AT_ONCE
    return others


async def ask(others: Pupil, given: Any = None) -> Any:
    others.http.cookies.clear()
    body = {} if given is None else {"work": given}
    return await others.http.post(PUBLIC + "/api/session", json=body, headers=OUR_HEADERS)


async def begin(others: Pupil, given: Any = None) -> int:
    return (await ask(others, given)).status_code


async def worked(others: Pupil) -> dict[str, Any]:
    challenge = (await ask(others)).json()["challenge"]
    return {"challenge": challenge, "numbers": numbers_of(challenge)}


async def test_the_refusal_says_that_ones_turn_comes_with_the_numbers_and_the_work(crowd: Pupil):
    refused = (await ask(crowd)).json()

    assert refused["error"] == "slow_down"
    assert "Ton tour arrive" in refused["message"]
    assert refused["helplines"]
    assert refused["retry_after"] > 0


async def test_whoever_has_worked_begins_at_once_and_whoever_has_not_waits(crowd: Pupil):
    done = await worked(crowd)

    assert [await begin(crowd), await begin(crowd, done), await begin(crowd)] == [429, 201, 429]


async def test_one_work_is_one_beginning(crowd: Pupil):
    done = await worked(crowd)
    answers = [await ask(crowd, done) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 429, 429]
    assert all(answer.json()["challenge"] != done["challenge"] for answer in answers[1:])


async def test_a_work_holds_for_five_minutes_and_is_then_asked_anew(house: House, crowd: Pupil):
    early, late = await worked(crowd), await worked(crowd)
    for seconds, done, status in ((LIFE_SECONDS - 1, early, 201), (2, late, 429)):
        house.clock.advance(seconds=seconds)
        while await begin(crowd) == 201:
            pass
        assert await begin(crowd, done) == status


async def test_work_that_comes_when_its_own_places_are_taken_too_is_not_lost(house: House, crowd: Pupil):
    mine = await worked(crowd)
    taken = [await begin(crowd, await worked(crowd)) for _ in range(AT_ONCE)]
    refused = await ask(crowd, mine)

    assert taken == [201] * AT_ONCE
    assert (refused.status_code, "challenge" in refused.json()) == (429, False)
    house.clock.advance(seconds=refused.json()["retry_after"])
    while await begin(crowd) == 201:
        pass
    assert await begin(crowd, mine) == 201


async def test_a_replayed_work_takes_no_place_from_those_who_worked(crowd: Pupil):
    spent = await worked(crowd)
    statuses = [await begin(crowd, spent) for _ in range(2 * AT_ONCE)]

    assert statuses == [201] + [429] * (2 * AT_ONCE - 1)
    assert await begin(crowd, await worked(crowd)) == 201


async def test_the_more_have_worked_the_more_is_asked_and_there_is_a_most(crowd: Pupil):
    asked = []
    for _ in range(AT_ONCE):
        done = await worked(crowd)
        asked.append(int(done["challenge"].split(".")[0]))
        assert await begin(crowd, done) == 201

    assert asked == sorted(asked)
    assert (asked[0], asked[-1]) == (4, 7)


async def test_a_quieter_hour_asks_for_nothing(house: House, crowd: Pupil):
    house.clock.advance(seconds=1)

    assert await begin(crowd) == 201


async def test_every_process_knows_what_another_one_asked(house: House, crowd: Pupil):
    done = await worked(crowd)
    house.restart_web()
    assert [await begin(crowd) for _ in range(AT_ONCE)] == [201] * AT_ONCE

    assert await begin(crowd, done) == 201


async def test_a_challenge_of_ones_own_or_an_easier_one_serves_nobody(house: House, crowd: Pupil):
    challenge = (await ask(crowd)).json()["challenge"]
    bits, until, drawn, mark = challenge.split(".")
    made_up = [
        f"1.{until}.{drawn}.{mark}",
        f"{bits}.{int(until) + 3600}.{drawn}.{mark}",
        f"{bits}.{until}.{'0' * 24}.{mark}",
        f"{bits}.{until}.{drawn}.{'0' * 64}",
        "",
        "1.2.3",
        "4",
    ]
    for each in made_up:
        assert await begin(crowd, {"challenge": each, "numbers": numbers_of(each, 4)}) == 429, each
    assert await begin(crowd, {"challenge": challenge, "numbers": [0] * PIECES}) == 429


async def test_work_of_any_other_shape_is_as_if_there_were_none(crowd: Pupil):
    done = await worked(crowd)
    strange = [
        *({**done, "numbers": numbers} for numbers in ([], done["numbers"][:-1], [*done["numbers"], 0], "0" * 16, None, [-1] * 16)),
        *({**done, "numbers": [value] * 16} for value in (True, 0.5, "1", None, 2**32, [])),
        *({**done, "challenge": challenge} for challenge in (None, 7, "é", "a" * 201, [])),
        {**done, "more": 1}, {"challenge": done["challenge"]}, {}, [], "travail", 7, True,
    ]  # fmt: skip
    for given_ in strange:
        answer = await ask(crowd, given_)
        assert (answer.status_code, answer.json()["error"]) == (429, "slow_down"), given_


async def test_the_numbers_and_the_examples_never_ask_for_anything(crowd: Pupil):
    for path in (
        "/aide",
        "/reperes",
        "/reperes/primaire",
        "/tes-mots",
        "/api/your-words",
        "/assistant",
        "/static/page.css",
    ):
        assert (await crowd.get(path)).status_code == 200, path


async def test_a_crowd_at_the_door_is_no_matter_to_those_inside(house: House, crowd: Pupil):
    inside = Pupil(house)
    started = (await ask(inside, await worked(crowd))).json()
    inside.first = started["turn"]
    while await begin(crowd) == 201:
        pass
    window = OUR_HEADERS | inside.window_headers()
    inside_cookie = inside.http.cookies
    assert inside_cookie
    said = await inside.http.post(
        PUBLIC + "/api/turns", json={"turn": inside.first + 1, "text": "bonjour"}, headers=window
    )

    assert said.status_code == 200
