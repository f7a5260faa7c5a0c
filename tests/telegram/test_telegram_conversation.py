"""A conversation on Telegram: a real bot library, a Telegram over HTTP, a rasa that remembers."""

import dataclasses
from typing import Any

import pytest

from facts.cards import cards
from tests.telegram.fake_telegram import FakeTelegram
from tests.telegram.house_with_telegram import HouseWithTelegram
from tests.telegram.phones import Phone
from tests.web.fake_rasa import message
from tests.web.house import PUBLIC

DANGER = "je vais sauter du pont"
GROUP = ("Écrire aux adultes de mon école", "/ecrire_aux_adultes")


def with_lines(house: HouseWithTelegram, *lines: str, **changes: Any) -> dict[str, Any]:
    return message("C'est le moment d'appeler.", buttons=(("Ce n'est pas ça", "/pas_ca"),)) | {
        "helplines": cards(lines, house.clock()),
        **changes,
    }


async def test_the_first_message_says_what_telegram_keeps_that_nobody_reads_and_who_answers_now(house, phone, telegram):
    await phone.says("/start")
    first, invitation = telegram.texts()

    assert "Je suis un programme, pas une personne." in first
    assert "personne ne lit et personne n'est prévenu" in first
    assert "Telegram garde ce que tu écris" in first
    assert "Si tu es en danger, appelle." in first
    assert "va dans ton ENT" in first
    for number in ("Appeler : 119", "Appeler : 17", "SMS : 114"):
        assert number in first
    assert "Ouvert maintenant, jusqu'à 23 h" in first, "the 3018 by the clock: it is ten in the morning"
    assert "choisis ton école" in invitation
    assert house.rasa.turns[0]["kind"] == "start"


async def test_at_night_the_first_message_does_not_say_that_a_closed_line_is_open(house, phone, telegram):
    house.clock.advance(hours=17)
    await phone.says("/start")

    assert "Ouvert maintenant, jusqu'à 23 h" not in telegram.texts()[0]
    assert "Appeler : 119" in telegram.texts()[0]


async def test_a_danger_written_first_is_answered_after_the_first_message_with_its_numbers(house, phone, telegram):
    house.rasa.answers = [with_lines(house, "3114", "15", urgent=True)]
    await phone.says(DANGER)

    assert [turn["kind"] for turn in house.rasa.turns] == ["start", "text"]
    assert house.rasa.texts() == [DANGER]
    last = telegram.texts()[-1]
    assert "Appeler : 3114" in last
    assert "Appeler : 15" in last
    assert "Telegram garde" in telegram.texts()[0]


async def test_the_conversation_goes_on_under_one_id_and_one_key(house, phone):
    await phone.says("/start")
    await phone.says("on se moque de moi")
    await phone.says("tous les jours")

    assert len({turn["conversation"] for turn in house.rasa.turns}) == 1
    assert len(set(house.rasa.keys)) == 1
    assert len(house.rasa.keys[0]) == 32


async def test_two_chats_and_two_conversations_of_one_chat_have_nothing_in_common(house, phone):
    await phone.says("/start")
    await Phone(house, chat=99).says("/start")
    await phone.says("/start")

    assert len({turn["conversation"] for turn in house.rasa.turns}) == 3
    assert len(set(house.rasa.keys)) == 3


async def test_a_button_plays_its_payload_and_telegram_is_told_that_it_was_pressed(house, phone, telegram):
    await phone.says("je suis triste")
    await phone.presses("Ce n'est pas ça")

    assert house.rasa.turns[-1] | {"payload": "/pas_ca", "kind": "button"} == house.rasa.turns[-1]
    assert telegram.called("answerCallbackQuery")
    assert "/pas_ca" not in str(telegram.calls), "what Telegram carries is a token, never an order"


@pytest.mark.parametrize("data", ["/pas_ca", "f" * 32, "é", "", '/remettre_message{"envelope_id":"x"}'])
async def test_a_button_that_was_never_shown_plays_nothing(house, phone, telegram, data):
    await phone.says("je suis triste")
    played = len(house.rasa.turns)
    await phone.presses_data(data)

    assert len(house.rasa.turns) == played
    assert "Ce bouton ne marche plus" in telegram.texts()[-1]
    assert "Appeler : 119" in telegram.texts()[-1]


async def test_a_button_of_another_chat_or_of_an_erased_conversation_plays_nothing(house, phone, telegram):
    await phone.says("je suis triste")
    data = telegram.buttons()["Ce n'est pas ça"]
    await Phone(house, chat=99).presses_data(data)
    await phone.says("/stop")
    await phone.presses_data(data)

    assert "button" not in [turn["kind"] for turn in house.rasa.turns]


@pytest.mark.parametrize(
    "text", ["/pas_ca", "/stop il me frappe", "/quitter", "/start\nil me frappe souvent", "/helpme"]
)
async def test_whatever_else_begins_with_a_slash_is_words(house, phone, text):
    await phone.says(text)
    assert house.rasa.texts() == [text]


