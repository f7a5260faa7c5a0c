"""How a conversation on Telegram ends: erased at once when asked, forgotten after a silence."""

from tests.web.fake_rasa import message


async def test_stop_erases_at_once_and_says_what_telegram_keeps(house, phone, telegram):
    await phone.says("je suis triste")
    await phone.says("/stop")

    assert house.rasa.forgotten == [house.rasa.turns[0]["conversation"]]
    assert house.door.talk.chats.all() == []
    assert "C'est effacé chez nous. Telegram, lui, garde la discussion." in telegram.texts()[-1]


async def test_the_button_to_leave_erases_as_stop_does(house, phone, telegram):
    house.rasa.answers = [message("Au revoir.", buttons=(("Quitter vite", "/quitter"),))]
    await phone.says("au revoir")
    house.rasa.answers = [message("La page se ferme.") | {"panel": "leave"}]
    await phone.presses("Tout effacer")

    assert len(house.rasa.forgotten) == 1
    assert "C'est effacé chez nous." in telegram.texts()[-1]
    assert "La page se ferme" not in str(telegram.texts())


async def test_after_thirty_minutes_of_silence_the_conversation_is_forgotten_and_another_begins(house, phone, telegram):
    await phone.says("je suis triste")
    old = house.rasa.turns[0]["conversation"]
    house.clock.advance(minutes=29)
    await house.door.sweep()
    assert house.rasa.forgotten == []
    house.clock.advance(minutes=1)
    await house.door.sweep()
    assert house.rasa.forgotten == [old]

    await phone.says("c'est encore moi")
    assert house.rasa.turns[-1]["conversation"] != old
    assert sum("Telegram garde ce que tu écris" in text for text in telegram.texts()) == 2


async def test_a_conversation_that_was_silent_too_long_is_never_gone_on_with_even_before_the_sweep(house, phone):
    await phone.says("je suis triste")
    house.clock.advance(minutes=30)
    await phone.says("c'est mon frère maintenant")

    assert house.rasa.turns[-1]["conversation"] != house.rasa.turns[0]["conversation"]
    assert house.rasa.forgotten == [house.rasa.turns[0]["conversation"]]
