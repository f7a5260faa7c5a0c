import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.continuing import (
    SURE_OF_A_TALK,
    SURE_OF_AN_AUTHOR,
    SURE_OF_ANOTHER,
    SURE_OF_ELSEWHERE,
    Story,
    asks_again,
    continues,
    is_a_doubtful_author,
)
from facts.orientation import is_kept

BULLIED = Story("harcelement", "self")
TELLING = ["harcelement", "violence_famille", "mal_etre", "auteur", "suicide", "discrimination"]

sure = st.floats(0, 1)


def read(situation, intent=None, urgency=1, confidence=1.0):
    return {"situation": situation, "intent": intent or situation, "urgency": urgency, "confidence": confidence}


@given(st.sampled_from(TELLING), sure, st.sampled_from(TELLING), st.sampled_from(["self", "other", "author"]))
def test_a_danger_or_a_wish_to_die_is_never_a_continuation(situation, confidence, told, about):
    story = Story(told, about)
    assert not continues(read(situation, "danger_immediat", 2, confidence), story)
    assert not is_kept("suicide", 1) or not continues(read("suicide", urgency=1, confidence=confidence), story)


@given(st.floats(SURE_OF_ANOTHER, 1))
def test_another_story_told_surely_is_another_story(confidence):
    assert not continues(read("violence_famille", confidence=confidence), BULLIED)


@given(st.floats(0, SURE_OF_ANOTHER, exclude_max=True))
def test_another_story_hardly_heard_continues_the_first(confidence):
    assert continues(read("violence_sexuelle", confidence=confidence), BULLIED)


@given(sure)
def test_a_question_about_a_situation_is_answered_as_a_question(confidence):
    assert not continues(read("violence_famille", urgency=0, confidence=confidence), BULLIED)


@given(sure)
def test_a_victim_is_never_made_an_author_but_a_witness_may_be_one(confidence):
    assert continues(read("auteur", confidence=confidence), BULLIED)
    assert continues(read("auteur", confidence=confidence), Story("harcelement", "other")) == (
        confidence < SURE_OF_ANOTHER
    )


@pytest.mark.parametrize(
    ("situation", "intent", "from_here_on_its_own"),
    [
        ("hors_sujet", "hors_sujet", SURE_OF_ELSEWHERE),
        ("hors_sujet", "conversation__aide", SURE_OF_ELSEWHERE),
        ("conversation", "conversation__merci", SURE_OF_A_TALK),
        ("conversation", "conversation__oui", SURE_OF_A_TALK),
    ],
)
def test_words_are_a_talk_or_off_topic_only_when_that_is_sure(situation, intent, from_here_on_its_own):
    assert continues(read(situation, intent, 0, from_here_on_its_own - 0.01), BULLIED)
    assert not continues(read(situation, intent, 0, from_here_on_its_own), BULLIED)


@given(sure)
def test_an_exaggeration_about_death_is_not_brushed_off_after_a_story_and_an_insult_is_not_a_story(confidence):
    assert continues(read("hors_sujet", "hors_sujet__expression", 0, confidence), BULLIED)
    assert not continues(read("hors_sujet", "hors_sujet__insulte", 0, confidence), BULLIED)


def test_the_same_story_again_goes_on_unless_it_tells_more_or_is_of_another_person():
    again = {**read("harcelement"), "about": "self", "flags": ()}
    assert continues(again, BULLIED, "ils recommencent tous les jours")
    assert not continues({**again, "flags": ("menace_attaque",)}, BULLIED, "ils recommencent")
    assert continues({**again, "flags": ("fear_report",)}, BULLIED, "ils vont se venger")
    assert not continues({**again, "about": "other"}, BULLIED, "ils s'en prennent à ma sœur")
    assert not continues(again, BULLIED, "c'était le bizutage du week-end d'intégration")


@pytest.mark.parametrize(
    "text",
    ["et si quelqu'un se fait frapper chez lui il faut faire quoi", "c'est quoi le racket, c'est pour un exposé"],
)
def test_a_supposition_and_a_question_are_no_continuation(text):
    assert not continues(read("violence_famille", confidence=0.3), BULLIED, text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("et le racket ?", True),
        ("Et les insultes", True),
        ("et mon père me tape", False),
        ("et le prof il me frappe", False),
    ],
)
def test_a_few_words_after_a_question_are_a_question(text, asks):
    assert asks_again(read("violence_eleves"), text) == asks


def test_nobody_is_an_author_on_a_doubtful_word():
    assert is_a_doubtful_author(read("auteur", confidence=SURE_OF_AN_AUTHOR - 0.01))
    assert not is_a_doubtful_author(read("auteur", confidence=SURE_OF_AN_AUTHOR))
    assert not is_a_doubtful_author(read("auteur", urgency=2, confidence=0.1))
    assert not is_a_doubtful_author(read("harcelement", confidence=0.1))
