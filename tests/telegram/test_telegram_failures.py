"""What a person is told when rasa, the database or Telegram itself fails."""

import pytest
from sqlalchemy.exc import OperationalError

from tests.telegram.fake_telegram import FakeTelegram
from tests.telegram.house_with_telegram import HouseWithTelegram
from tests.telegram.phones import Phone
from tests.web.fake_rasa import message
from web.telegram.bot_api import MOST_TRIES, BotApi
from web.telegram.outgoing import NotShown, Outgoing

DANGER = "je vais sauter du pont"


@pytest.fixture
def waits(house: HouseWithTelegram, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the bot waited before it tried again; nobody waits in a test."""
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(house.door.talk.messenger, "_sleep", note)
    return waited


def sent_after(telegram: FakeTelegram, before: int) -> list[str]:
    return telegram.texts()[before:]


async def test_a_rasa_that_is_down_is_the_help_sentence_with_the_numbers(house, phone, telegram):
    await phone.says("/start")
    house.rasa.down = True
    await phone.says(DANGER)

    assert "Personne n'a lu ce que tu viens d'écrire." in telegram.texts()[-1]
    for number in ("119", "3114", "15"):
        assert f"Appeler : {number}" in telegram.texts()[-1]


async def test_a_rasa_that_was_down_from_the_first_word_still_says_who_answers(house, phone, telegram):
    house.rasa.down = True
    await phone.says(DANGER)
    first, sorry = telegram.texts()
    assert "Appeler : 119" in first
    assert "L'assistant ne répond pas" in sorry

    house.rasa.down = False
    await phone.says(DANGER)
    assert telegram.texts()[-1].startswith("réponse")


@pytest.mark.parametrize(("status", "says"), [(500, "ne répond pas"), (413, "trop long"), (400, "ne marche pas")])
async def test_whatever_rasa_refuses_is_said_with_the_numbers(house, phone, telegram, status, says):
    await phone.says("/start")
    house.rasa.status = status
    await phone.says("bonjour")
    assert says in telegram.texts()[-1]
    assert "Appeler : 119" in telegram.texts()[-1]


async def test_an_answer_of_rasa_that_is_no_answer_is_the_help_sentence(house, phone, telegram):
    await phone.says("/start")
    for raw in (b"", b"[]", b'{"messages": []}', b'{"messages": [{"texts": "a"}]}'):
        house.rasa.raw_answer = raw
        await phone.says("bonjour")
        assert "L'assistant ne répond pas" in telegram.texts()[-1]


async def test_a_failure_that_nobody_thought_of_is_said_with_the_numbers(house, phone, telegram, monkeypatch):
    def break_down(*_: object):
        raise RuntimeError

    await phone.says("/start")
    monkeypatch.setattr("web.telegram.talking.printed", break_down)
    await phone.says(DANGER)
    assert "Quelque chose ne marche pas chez nous." in telegram.texts()[-1]
    assert "Appeler : 119" in telegram.texts()[-1]


async def test_stop_erases_even_when_the_database_fails(house, phone, telegram, monkeypatch):
    def fail(*_: object):
        raise OperationalError("", {}, Exception())

    await phone.says("je suis triste")
    monkeypatch.setattr("web.telegram.forgetting.note_forget", fail)
    await phone.says("/stop")
    assert "C'est effacé chez nous." in telegram.texts()[-1]
    assert house.door.talk.chats.all() == []


async def test_a_rasa_that_is_down_at_stop_is_asked_again_by_the_sweep(house, phone):
    await phone.says("je suis triste")
    house.rasa.down = True
    await phone.says("/stop")
    assert house.rasa.forgotten == []
    assert [row.conversation for row in house.rows("forgets")] == [house.rasa.turns[0]["conversation"]]


async def test_when_telegram_asks_to_wait_the_message_is_sent_again_and_shown_once(house, phone, telegram, waits):
    await phone.says("/start")
    before = len(telegram.sent())
    telegram.failures = [(429, "Too Many Requests", {"retry_after": 3})]
    await phone.says("bonjour")

    assert waits == [3.0]
    assert len(set(sent_after(telegram, before))) == 1
    assert len(sent_after(telegram, before)) == 2, "refused once, then shown"


async def test_telegram_is_not_asked_for_ever(house, phone, telegram, waits):
    await phone.says("/start")
    before = len(telegram.sent())
    telegram.failures = [(429, "Too Many Requests", {"retry_after": 3600})] * (MOST_TRIES * 3)
    await phone.says("bonjour")

    assert max(waits) <= 30
    assert len(sent_after(telegram, before)) == MOST_TRIES * 3, "the answer, then twice the numbers"


async def test_a_message_that_may_have_arrived_is_not_sent_again_but_the_numbers_follow(house, phone, telegram):
    await phone.says("/start")
    before = len(telegram.sent())
    telegram.failures = [(502, "Bad Gateway", {})]
    await phone.says(DANGER)

    asked, numbers = sent_after(telegram, before)
    assert asked.startswith("réponse")
    assert "Appeler : 119" in numbers


async def test_words_that_telegram_refuses_are_followed_by_the_numbers(house, phone, telegram):
    await phone.says("/start")
    telegram.failures = [(400, "Bad Request: whatever", {})]
    house.rasa.answers = [message("x")]
    await phone.says(DANGER)
    assert "Appeler : 119" in telegram.texts()[-1]


async def test_whoever_stops_the_bot_in_telegram_has_nothing_left_here(house, phone, telegram):
    await phone.says("je suis triste")
    telegram.failures = [(403, "Forbidden: bot was blocked by the user", {})]
    await phone.says("encore")

    assert house.door.talk.chats.all() == []
    assert house.rasa.forgotten == [house.rasa.turns[0]["conversation"]]


async def test_a_telegram_that_cannot_be_reached_is_tried_again_because_nothing_was_sent(
    house: HouseWithTelegram, phone: Phone, waits: list[float]
):
    messenger = house.door.talk.messenger
    assert isinstance(messenger, BotApi)
    settings = house.services.settings.telegram
    lonely = BotApi(type(settings)(settings.token, None, "http://127.0.0.1:1"), messenger._sleep)
    with pytest.raises(NotShown):
        await lonely.say(1, Outgoing("bonjour"))
    assert waits == [1.0] * (MOST_TRIES - 1)
    await lonely.close()
