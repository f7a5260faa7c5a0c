import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.saying.easy import bubbles
from content.catalogue import catalogue, sentences, words
from content.replies import FOREIGN, MOMENTS

MOST_WORDS = 12
FOR_ADULTS = re.compile(r"utter_adulte")
SAID = [said for said in catalogue() if not FOREIGN.match(said.name) and not FOR_ADULTS.match(said.name)]
PARENTS = ("parent", "personnel")


def slots_of(said):
    """A pupil whom this variation is written for, as far as one can be."""
    slots = {name: value for name, value in said.conditions.items() if name not in ("flags", "register", "profile")}
    flags = [value for name, value in said.conditions.items() if name == "flags"]
    return slots | ({"flags": flags} if flags else {})


def lines(message):
    return [card["id"] for card in message["helplines"]]


@pytest.mark.parametrize("said", SAID, ids=str)
@pytest.mark.parametrize("register", ["college", "lycee"])
def test_in_easy_words_each_bubble_is_one_short_sentence(say, said, register):
    for at in MOMENTS.values():
        read = say(said.name, at, register=register, easy=True, **slots_of(said))["texts"]
        assert read
        assert [bubble for bubble in read if len(sentences(bubble)) > 1 and "«" not in bubble] == []
        assert [each for bubble in read for each in sentences(bubble) if words(each) > MOST_WORDS] == []


# What is easy is the words: a pupil of a lycée keeps the lines of their age, and leaves by the same ways.
@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SAID), st.sampled_from(["college", "lycee"]), st.sampled_from(sorted(MOMENTS)))
def test_easy_words_change_neither_the_lines_nor_the_danger(say, said, register, moment):
    usual = say(said.name, MOMENTS[moment], register=register, **slots_of(said))
    easy = say(said.name, MOMENTS[moment], register=register, easy=True, **slots_of(said))
    assert (lines(easy), easy["urgent"], easy["local"]) == (lines(usual), usual["urgent"], usual["local"])
    assert easy["panel"] == usual["panel"]
    assert [each["payload"] for each in easy["buttons"]] == [each["payload"] for each in usual["buttons"]]
    assert (easy["look"], usual["look"]) == (
        {"register": register, "easy": True},
        {"register": register, "easy": False},
    )


def test_nothing_but_who_asks_gets_easy_words(say):
    assert say("utter_harcelement", situation="harcelement")["look"] == {"register": None, "easy": False}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Je te crois. Ce n'est pas ta faute.", ["Je te crois.", "Ce n'est pas ta faute."]),
        ("Tu peux dire : « Aide-moi. J'ai peur. » Puis attends.", ["Tu peux dire : « Aide-moi. J'ai peur. »", "Puis attends."]),
        ("Es-tu en sécurité ? Appelle le 17 !", ["Es-tu en sécurité ?", "Appelle le 17 !"]),
        ("Une ligne\nUne autre", ["Une ligne", "Une autre"]),
        ("Il est 12 h 30", ["Il est 12 h 30"]),
    ],
)  # fmt: skip
def test_a_bubble_is_cut_after_each_sentence_and_never_inside_quoted_words(text, cut):
    assert bubbles([text]) == cut


@given(st.lists(st.text(alphabet="ab .!?«»\n…", max_size=40), max_size=4))
def test_cutting_loses_no_letter_and_leaves_no_empty_bubble(texts):
    cut = bubbles(texts)
    assert all(cut)
    assert "".join("".join(cut).split()) == "".join("".join(texts).split())
