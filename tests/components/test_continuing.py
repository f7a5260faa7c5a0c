import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.continuing import SURE_OF_A_TALK, SURE_OF_ANOTHER, SURE_OF_ELSEWHERE, Story, continues
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


@given(st.sampled_from(TELLING), st.integers(0, 2), sure)
def test_whatever_was_read_the_same_story_goes_on_as_itself(situation, urgency, confidence):
    assert not continues(read(situation, situation, urgency, confidence), Story(situation, "self"))
    assert not continues({}, Story(situation, "self"))