@pytest.mark.parametrize(
    "text", ["<b>aide</b> *moi* _vite_ [x](http://y)", "\u202eعربي\u202c \u200fمرحبا", "é" * 2000, "aide\ud83d"]
)
async def test_markup_other_scripts_and_broken_characters_are_words(house, phone, telegram, text):
    await phone.says(text)
    assert house.rasa.texts() == [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")]
    assert telegram.texts()[-1].startswith("réponse")


async def test_nothing_that_is_sent_has_a_parse_mode_a_preview_or_a_sound(house, phone, telegram):
    house.rasa.answers = [message("<b>a</b> *b* https://3018.fr")]
    await phone.says("bonjour")

    assert telegram.texts()[-1] == "<b>a</b> *b* https://3018.fr"
    for call in telegram.sent():
        assert "parse_mode" not in call.given
        assert call.given["link_preview_options"] == {"is_disabled": True}
        assert call.given["disable_notification"] is True


@pytest.mark.parametrize(("text", "says"), [("a" * 2001, "trop long"), (" \n\t ", "est vide")])
async def test_a_text_that_cannot_be_played_is_refused_with_the_numbers(house, phone, telegram, text, says):
    await phone.says(text)

    assert house.rasa.texts() == []
    assert says in telegram.texts()[-1]
    assert "Appeler : 119" in telegram.texts()[-1]


async def test_the_hand_off_is_replaced_by_why_not_and_where_to_go(house, phone, telegram):
    house.rasa.answers = [message("Merci de me le dire.", buttons=(GROUP, ("Ce n'est pas ça", "/pas_ca")))]
    await phone.says("on me frappe")
    await phone.says("tous les jours")

    assert GROUP[0] not in telegram.buttons()
    first, again = telegram.texts()[-2:]
    assert "prouver qui écrit" in first
    assert "dans ton ENT" in first
    assert "prouver qui écrit" not in again
    assert "dans ton ENT" in again


async def test_whoever_asks_for_the_adults_is_told_why_not_and_nothing_of_the_composer(house, phone, telegram):
    house.rasa.answers = [with_lines(house, "119", texts=["Tu vas voir qui lira ton message."], panel="handoff")]
    await phone.says("je veux écrire aux adultes")

    assert "Ton message ne peut pas partir d'ici." in telegram.texts()[-1]
    assert "Tu vas voir qui lira" not in telegram.texts()[-1]
    assert "Appeler : 119" in telegram.texts()[-1]


async def test_whoever_asks_for_news_is_told_that_nothing_left_from_here(house, phone, telegram):
    house.rasa.answers = [with_lines(house, "119", panel="state")]
    await phone.says("quelqu'un a lu ?")
    assert "Rien n'est parti d'ici" in telegram.texts()[-1]


async def test_a_pupil_of_primary_school_gets_the_words_of_primary_school(house, phone, telegram):
    level = ("Je suis à l'école primaire", '/niveau{"register": "primaire"}')
    house.rasa.answers = [message("Bonjour.", buttons=(level, GROUP))]
    await phone.says("/start")
    house.rasa.answers[0]["look"] = {"register": "primaire", "easy": False}
    await phone.presses(level[0])

    assert house.rasa.turns[-1]["payload"] == level[1]
    assert "On ne sait pas qui écrit." in telegram.texts()[-1]


async def test_help_gives_every_line_without_beginning_anything(house, phone, telegram):
    await phone.says("/help")

    assert house.rasa.turns == []
    everything = "\n".join(telegram.texts())
    for number in ("119", "3018", "3114", "17", "15", "18", "112"):
        assert f"Appeler : {number}" in everything


async def test_a_long_answer_is_cut_where_paragraphs_end_and_its_buttons_stand_under_the_last_piece(
    house, phone, telegram
):
    paragraphs = [f"{number} " + "mot " * 400 for number in range(6)]
    house.rasa.answers = [message(*paragraphs, buttons=(("Oui", "/oui"),))]
    await phone.says("/start")
    before = len(telegram.sent())
    await phone.says("bonjour")

    pieces = telegram.sent()[before:]
    assert len(pieces) > 1
    assert all(len(str(piece.given["text"]).encode("utf-16-le")) // 2 <= 4096 for piece in pieces)
    assert ["reply_markup" in piece.given for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert "".join(text for piece in pieces for text in piece.given["text"].split()) == "".join(
        " ".join(paragraphs).split()
    )


async def test_a_line_is_told_whole_once_and_then_by_its_hours_and_its_number(house, phone, telegram):
    await phone.says("/start")
    house.rasa.answers = [with_lines(house, "119", "114", "masecurite")]
    await phone.says("bonjour")
    await phone.says("encore")

    first, second, third = telegram.texts()[0], *telegram.texts()[-2:]
    for known in (second, third):
        assert "Appeler : 119" in known
        assert "SMS : 114" in known
        assert "Ouvert maintenant, jour et nuit" in known
        assert "Gratuit · Confidentiel" not in known.split("MaSécurité")[0]
    assert "Gratuit · Confidentiel" in first
    assert len(third) < len(second), "MaSécurité was told whole in between"


@pytest.mark.parametrize(("panel", "page"), [("reperes", "/reperes"), ("reperes_primaire", "/reperes/primaire")])
async def test_a_page_to_read_is_given_by_its_address(house, phone, telegram, panel, page):
    house.rasa.answers = [message("D'accord. Une page s'ouvre, avec des exemples à lire.") | {"panel": panel}]
    await phone.says("des exemples")
    assert telegram.texts()[-1] == f"D'accord. Voici une page, avec des exemples à lire.\n\n{PUBLIC}{page}"


async def test_hours_are_said_on_the_clock_of_the_schools_served(house, phone):
    ours = dataclasses.replace(house.services.settings.schools[0], timezone="Indian/Reunion", zone="reunion")
    house.changes["schools"] = (ours,)
    house.restart_web()
    await phone.says("bonjour")
    assert house.rasa.turns[-1]["clock"] == "Indian/Reunion"


def test_the_fake_is_not_what_makes_these_tests_pass(house: HouseWithTelegram, telegram: FakeTelegram):
    assert house.door.talk.messenger.bot.base_url.startswith("http://127.0.0.1:")
    assert telegram.calls == []
