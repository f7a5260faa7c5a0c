"""What rasa notes beside its answers, for web to count: our scenes' names, and never a word of the pupil's."""

import asyncio
from datetime import datetime

import pytest

from cli.offline_agent import offline_agent
from facts.paris import PARIS
from tests.stories.stage import Clockwork, Conversation, Stage

DAY = datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)


@pytest.fixture(scope="module")
def stage():
    clock, loop = Clockwork(DAY), asyncio.new_event_loop()
    with offline_agent(clock) as agent:
        yield Stage(agent, clock, loop)
    loop.close()


def noted(reply) -> list[str]:
    return [name for message in reply.messages for name in message["noted"]]


def button(reply, title: str):
    return next(each for message in reply.messages for each in message["buttons"] if each["title"] == title)


@pytest.fixture
def talk(stage) -> Conversation:
    return stage.converse(DAY)


def test_the_scene_that_is_said_is_noted(talk):
    assert noted(talk.first) == ["scene:commencer"]
    assert noted(talk.write("ils se moquent de moi tous les jours au collège")) == ["scene:harcelement"]


def test_what_is_contradicted_is_noted_by_its_situation(talk):
    told = talk.write("ils se moquent de moi tous les jours au collège")
    assert "not_that:harcelement" in noted(talk.press(button(told, "Ce n'est pas ça")))
    assert not [name for name in noted(talk.write("merci")) if name.startswith("not_that:")]


@pytest.mark.parametrize(
    ("told", "scene"), [(None, "commencer"), ("ils se moquent de moi tous les jours au collège", "harcelement")]
)
def test_words_that_are_not_understood_are_noted_by_the_scene_before_them(talk, told, scene):
    if told:
        talk.write(told)
    found = noted(talk.write("zinzolin kflrtz bzzt"))
    assert f"unheard:{scene}" in found
    assert "zinzolin" not in "".join(found)


def test_words_that_are_understood_are_not(talk):
    talk.write("ils se moquent de moi tous les jours au collège")
    assert noted(talk.write("ça dure depuis la rentrée et les profs ils font rien"))[1:] == []


def test_asking_for_easier_words_is_no_scene(talk):
    talk.write("ils se moquent de moi tous les jours au collège")
    assert noted(talk.write("plus simple stp")) == []


def askable(reply) -> list[str]:
    return [name.removeprefix("askable:") for name in noted(reply) if name.startswith("askable:")]


BULLIED = "ils se moquent de moi tous les jours au collège"
NONSENSE = "zinzolin kflrtz bzzt"


def test_a_sentence_may_be_asked_for_after_words_not_understood_or_a_situation_contradicted(talk):
    told = talk.write(BULLIED)
    assert askable(told) == []
    assert askable(talk.write(NONSENSE)) == ["harcelement"]


def test_of_what_is_contradicted_only_its_button_asks(talk):
    told = talk.write(BULLIED)
    assert askable(talk.press(button(told, "Ce n'est pas ça"))) == ["harcelement"]


def test_with_nothing_told_it_is_asked_for_under_none(talk):
    assert askable(talk.write(NONSENSE)) == ["none"]


@pytest.mark.parametrize(
    "told",
    [
        "j'ai envie de mourir",
        "il va me tuer il est derrière la porte",
        "mon père me frappe tous les soirs",
        "mon oncle me touche la nuit",
        "on se moque de moi et mon frère lit mes messages",
        "j'ai peur que ma mère voie ce que j'écris ici, ils se moquent de moi",
        "je suis en CE2 et ils m'embêtent",
        "my stepfather hits me",
        "mon prof me frappe en classe",
        "il a des photos de moi nue et il veut les envoyer",
        "je suis la maman de Tom",
    ],
)
def test_near_a_danger_a_flag_a_grave_situation_or_an_adult_it_never_is_whatever_follows(talk, told):
    first = talk.write(told)
    found = askable(first)
    for title in ("Ce n'est pas ça",):
        if any(each["title"] == title for message in first.messages for each in message["buttons"]):
            found += askable(talk.press(button(first, title)))
    for words in (NONSENSE, "bof", NONSENSE + " bla", "merci", NONSENSE):
        found += askable(talk.write(words))
    assert found == []
