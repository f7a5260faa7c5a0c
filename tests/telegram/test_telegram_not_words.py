"""What comes to the bot and is not words of one person: pictures, albums, groups, other bots."""

import pytest

from tests.telegram.phones import Phone

DANGER = "je vais sauter du pont"


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{"file_id": "zibeline", "file_unique_id": "z", "width": 1, "height": 1}]},
        {"voice": {"file_id": "zibeline", "file_unique_id": "z", "duration": 1}},
        {"document": {"file_id": "zibeline", "file_unique_id": "z"}},
        {"contact": {"phone_number": "0612345678", "first_name": "zibeline"}},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"sticker": {"file_id": "zibeline"}},
        {"something_of_next_year": {}},
    ],
    ids=lambda content: next(iter(content)),
)
async def test_what_is_not_words_is_not_opened_and_is_answered_kindly_with_the_numbers(house, phone, telegram, content):
    await phone.says("/start")
    await phone.shows(**content)

    assert "je ne lis que des mots" in telegram.texts()[-1]
    assert "Appeler : 119" in telegram.texts()[-1]
    assert {call.method for call in telegram.calls} == {"sendMessage"}, "nothing was fetched"
    assert [turn["kind"] for turn in house.rasa.turns] == ["start"]


async def test_an_album_is_answered_once_and_its_caption_is_words(house, phone, telegram):
    await phone.says("/start")
    for caption in ({"caption": "il me frappe"}, {}, {}):
        await phone.shows(photo=[{"file_id": "z"}], media_group_id="7", **caption)

    assert sum("je ne lis que des mots" in text for text in telegram.texts()) == 1
    assert house.rasa.texts() == ["il me frappe"]


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_group_or_a_channel_gets_no_answer_at_all(house, telegram, kind):
    group = Phone(house, chat=-100, kind=kind)
    for text in ("/start", "/help", "/stop", DANGER):
        await group.says(text)
    await group.presses_data("f" * 32)
    await group.shows(photo=[{"file_id": "z"}])

    assert telegram.calls == []
    assert house.rasa.turns == []


@pytest.mark.parametrize(
    "kind", ["edited_message", "channel_post", "inline_query", "business_message", "my_chat_member", "poll"]
)
async def test_every_other_kind_of_update_is_as_if_it_had_never_come(house, phone, telegram, kind):
    answer = await phone.brings({"update_id": 5, kind: phone.message(text=DANGER)})

    assert answer.status_code == 204
    assert telegram.calls == []
    assert house.rasa.turns == []


async def test_a_bot_and_what_was_written_through_one_are_not_heard(house, phone, telegram):
    await Phone(house, is_bot=True).says(DANGER)
    await phone.brings(phone.update(text=DANGER, via_bot={"id": 1, "is_bot": True, "first_name": "b"}))
    await phone.brings(phone.update(pinned_message=phone.message(text=DANGER)))

    assert telegram.calls == []
    assert house.rasa.turns == []
