"""What `data/nlu` promises: enough of every situation, many hands, pairs that part, and nothing of what we are measured on."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sklearn.feature_extraction.text import CountVectorizer

from bot.nlu.examples import FIRST_HANDS, Example, read_examples
from bot.nlu.situations import BENIGN

ROOT = Path(__file__).parents[2]
LINES = read_examples()
OFTEN = ("suicide", "violence_sexuelle", "violence_famille", "harcelement")
MEASURED_ON = [
    ROOT / "tests" / "nlu" / "development.jsonl",
    *(ROOT / "benchmarks" / "recognition").glob("unseen-*.jsonl"),
]
TOO_NEAR = 0.6  # of the 5-grams of both: the same message, written again
LONG_ENOUGH = 25  # characters: "merci" is everybody's


def test_there_are_enough_lines_of_every_situation_and_of_everyday_life() -> None:
    count = Counter(line.situation for line in LINES)
    assert len(LINES) >= 8_000
    assert min(number for name, number in count.items() if name not in BENIGN) >= 300
    assert min(count[name] for name in OFTEN) >= 600
    assert sum(count[name] for name in BENIGN) >= 2_000


def test_many_hands_are_told_apart_and_each_wrote_of_danger_and_of_none() -> None:
    hands = {line.hand for line in LINES} - {FIRST_HANDS}
    assert len(hands) >= 20
    for hand in hands:
        assert {line.situation in BENIGN for line in LINES if line.hand == hand} == {True, False}, hand


def test_each_minimal_pair_has_one_danger_and_one_message_that_is_none() -> None:
    pairs: dict[str, list[Example]] = {}
    for line in LINES:
        if line.pair:
            pairs.setdefault(line.pair, []).append(line)
    assert len(pairs) >= 600
    assert {tuple(sorted(line.situation in BENIGN for line in pair)) for pair in pairs.values()} == {(False, True)}


def test_no_line_is_written_twice_with_two_meanings() -> None:
    meanings: dict[str, set[str]] = {}
    for line in LINES:
        meanings.setdefault(line.text.casefold(), set()).add(line.intent)
    assert [text for text, intents in meanings.items() if len(intents) > 1] == []


@pytest.mark.parametrize("path", MEASURED_ON, ids=lambda path: path.stem)
def test_nothing_that_we_are_measured_on_is_learnt(path: Path) -> None:
    asked = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = [text for text in asked if len(text) >= LONG_ENOUGH]
    counter = CountVectorizer(analyzer="char_wb", ngram_range=(5, 5), binary=True)
    known = [line.text for line in LINES if len(line.text) >= LONG_ENOUGH]
    counter.fit(asked + known)
    measured, learnt = counter.transform(asked), counter.transform(known)
    shared = (measured @ learnt.T).tocoo()
    both = measured.sum(axis=1).A1[shared.row] + learnt.sum(axis=1).A1[shared.col] - shared.data
    copied = shared.row[shared.data / both >= TOO_NEAR]
    assert [asked[row] for row in sorted(set(copied))] == []
