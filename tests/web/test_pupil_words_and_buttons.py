import asyncio

import pytest

from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.fake_rasa import message
from tests.web.house import House
from web import admission


async def test_a_text_that_begins_with_a_slash_passes_as_text(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("/remettre_message")

    assert house.rasa.turns[-1]["kind"] == "text"
    assert house.rasa.turns[-1]["text"] == "/remettre_message"


async def test_half_an_emoji_is_replaced_and_the_rest_is_heard(house: House, pupil: Pupil):
    await pupil.open()
    raw = b'{"turn": %d, "text": "j\'ai peur \\ud83d"}' % (pupil.first + 1)
    headers = OUR_HEADERS | pupil.window_headers() | {"Content-Type": "application/json"}
    answer = await pupil.http.post("https://bot.localhost/api/turns", content=raw, headers=headers)

    assert answer.status_code == 200
    assert house.rasa.texts() == ["j'ai peur \ufffd"]


async def test_two_thousand_characters_pass_and_one_more_is_too_long(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("é" * 2000)
    answer = await pupil.play(2, text="é" * 2001)

    assert answer.status_code == 413
    assert answer.json()["error"] == "too_long"
    assert len(house.rasa.texts()) == 1


async def test_a_button_is_pressed_with_its_token_and_nothing_else(house: House, pupil: Pupil):
    opened = await pupil.open()
    button = opened["messages"][0]["buttons"][0]
    assert set(button) == {"title", "token", "handoff"}

    assert (await pupil.play(1, button=button["token"])).status_code == 200
    assert house.rasa.turns[-1]["kind"] == "button"
    assert house.rasa.turns[-1]["payload"] == "/pas_ca"
    assert (await pupil.play(2, button="/pas_ca")).json()["error"] == "forged_button"


async def test_a_button_of_another_conversation_is_refused(house: House, pupil: Pupil):
    other = Pupil(house)
    foreign = (await other.open())["messages"][0]["buttons"][0]["token"]
    await pupil.open()
    answer = await pupil.play(1, button=foreign)

    assert answer.status_code == 400
    assert answer.json()["error"] == "forged_button"
    assert len(house.rasa.turns) == 2
    await other.http.aclose()


async def test_the_button_of_the_hand_off_is_marked(house: House, pupil: Pupil):
    house.rasa.answers = [message("écrire ?", buttons=(("Écrire aux adultes", "/ecrire_aux_adultes"), ("Non", "/non")))]
    opened = await pupil.open()

    assert [button["handoff"] for button in opened["messages"][0]["buttons"]] == [True, False]


async def test_too_many_turns_are_slowed_with_the_numbers_and_none_is_lost(house: House, pupil: Pupil):
    await pupil.open()
    for number in range(10):
        await pupil.say(f"message {number}")
    held = await pupil.play(11, text="le onzième")

    assert held.status_code == 429
    assert held.json()["error"] == "slow_down"
    assert held.json()["retry_after"] >= 1
    assert held.headers["retry-after"] == str(held.json()["retry_after"])
    assert held.json()["helplines"]
    house.clock.advance(seconds=held.json()["retry_after"])
    assert (await pupil.play(11, text="le onzième")).status_code == 200


async def test_a_limit_never_counts_two_pupils_of_one_class_together(house: House, pupil: Pupil):
    await pupil.open()
    for number in range(10):
        await pupil.say(f"message {number}")
    neighbour = Pupil(house)
    await neighbour.open()

    assert (await pupil.play(11, text="x")).status_code == 429
    assert (await neighbour.play(1, text="x")).status_code == 200
    await neighbour.http.aclose()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": None},
        {"text": 3},
        {"text": "a", "button": "b"},
        {"turn": None, "text": "a"},
        {"turn": "1", "text": "a"},
        {"turn": True, "text": "a"},
        {"turn": 0, "text": "a"},
        {"turn": -1, "text": "a"},
        {"turn": 1.5, "text": "a"},
    ],
)
async def test_a_turn_of_the_wrong_shape_is_refused_and_not_played(house: House, pupil: Pupil, body: dict):
    await pupil.open()
    answer = await pupil.post("/api/turns", {"turn": pupil.first + 1, **body})

    assert answer.status_code == 400
    assert answer.json()["helplines"]
    assert len(house.rasa.turns) == 1


async def test_a_process_that_is_full_asks_to_wait_and_shows_the_numbers(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(admission, "TURNS", admission.Bounds(target=4.0, least=1, most=1))
    house.restart_web()
    await pupil.open()
    neighbour = Pupil(house)
    await neighbour.open()
    house.rasa.hold = asyncio.Event()
    under_way = asyncio.create_task(pupil.play(1, text="bonjour"))
    await asyncio.sleep(0.1)
    held = await neighbour.play(1, text="bonjour")
    house.rasa.hold.set()

    assert (await under_way).status_code == 200
    assert held.status_code == 429
    assert held.json()["helplines"]
    assert (await neighbour.play(1, text="bonjour")).status_code == 200
    await neighbour.http.aclose()
