from typing import Any

import pytest

from bot.channels.turn import read_turn
from content.catalogue import NIGHT, PRIMARY_WORDS, catalogue, sentences, words

HANDOFF = "/ecrire_aux_adultes"
MINE = ("harcelement", "cyberharcelement", "chantage_intime", "contenu_choquant", "violence_eleves", "discrimination", "violence_couple")  # fmt: skip
PLATFORMS = ("snapchat", "tiktok", "instagram", "whatsapp", "discord", "roblox", "youtube", "autre")
WRITTEN = {(said.name, frozenset(said.conditions.items())): said.bubbles for said in catalogue()}


def own(name: str, **conditions: str) -> list[str]:
    return WRITTEN[name, frozenset(conditions.items())]


def told(situation: str, **slots: Any) -> dict[str, Any]:
    return {"situation": situation, "about": "self", "urgency": "1", **slots}


def payloads(message):
    return [button["payload"] for button in message["buttons"]]


def lines(message):
    return [card["id"] for card in message["helplines"]]


@pytest.mark.parametrize("situation", MINE)
@pytest.mark.parametrize("level", [{}, {"register": "primaire"}], ids=["older", "primary"])
def test_a_joke_gets_its_own_words_without_a_second_answer_to_the_joke(say, situation, level):
    message = say(f"utter_{situation}", just_said=["retract"], **told(situation, **level))
    assert message["texts"] == own(f"utter_{situation}", flags="retract", **level)


@pytest.mark.parametrize("situation", MINE)
def test_an_author_who_says_it_was_for_fun_is_not_absolved(say, situation):
    slots = told(situation, about="author")
    message = say(f"utter_{situation}", just_said=["retract"], **slots)
    assert message["texts"] == own(f"utter_{situation}", about="author", flags="retract")
    assert "pas ta faute" not in " ".join([*message["texts"], *say("utter_que_faire", **slots)["texts"]])


@pytest.mark.parametrize("situation", MINE)
def test_a_question_stays_a_question_and_a_witness_a_witness_even_after_a_joke(say, situation):
    asked = say(f"utter_{situation}", flags=["retract"], **told(situation, about="none", urgency="0"))
    assert asked["texts"] == own(f"utter_{situation}", about="none", urgency="0")
    seen = say(f"utter_{situation}", just_said=["retract"], **told(situation, about="other"))
    assert seen["texts"][:-1] == own(f"utter_{situation}", about="other")


@pytest.mark.parametrize("about", ["self", "other"])
@pytest.mark.parametrize("level", [{}, {"register": "primaire"}], ids=["older", "primary"])
def test_something_grave_announced_leads_to_the_police_and_to_an_adult_and_never_to_a_mailbox(say, about, level):
    slots = told("violence_eleves", about=about, flags=["menace_attaque"], **level)
    for name in ("utter_violence_eleves", "utter_que_faire"):
        message = say(name, **slots)
        assert lines(message)[0] == "17"
        assert HANDOFF not in payloads(message)
    assert say("utter_violence_eleves", **slots)["texts"] == own("utter_violence_eleves", flags="menace_attaque", **level)  # fmt: skip


@pytest.mark.parametrize("situation", ["violence_eleves", "auteur"])
@pytest.mark.parametrize("level", [{}, {"register": "primaire"}], ids=["older", "primary"])
def test_who_is_afraid_of_doing_something_grave_is_told_to_move_away_and_to_reach_someone(say, situation, level):
    slots = told(situation, about="author", flags=["menace_attaque"], **level)
    for name in (f"utter_{situation}", "utter_que_faire"):
        message = say(name, **slots)
        said = " ".join(message["texts"])
        assert "119" in said
        assert "pas ta faute" not in said
        assert HANDOFF not in payloads(message)


def test_an_adult_of_the_school_withholds_the_group_from_the_steps_too(say):
    for situation in MINE:
        assert HANDOFF not in payloads(say("utter_que_faire", **told(situation, flags=["perp_in_school"])))


def test_the_steps_lead_to_the_group_exactly_where_the_scene_does(say):
    for situation in MINE:
        scene, steps = (say(name, **told(situation)) for name in (f"utter_{situation}", "utter_que_faire"))
        assert (HANDOFF in payloads(scene)) == (HANDOFF in payloads(steps))


def test_the_steps_of_a_witness_are_those_of_a_witness(say):
    steps = say("utter_que_faire", **told("harcelement", about="other"))["texts"]
    assert steps == own("utter_que_faire", about="other")


def test_at_night_blackmail_is_answered_by_who_is_awake(say):
    message = say("utter_que_faire", NIGHT, **told("chantage_intime"))
    assert lines(message)[0] == "masecurite"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_pressed_gives_its_way_to_report_in_sentences_for_a_child(say, platform):
    turn = read_turn({"conversation": "0" * 32, "kind": "button", "payload": f'/appli{{"appli": "{platform}"}}'})
    assert (turn.intent, turn.entities) == ("appli", (("appli", platform),))
    message = say("utter_appli", **dict(turn.entities), **told("cyberharcelement", register="primaire"))
    assert "« Signaler" in " ".join(message["texts"])
    assert all(words(each) <= PRIMARY_WORDS for text in message["texts"] for each in sentences(text))


def test_each_online_scene_has_its_own_order_of_things_to_do_in_the_app(say):
    online = ("cyberharcelement", "chantage_intime", "predation_en_ligne", "contenu_choquant")
    first = [say("utter_que_faire_appli", **told(situation))["texts"][0] for situation in online]
    assert len(set(first)) == len(online)
    author = say("utter_que_faire_appli", **told("cyberharcelement", about="author"))
    assert "Supprimer" in author["texts"][0]
