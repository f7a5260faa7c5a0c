import re
from pathlib import Path

import pytest
import yaml

from content.all_readings import all_readings
from content.catalogue import RESPONSES
from content.judging import JUDGES, PLAIN_WORDS, Judge
from content.replies import PRIMARY, Reading, scenes
from facts.reading import read

BROKEN: dict[str, str] = yaml.safe_load(Path(__file__).with_name("broken_sentences.yml").read_text(encoding="utf-8"))
OF_PATTERNS = {each["code"]: each for each in PLAIN_WORDS}
CAUGHT = [(code, sentence) for code, each in OF_PATTERNS.items() for sentence in each["caught"]]
FREE = [(code, sentence) for code, each in OF_PATTERNS.items() for sentence in each["free"]]
COPIED = "harcelement.yml"
FIRST_WORDS = re.compile(r"(text: (?:&\w+ )?\|-\n +)")
IN_THE_CATALOGUE = [*BROKEN.items(), *CAUGHT[::7]]


def judge_of(code: str) -> Judge:
    return next(judge for judge in JUDGES if judge.code == code)


def told(sentence: str) -> Reading:
    return Reading("harcelement.yml", "utter_harcelement[]", "disclosure", PRIMARY, (sentence,))


@pytest.mark.parametrize(("code", "sentence"), [*CAUGHT, *BROKEN.items()], ids=str)
def test_a_judge_catches_what_it_is_there_for(code, sentence):
    judge = judge_of(code)
    assert judge.hears(told(sentence))
    assert judge.find(told(sentence))


@pytest.mark.parametrize(("code", "sentence"), FREE, ids=str)
def test_a_judge_leaves_alone_what_only_looks_like_it(code, sentence):
    assert judge_of(code).find(told(sentence)) == []


def test_every_judge_has_a_sentence_that_it_must_catch():
    assert {judge.code for judge in JUDGES} == set(OF_PATTERNS) | set(BROKEN)
    written = read("forbidden_words")
    assert {each["code"] for part in ("everywhere", "in_a_disclosure") for each in written[part]} <= set(BROKEN)


@pytest.mark.parametrize(("code", "sentence"), IN_THE_CATALOGUE, ids=str)
def test_a_broken_sentence_slipped_into_a_copy_of_the_catalogue_is_found(tmp_path, code, sentence):
    whole = (RESPONSES / COPIED).read_text(encoding="utf-8")
    (tmp_path / COPIED).write_text(FIRST_WORDS.sub(lambda start: f"{start[0]}{sentence} ", whole), encoding="utf-8")
    judge = judge_of(code)
    before = {at_fault for reading in all_readings() if reading.file == COPIED for at_fault in judge.find(reading)}
    assert [reading for reading in scenes(tmp_path) if judge.hears(reading) and set(judge.find(reading)) - before]


@pytest.mark.parametrize(
    ("label", "sentence", "code"),
    [
        ("utter_suicide[]", "Es-tu en sécurité, là, maintenant ?", "questions"),
        ("utter_precaution__retract[]", "Tu veux arrêter ?", "questions"),
        ("utter_precaution__retract[]", "Tu peux. " * 18, "long_message"),
        ("utter_harcelement[]", "Le 3020 a été remplacé.", "unknown_numbers"),
        ("utter_harcelement[]", "Appelle le 0 805 802 804.", "unknown_numbers"),
    ],
)
def test_some_places_are_held_to_more(label, sentence, code):
    assert judge_of(code).find(Reading("x.yml", label, "disclosure", PRIMARY, (sentence,)))


@pytest.mark.parametrize(
    ("label", "sentence", "code"),
    [
        ("utter_harcelement[]", "Tu peux lui dire : « Est-ce que je peux te parler ? Tu as un moment ? »", "questions"),
        ("utter_conversation__numero_3020[]", "Le 3020 a été remplacé par le 3018.", "unknown_numbers"),
        ("utter_harcelement[]", "Le 3018 répond tous les jours de 9 h à 23 h, le 119 jour et nuit.", "never_closed"),
        ("utter_harcelement[]", "Le 119 est confidentiel.", "confidential"),
    ],
)
def test_what_a_rule_allows_is_allowed(label, sentence, code):
    assert judge_of(code).find(Reading("x.yml", label, "disclosure", PRIMARY, (sentence,))) == []
