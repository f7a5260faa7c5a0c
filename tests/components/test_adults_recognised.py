import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.events import UserUttered

from bot.hearing.adults import PARENT, PROFILES, PUPIL, STAFF, adult_of, read_adults, who_talks, who_writes
from bot.hearing.set_phrases import heard, read_phrases
from content.catalogue import ROOT

WRITTEN = yaml.safe_load((ROOT / "tests" / "components" / "adults_and_pupils.yml").read_text(encoding="utf-8"))
ADULTS = [(who, text) for who in (PARENT, STAFF) for text in WRITTEN[who]]
MOST_TAKEN = 60
# What follows is said by adults in the training lines; each was read. Whatever else is taken must be read too, and listed or refused.
LINES = [
    line.strip()[2:]
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if re.match(r" {4}- ", line)
]
SAID_WHO = [
    "je suis la maman de Léo",
    "Je suis AESH",
    "je suis parent d'élève",
    "je suis prof de maths",
    "je suis professeur des écoles",
    "Je suis CPE dans un collège",
    "je suis infirmière scolaire",
]
OF_ADULTS = re.compile(
    r"^(père d'un garçon|madame, je vous prie|je vous écris au sujet de ma petite-fille|bonjour, mon fils|(mon|ma) (fils|fille|enfant)\b|(je suis|en tant que) (la |le |son |sa )?"
    r"(mère|père|maman|parent|aesh)|enseignante? |assistante d'éducation|professeure? )",
    re.IGNORECASE,
)


def said(text: str, intent: str = "any", profile: str | None = None) -> UserUttered:
    return UserUttered(text, {"name": intent}, [{"entity": "profile", "value": profile}] if profile else [])


def start(profile: str | None = None) -> UserUttered:
    return said("/commencer", "commencer", profile)


BUTTON = said("/je_suis_eleve", "je_suis_eleve")


def test_there_are_enough_sentences_to_tell():
    assert len(ADULTS) >= 60
    assert len(WRITTEN["pupil"]) >= 120
    assert len(set(WRITTEN["pupil"])) == len(WRITTEN["pupil"])


@pytest.mark.parametrize(("who", "text"), ADULTS)
def test_an_adult_who_says_so_is_recognised(who, text):
    assert who_writes(text) == who


@pytest.mark.parametrize("text", WRITTEN["pupil"])
def test_a_pupil_who_sounds_like_an_adult_stays_a_pupil(text):
    assert adult_of([said(text)]) is None


@pytest.mark.parametrize("text", WRITTEN["takes_back"])
@pytest.mark.parametrize("who", ["je suis la maman de Léo", "je suis AESH"])
def test_whatever_only_a_pupil_says_gives_the_pupil_back_at_once(who, text):
    turns = [start(), said(who), said(text)]
    assert who_talks(turns)[1]
    assert adult_of(turns) is None


def test_no_training_line_of_a_pupil_is_taken_for_an_adult():
    taken = [line for line in LINES if adult_of([said(line)])]
    assert len(LINES) > 20_000
    assert [line for line in taken if not OF_ADULTS.match(line)] == []
    assert 25 < len(taken) <= MOST_TAKEN


@pytest.mark.parametrize("who", [PARENT, STAFF])
def test_the_page_says_who_is_there_and_it_holds(who):
    assert adult_of([start(who), said("bonjour"), said("il a un couteau")]) == who
    assert adult_of([start("eleve"), said("bonjour")]) is None
    assert adult_of([start("autre")]) is None


def test_an_adult_stays_one_until_told_otherwise():
    turns = [start(), said("mon fils se fait harceler"), said("merci"), said("il ne dort plus")]
    assert adult_of(turns) == PARENT
    assert not who_talks(turns)[1]
    assert adult_of([*turns, said("je suis prof principale aussi")]) == STAFF


@pytest.mark.parametrize("first", [start(PARENT), said("mon fils se fait harceler"), said("je suis AESH")])
def test_the_button_gives_the_pupil_back_and_a_child_spoken_of_is_not_enough_after_it(first):
    assert who_talks([first, BUTTON])[1]
    assert adult_of([first, BUTTON, said("mon fils se fait harceler")]) is None
    assert adult_of([first, BUTTON, said("je suis la maman de Léo")]) == PARENT


def test_a_pupil_has_nothing_to_take_back():
    assert not who_talks([])[1]
    assert not who_talks([said("je suis élève")])[1]


def test_a_button_is_not_read_as_words():
    assert adult_of([said('/niveau{"register": "je suis la maman de Léo"}', "niveau")]) is None


@given(st.text(max_size=1500))
def test_any_text_has_an_answer(text):
    assert who_writes(text) in {None, *PROFILES}


@given(st.lists(st.sampled_from([*WRITTEN["parent"], *WRITTEN["pupil"], "merci", "oui", "mon fils"]), max_size=6))
def test_whoever_presses_the_button_last_is_a_pupil(texts):
    assert adult_of([*map(said, texts), BUTTON]) is None


def test_an_age_or_a_class_is_always_a_pupils():
    assert who_writes("mon fils se fait harceler, je suis en 4e") == PUPIL


# What web tells an adult who signs in to write (data/responses/web.yml).
def test_what_an_adult_who_signs_in_is_told_to_write_is_understood():
    ways = yaml.safe_load((ROOT / "data" / "responses" / "web.yml").read_text(encoding="utf-8"))["adults"]
    told = {text for way in ways.values() for text in re.findall(r"« (Je suis [^»]+) »", way.get("path", ""))}
    assert {who_writes(text) for text in told} == {PARENT, STAFF}


# A set phrase is worth a button of the adults' path: the same words must be recognised, or a pupil would be answered as an adult.
@pytest.mark.parametrize(
    "text", [*SAID_WHO, "Je suis parent", "Je suis un personnel", "bonjour je suis la mère de Tom et Léa"]
)
def test_whoever_only_says_who_they_are_is_recognised_and_no_story_is_guessed(text):
    phrase = heard(text, read_phrases())
    assert phrase is not None
    assert phrase.intent == "adulte_accueil"
    assert adult_of([said(text, phrase.intent)]) in (PARENT, STAFF)


# A message without any of the hints is not read further: no adult may be lost there.
def test_the_hints_lose_no_adult():
    recognised = [text for text in (*(text for _, text in ADULTS), *LINES) if who_writes(text) in (PARENT, STAFF)]
    assert [text for text in recognised if not read_adults().hints.search(text.lower())] == []
