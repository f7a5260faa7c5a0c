"""The address that Telegram calls: who may, how much at once, each thing once and in its order."""

import asyncio
from pathlib import Path

import httpx
import pytest

from tests.telegram.house_with_telegram import SECRET
from tests.telegram.phones import Phone
from tests.web.house import PUBLIC, House
from web.telegram.lines import MOST_WAITING, Lines
from web.telegram.updates import Update, Wrote

URL = PUBLIC + "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.mark.parametrize("secret", [None, "", "faux", SECRET[:-1], SECRET + "x", "é"])
async def test_without_the_secret_there_is_no_such_address(house, phone, telegram, secret):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house)) as http:
        nowhere = await http.post(PUBLIC + "/telegram/nowhere", json={})
        headers = {} if secret is None else {HEADER.encode(): secret.encode()}
        answer = await http.post(URL, json=phone.update(text="/start"), headers=headers)

    assert answer.status_code == nowhere.status_code == 404
    assert answer.json()["error"] == nowhere.json()["error"] == "not_found"
    assert telegram.calls == []


async def test_where_telegram_is_off_there_is_no_such_address(tmp_path: Path):
    house = House(tmp_path / "web.db")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house)) as http:
        for secret in (SECRET, "", "None"):
            answer = await http.post(URL, json={"update_id": 1}, headers={HEADER: secret})
            assert answer.status_code == 404
            assert answer.json()["error"] == "not_found"
    await house.close()


async def test_an_update_brought_again_is_answered_once(house, phone, telegram):
    update = phone.update(text="on se moque de moi")
    answers = [(await phone.brings(update)).status_code for _ in range(3)]

    assert answers == [204, 204, 204]
    assert house.rasa.texts() == ["on se moque de moi"]
    assert sum(text.startswith("réponse") for text in telegram.texts()) == 1


@pytest.mark.parametrize(
    ("body", "status"), [(b"[]", 400), (b"{", 400), (b"\xff", 400), (b" " * (256 * 1024 + 1), 413), (b'"a"', 400)]
)
async def test_a_body_that_is_no_update_is_refused(house, telegram, body, status):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house)) as http:
        headers = {HEADER: SECRET, "Content-Type": "application/json"}
        answer = await http.post(URL, content=body, headers=headers)

    assert answer.status_code == status
    assert telegram.calls == []


async def test_telegram_does_not_wait_for_rasa(house, phone):
    house.rasa.hold = asyncio.Event()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house)) as http, asyncio.timeout(2):
        answer = await http.post(URL, json=phone.update(text="bonjour"), headers={HEADER: SECRET})
    assert answer.status_code == 204
    house.rasa.hold.set()


async def test_what_one_chat_writes_is_played_in_its_order_and_another_chat_does_not_wait(house, phone, telegram):
    other = Phone(house, chat=99)
    await phone.says("/start")
    await other.says("/start")
    house.rasa.hold = asyncio.Event()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house)) as http:
        for text in ("un", "deux", "trois"):
            await http.post(URL, json=phone.update(text=text), headers={HEADER: SECRET})
        await http.post(URL, json=other.update(text="autre"), headers={HEADER: SECRET})
    async with asyncio.timeout(5):
        while len(house.rasa.texts()) < 2:  # noqa: ASYNC110 (the fake has no event for it)
            await asyncio.sleep(0.01)
    assert sorted(house.rasa.texts()) == ["autre", "un"]
    house.rasa.hold.set()
    await house.door.lines.settle()
    assert [text for text in house.rasa.texts() if text != "autre"] == ["un", "deux", "trois"]


async def test_when_too_much_waits_an_update_is_not_taken_and_may_come_again():
    gate, answered = asyncio.Event(), []

    async def answer(update: Update) -> None:
        await gate.wait()
        answered.append(update.id)

    lines = Lines(answer)
    taken = [lines.take(Update(number, number, Wrote("a"))) for number in range(MOST_WAITING)]
    assert all(taken)
    refused = Update(10_000, 10_000, Wrote("a"))
    assert not lines.take(refused)
    gate.set()
    await lines.settle()
    assert lines.take(refused)
    await lines.settle()
    assert answered == [*range(MOST_WAITING), 10_000]


async def test_a_burst_is_held_back_with_the_numbers_said_once_and_the_chat_next_to_it_is_not(house, phone, telegram):
    await phone.says("/start")
    for number in range(20):
        await phone.says(f"message {number}")

    assert len(house.rasa.texts()) == 9
    held_back = [text for text in telegram.texts() if "un peu vite pour moi" in text]
    assert len(held_back) == 1
    assert "Appeler : 119" in held_back[0]
    await Phone(house, chat=99).says("bonjour")
    assert house.rasa.texts()[-1] == "bonjour"
    house.clock.advance(minutes=1)
    await phone.says("et maintenant")
    assert house.rasa.texts()[-1] == "et maintenant"


async def test_whoever_wrote_too_much_can_still_erase(house, phone, telegram):
    for number in range(20):
        await phone.says(f"message {number}")
    await phone.says("/stop")
    assert "C'est effacé chez nous." in telegram.texts()[-1]


async def test_when_web_stops_every_conversation_ends(house, phone):
    async with house.app.router.lifespan_context(house.app):
        await phone.says("je suis triste")
    assert house.rasa.forgotten == [house.rasa.turns[0]["conversation"]]
    assert house.door.talk.chats.all() == []
