from collections import Counter
from collections.abc import Iterable

import pytest
import yaml

from content.all_readings import all_readings
from content.catalogue import OLDER_WORDS, RESPONSES, catalogue, sentences, words
from content.judging import HERE, JUDGES, MOST_ADDED_WORDS, MOST_WORDS, Judge
from content.readings_elsewhere import PUPILS_PARTS, TO_PUPILS
from content.replies import LEVELS, MOMENTS, OLDER, PRIMARY, Reading
from facts.helplines import load_helplines

# Breaches that were there when the judges came, by judge and file: their number may only go down, and none may be added (R80).
KNOWN: dict[str, dict[str, int]] = yaml.safe_load((HERE / "known_breaches.yml").read_text(encoding="utf-8")) or {}
NOT_FOR_PUPILS = {
    "administration_check.yml",
    "adultes.yml",
    "administration_check_page.yml",
    "administration_pages.yml",
    "bell.yml",
    "ent_message.yml",
}


def breaches(judge: Judge, readings: Iterable[Reading]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for reading in filter(judge.hears, readings):
        for at_fault in judge.find(reading):
            found.setdefault(reading.file, {})[at_fault] = None
    return {file: list(each) for file, each in found.items()}


@pytest.mark.parametrize("judge", JUDGES, ids=str)
def test_no_reading_breaks_a_rule_of_words(judge):
    known = KNOWN.get(str(judge), {})
    assert {
        file: each for file, each in breaches(judge, all_readings()).items() if len(each) > known.get(file, 0)
    } == {}


def test_a_breach_that_was_mended_is_no_longer_listed_as_known():
    left = {str(judge): breaches(judge, all_readings()) for judge in JUDGES if str(judge) in KNOWN}
    mended = [(judge, file) for judge, listed in KNOWN.items() for file in listed if file not in left[judge]]
    assert mended == [], "take these lines out of known_breaches.yml"


def test_the_list_of_known_breaches_names_files_and_judges_that_exist():
    assert set(KNOWN) <= {str(judge) for judge in JUDGES}
    assert {file for files in KNOWN.values() for file in files} <= {path.name for path in RESPONSES.glob("*.yml")}


def test_two_judges_never_have_one_name():
    assert [name for name, times in Counter(map(str, JUDGES)).items() if times > 1] == []


def test_every_variation_is_read_by_somebody():
    read = {reading.label for reading in all_readings()}
    assert [str(said) for said in catalogue() if str(said) not in read] == []


def test_both_levels_of_school_have_an_answer_to_everything():
    read = {
        (reading.label.split("[")[0], reading.level)
        for reading in all_readings()
        if reading.kind not in ("card", "page")
    }
    names = {said.name for said in catalogue()}
    assert {(name, level) for name in names for level in LEVELS} - read == set()


def test_every_file_of_sentences_for_pupils_is_read():
    read = {reading.file for reading in all_readings()}
    assert {path.name for path in RESPONSES.glob("*.yml")} - NOT_FOR_PUPILS - read == set()
    assert set(PUPILS_PARTS) <= read


def test_every_line_that_a_pupil_may_be_sent_to_is_read_at_every_kind_of_hour():
    shown = {line.id for line in load_helplines().lines.values() if line.shown in TO_PUPILS}
    cards = Counter(reading.label.removeprefix("card of ") for reading in all_readings() if reading.kind == "card")
    assert {line for line in shown if cards[line] == len(MOMENTS)} == shown


def test_the_hour_changes_what_is_read():
    cards = {reading.bubbles for reading in all_readings() if reading.label == "card of 3018"}
    assert any("Ouvert maintenant, jusqu'à 23 h" in bubbles for bubbles in cards)
    assert any("Fermé maintenant. Ouvre demain à 9 h" in bubbles for bubbles in cards)


def test_the_limits_leave_room_for_what_must_be_said():
    assert (MOST_WORDS, MOST_ADDED_WORDS, OLDER_WORDS) == (60, 35, 25)


# R60
def test_a_mean_sentence_to_an_older_pupil_is_no_longer_than_the_longest_to_a_child():
    told = [reading for reading in all_readings() if reading.kind in ("disclosure", "author", "danger", "talk")]
    for level, most in ((PRIMARY, 9), (OLDER, 12)):
        counted = [
            words(each)
            for reading in told
            if reading.level == level
            for bubble in reading.bubbles
            for each in sentences(bubble)
        ]
        assert sum(counted) / len(counted) <= most
