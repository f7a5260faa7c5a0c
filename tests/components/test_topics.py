from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.topics import clauses, topics
from bot.nlu.understanding import Understanding

NOTHING = Understanding("conversation", "conversation", "none", 0, ("none",), (), 0.9)
HIT = Understanding("violence_famille", "violence_famille", "self", 1, ("119",), (), 0.97)
BULLIED = Understanding("harcelement", "harcelement", "self", 1, ("3018",), (), 0.95)
DYING = Understanding("suicide", "suicide", "self", 1, ("3114",), (), 0.85)
READ = {"mon père me tape": HIT, "au collège ils me harcèlent": BULLIED, "je veux mourir": DYING}


def understand(clause: str) -> Understanding:
    return READ.get(clause, NOTHING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon père me tape et au collège ils me harcèlent", ("mon père me tape", "au collège ils me harcèlent")),
        ("mon père me tape. au collège ils me harcèlent", ("mon père me tape", "au collège ils me harcèlent")),
        ("mon père me tape et en plus au collège ils me harcèlent", ("mon père me tape", "au collège ils me harcèlent")),
        ("mon père me tape de plus en plus fort", ()),
        ("je veux partir parce que mon père me tape", ("je veux partir", "mon père me tape")),
        ("mon père me tape", ()),
        ("lui et moi", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_message_is_read_again_in_clauses_of_two_words_or_more(text, expected):
    assert clauses(text) == expected


@pytest.mark.parametrize("chosen", [HIT, BULLIED])
def test_of_two_things_told_surely_the_gravest_is_answered_first_whichever_was_chosen(chosen):
    first, second = topics("mon père me tape et au collège ils me harcèlent", chosen, understand)
    assert (first.situation, second) == ("violence_famille", "harcelement")


def test_a_wish_to_die_comes_before_anything_else():
    first, second = topics("mon père me tape et au collège ils me harcèlent et je veux mourir", HIT, understand)
    assert (first.situation, second) == ("suicide", "violence_famille")


def test_a_danger_now_stays_first():
    now = replace(BULLIED, urgency=2)
    assert topics("mon père me tape et au collège ils me harcèlent", now, understand) == (now, "violence_famille")


def test_what_was_flagged_stays_whichever_is_answered_first():
    at_school = replace(BULLIED, flags=("perp_in_school",))
    first, _ = topics("mon père me tape et au collège ils me harcèlent", at_school, understand)
    assert first.flags == ("perp_in_school",)


@pytest.mark.parametrize(
    "unsure", [replace(BULLIED, confidence=0.79), replace(BULLIED, urgency=0), replace(BULLIED, situation="hors_sujet")]
)
def test_an_unsure_clause_a_mere_question_and_a_talk_are_no_topic(unsure):
    read = {"mon père me tape": HIT, "les autres rient": unsure}
    assert topics("mon père me tape et les autres rient", HIT, read.get) == (HIT, None)


def test_one_thing_told_over_two_clauses_is_one_topic():
    assert topics("mon père me tape et mon père me tape", HIT, understand) == (HIT, None)


def test_a_calm_message_is_never_read_again():
    def never(_clause: str) -> Understanding:
        raise AssertionError

    assert topics("salut et bonjour à toi. ça va bien", NOTHING, never) == (NOTHING, None)


@given(st.text(max_size=300))
def test_any_text_has_clauses_and_few_of_them(text):
    found = clauses(text)
    assert len(found) != 1
    assert len(found) <= 8
    assert all(part in text for part in found)
