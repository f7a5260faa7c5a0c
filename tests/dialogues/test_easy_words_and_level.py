"""« Facile à lire » and the level of school, said in writing at any moment (issue 5, point 4; docs/adr/0015)."""

from typing import Any

import pytest

from content.catalogue import sentences, words

INSULTED = "ils me traitent de tous les noms tous les jours dans la cour"
HARD = (
    "c'est trop dur à lire",
    "je comprends pas les mots",
    "plus simple",
    "j'arrive pas à lire",
    "écris plus simple stp",
)
USUAL = ("écris comme avant", "parle normalement")
LEVELS = ("je suis en CM2", "je suis au lycée", "chui en 4ème")
SAFE = ("à la maison", "plus simple", "non")
DIE = "j'ai envie de mourir"
EVERY = [
    *((INSULTED, asked) for asked in HARD),
    *((INSULTED, HARD[0], asked, "j'ai peur d'eux") for asked in USUAL),
    (INSULTED, HARD[0], HARD[1]),
    *((INSULTED, level) for level in LEVELS),
    *((level, INSULTED) for level in LEVELS),
    SAFE,
    (HARD[0],),
    (DIE, HARD[0]),
]  # fmt: skip


@pytest.fixture(scope="module")
def said(talk):
    return talk({" | ".join(turns): list(turns) for turns in EVERY})


def replies(said: dict[str, list[dict[str, Any]]], *turns: str) -> list[dict[str, Any]]:
    return said[" | ".join(turns)]


@pytest.mark.parametrize("asked", HARD)
def test_what_was_just_said_is_said_again_in_easy_words_with_the_same_help(said, asked):
    before, after = replies(said, INSULTED, asked)
    assert after["texts"][0] == "D'accord."
    assert any("harcèlement" in bubble for bubble in after["texts"])
    assert all(len(sentences(bubble)) == 1 or "«" in bubble for bubble in after["texts"])
    assert all(words(each) <= 12 for bubble in after["texts"] for each in sentences(bubble))
    assert (after["helplines"], after["buttons"]) == (before["helplines"], before["buttons"])


@pytest.mark.parametrize("asked", USUAL)
def test_the_usual_words_come_back_when_they_are_wanted(said, asked):
    *_, usual, after = replies(said, INSULTED, HARD[0], asked, "j'ai peur d'eux")
    assert "comme avant" in " ".join(usual["texts"])
    assert any(len(sentences(bubble)) > 1 for bubble in after["texts"])


def test_who_still_cannot_read_is_offered_somebody_to_ask(said):
    last = replies(said, INSULTED, HARD[0], HARD[1])[-1]
    assert "Une vraie personne" in " ".join(last["texts"])
    assert last["helplines"]


def test_easy_words_asked_for_first_are_simply_granted(said):
    (only,) = replies(said, HARD[0])
    assert "J'écris plus simple." in only["texts"]
    assert only["helplines"]


# R20, R34: asking for easier words is not the answer to « es-tu en sécurité ? », which is still asked.
def test_a_no_after_easier_words_is_still_a_danger(said):
    asked, again, answered = replies(said, *SAFE)
    question = "Es-tu en sécurité, là, maintenant ?"
    assert question in " ".join(asked["texts"])
    assert question in " ".join(again["texts"])
    assert "17" in answered["helplines"]


def test_a_wish_to_die_keeps_its_lines_in_easy_words(said):
    before, after = replies(said, DIE, HARD[0])
    assert after["helplines"] == before["helplines"]
    assert after["helplines"][0] == "3114"


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_heard_in_writing_and_nothing_is_asked_again_after_a_story(said, level):
    first, then = replies(said, level, INSULTED)
    assert "Écris ce qui se passe" in " ".join(first["texts"])
    assert ("Je te crois." in then["texts"][0]) is True
    told, after = replies(said, INSULTED, level)
    assert "des mots pour ton âge" in " ".join(after["texts"])
    assert after["helplines"] == told["helplines"] or level == LEVELS[0]
