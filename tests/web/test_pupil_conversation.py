import asyncio

import pytest

from tests.web.browsers import Pupil
from tests.web.house import House
from web.pupil import turns


async def test_a_new_session_answers_the_first_bubbles_and_gives_a_cookie_for_a_frame(house: House, pupil: Pupil):
    answer = await pupil.post("/api/session")

    assert answer.status_code == 201
    assert answer.json()["messages"][0]["texts"] == ["réponse 1"]
    assert house.rasa.turns[0]["kind"] == "start"
    name_and_value, *attributes = answer.headers["set-cookie"].split("; ")
    assert name_and_value.startswith("__Host-parlons_session=")
    assert set(attributes) == {"Path=/", "HttpOnly", "Secure", "SameSite=None", "Partitioned"}


async def test_the_conversation_id_is_32_hex_digits_and_its_key_32_bytes(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")

    conversations = {turn["conversation"] for turn in house.rasa.turns}
    assert len(conversations) == 1
    assert len(bytes.fromhex(conversations.pop())) == 16
    assert [len(key) for key in house.rasa.keys] == [32, 32]
    assert house.rasa.keys[0] == house.rasa.keys[1]


async def test_the_same_turn_again_answers_the_same_and_is_played_once(house: House, pupil: Pupil):
    await pupil.open()
    first = await pupil.play(1, text="bonjour")
    again = await pupil.play(1, text="bonjour")

    assert again.json() == first.json()
    assert house.rasa.texts() == ["bonjour"]


async def test_the_same_turn_again_answers_the_same_after_web_has_restarted(house: House, pupil: Pupil):
    await pupil.open()
    first = await pupil.play(1, text="bonjour")
    house.restart_web()
    again = await pupil.play(1, text="bonjour")

    assert again.status_code == 200
    assert again.json() == first.json()
    assert house.rasa.texts() == ["bonjour"]


async def test_the_same_number_for_other_words_is_never_given_the_answer_to_the_first(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.play(1, text="bonjour")
    other = await pupil.play(1, text="je suis en danger")

    assert other.status_code == 409
    assert other.json()["error"] == "turn_out_of_order"
    assert other.json()["expected"] == pupil.first + 2
    assert (await pupil.play(2, text="je suis en danger")).status_code == 200
    assert house.rasa.texts() == ["bonjour", "je suis en danger"]


async def test_a_turn_in_flight_is_played_once_and_both_requests_get_its_answer(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.hold = asyncio.Event()
    both = [asyncio.create_task(pupil.play(1, text="bonjour")) for _ in range(2)]
    await asyncio.sleep(0.1)
    house.rasa.hold.set()
    one, other = await asyncio.gather(*both)

    assert one.status_code == other.status_code == 200
    assert one.json() == other.json()
    assert house.rasa.texts() == ["bonjour"]


async def test_a_turn_in_flight_in_another_web_process_is_waited_for(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.hold = asyncio.Event()
    first = asyncio.create_task(pupil.play(1, text="bonjour"))
    await asyncio.sleep(0.1)
    old_process, house.app = house.app, house.start_web()
    second = asyncio.create_task(pupil.play(1, text="bonjour"))
    await asyncio.sleep(0.1)
    house.rasa.hold.set()

    assert (await first).json() == (await second).json()
    assert house.rasa.texts() == ["bonjour"]
    await old_process.state.services.in_flight.settle()


async def test_other_words_during_a_turn_in_flight_are_out_of_order(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.hold = asyncio.Event()
    first = asyncio.create_task(pupil.play(1, text="bonjour"))
    await asyncio.sleep(0.1)
    other = asyncio.create_task(pupil.play(1, text="autre chose"))
    await asyncio.sleep(0.1)
    house.rasa.hold.set()

    assert (await first).status_code == 200
    assert (await other).status_code == 409
    assert house.rasa.texts() == ["bonjour"]


@pytest.mark.parametrize("turn", [1, 4, 99])
async def test_a_turn_that_is_not_the_next_one_is_out_of_order(pupil: Pupil, turn: int):
    await pupil.open()
    await pupil.say("un")
    await pupil.say("deux")

    answer = await pupil.play(turn, text="x")

    assert answer.status_code == 409
    assert answer.json()["expected"] == pupil.first + 3


async def test_a_slow_rasa_is_told_and_asking_again_gets_its_answer_without_playing_twice(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    await pupil.open()
    monkeypatch.setattr(turns.Turns, "__init__", _impatient(turns.Turns.__init__))
    house.rasa.hold = asyncio.Event()
    slow = await pupil.play(1, text="bonjour")
    assert slow.status_code == 503
    assert slow.json()["error"] == "assistant_down"
    assert {card["id"] for card in slow.json()["helplines"]} >= {"119", "3018", "3114"}

    house.rasa.hold.set()
    again = await pupil.play(1, text="bonjour")

    assert again.status_code == 200
    assert house.rasa.texts() == ["bonjour"]


def _impatient(init):
    def with_little_patience(self, db, rasa, in_flight, admission, clock, count):
        init(self, db, rasa, in_flight, admission, clock, count, patience=0.2)

    return with_little_patience


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"messages": []}', b'{"messages": [{"texts": "x"}]}', b'{"messages": [1]}', b"\xff"]
)
async def test_an_answer_that_is_not_one_counts_as_an_assistant_that_is_down(house: House, pupil: Pupil, raw: bytes):
    await pupil.open()
    house.rasa.raw_answer = raw
    assert (await pupil.play(1, text="bonjour")).status_code == 503

    house.rasa.raw_answer = None
    assert (await pupil.play(1, text="bonjour")).status_code == 200


async def test_a_rasa_that_is_down_loses_no_turn(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.down = True
    down = await pupil.play(1, text="bonjour")
    house.rasa.down = False
    again = await pupil.play(1, text="bonjour")

    assert down.status_code == 503
    assert down.json()["helplines"]
    assert again.status_code == 200
    assert again.json()["turn"] == pupil.first + 1


async def test_a_rasa_that_is_down_at_the_start_gives_no_half_session(house: House, pupil: Pupil):
    house.rasa.down = True
    answer = await pupil.post("/api/session")

    assert answer.status_code == 503
    assert "set-cookie" not in answer.headers
    assert house.rows("sessions") == []
    assert len(house.rows("forgets")) == 1
