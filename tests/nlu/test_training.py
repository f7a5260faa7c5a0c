import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.comprehension import Comprehension
from bot.nlu.examples import Example, read_examples
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import Learnt, load, save
from bot.nlu.linear import softmax
from bot.nlu.situations import ABOUTS, BENIGN
from bot.nlu.thresholds import Thresholds
from bot.nlu.training import FOLDS, RUN, folds, sharpness, train
from bot.nlu.vectoriser import Floats, Vectoriser
from facts.orientation import routes

ROOT = Path(__file__).parents[2]
SUBJECTS = {
    "violence_famille": ["mon père me frappe {}", "ma mère me tape {}", "papa me cogne {}"],
    "harcelement": ["ils se moquent de moi {}", "personne me parle {}", "ils m'insultent {}"],
    "hors_sujet": ["il pleut {}", "j'ai foot {}", "j'ai un exposé {}"],
    "conversation__merci": ["merci {}", "cool merci {}", "ok merci {}"],
}
WHENS = ["hier", "ce matin", "tous les jours", "le lundi", "encore", "depuis longtemps", "en ce moment", "souvent"]


class Letters:
    """A stand-in encoder: counts letters."""

    def encode(self, sentences: Sequence[str]) -> Floats:
        return (
            np.array([[sentence.count(letter) for letter in "aeiourst"] for sentence in sentences], dtype=np.float32)
            + 0.1
        )


def few_lines() -> list[Example]:
    lines = []
    for intent, sentences in SUBJECTS.items():
        urgency = 0 if intent.partition("__")[0] in BENIGN else 1
        about = "self" if urgency else "none"
        lines += [
            Example(text.format(when), intent, about, urgency, (), intent) for text in sentences for when in WHENS
        ]
    return lines


@pytest.fixture(scope="module")
def small(lexicons: Lexicons) -> Learnt:
    return train(few_lines(), lexicons, Letters())


def test_a_few_lines_are_learnt(small: Learnt, lexicons: Lexicons) -> None:
    comprehension = Comprehension(small, lexicons, Letters(), routes)
    assert comprehension.understand("papa me frappe souvent").understanding.situation == "violence_famille"
    assert comprehension.understand("merci hier").understanding.intent == "conversation__merci"


def test_the_same_lines_give_the_same_weights(small: Learnt, lexicons: Lexicons) -> None:
    again = train(few_lines(), lexicons, Letters())
    assert np.array_equal(again.alone.sparse, small.alone.sparse)
    assert again.alone.heads == small.alone.heads


def test_blocks_listed_in_another_order_give_the_same_weights(small: Learnt, lexicons: Lexicons) -> None:
    other_way = sorted(few_lines(), key=lambda line: line.block)
    assert [line.block for line in other_way] != [line.block for line in few_lines()]
    again = train(other_way, lexicons, Letters())
    assert again.alone.heads == small.alone.heads
    assert again.with_vector.heads == small.with_vector.heads
    assert np.array_equal(again.alone.sparse, small.alone.sparse)
    assert np.array_equal(again.with_vector.dense, small.with_vector.dense)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_block_more_moves_no_other_line_to_another_fold(at: int) -> None:
    blocks = [[Example(f"{name}{n}", "hors_sujet", "none", 0, (), name) for n in range(RUN * 3)] for name in "abc"]
    more = [Example("un de plus", "hors_sujet", "none", 0, (), "more")]
    before = [line for block in blocks for line in block]
    after = [line for block in [*blocks[:at], more, *blocks[at:]] for line in block]
    found = dict(zip(after, folds(after), strict=True))
    assert [found[line] for line in before] == list(folds(before))


@pytest.mark.parametrize("factor", [1.0, 1.85, 2.15, 3.4, 5.0])
def test_how_sharply_scores_separate_is_found_to_a_few_hundredths(factor: float) -> None:
    """Steps of 15 % once moved every urgency when a few lines were added."""
    dice = np.random.default_rng(7)
    scores = dice.normal(size=(60_000, 2)).astype(np.float32)
    said_yes = dice.random(60_000) < softmax(scores * factor)[:, 1]
    found = sharpness(scores, np.where(said_yes, "yes", "no"), ("no", "yes"))
    assert found == pytest.approx(factor, rel=0.04)


def test_what_is_kept_answers_exactly_as_before(small: Learnt, lexicons: Lexicons, tmp_path: Path) -> None:
    save(small, lexicons, tmp_path)
    kept, lists = load(tmp_path)
    before, after = Comprehension(small, lexicons, Letters(), routes), Comprehension(kept, lists, Letters(), routes)
    for line in few_lines():
        assert before.understand(line.text) == after.understand(line.text)


def test_a_model_keeps_and_obeys_the_thresholds_it_was_learnt_with(
    small: Learnt, lexicons: Lexicons, tmp_path: Path
) -> None:
    demanding = replace(Thresholds.read(), danger=1.0, danger_despite_excuse=1.0)
    save(train(few_lines(), lexicons, Letters(), demanding), lexicons, tmp_path)
    kept, _ = load(tmp_path)
    assert kept.thresholds == demanding
    left_out = "personne me parle hier"
    assert Comprehension(small, lexicons, Letters(), routes).understand(left_out).understanding.guesses == ()
    assert (
        Comprehension(kept, lexicons, Letters(), routes).understand(left_out).understanding.guesses[0] == "harcelement"
    )


def test_a_model_holds_no_pickle(small: Learnt, lexicons: Lexicons, tmp_path: Path) -> None:
    save(small, lexicons, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"weights.npz", "words.json"}
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


def test_two_labels_that_lines_do_not_hold_do_not_stop_training(lexicons: Lexicons) -> None:
    lines = [line for line in few_lines() if line.intent in ("harcelement", "hors_sujet")]
    assert train(lines, lexicons, Letters()).alone.heads


def test_neighbouring_lines_are_never_parted_between_learning_and_measuring() -> None:
    lines = [Example(str(number), "hors_sujet", "none", 0, (), "one") for number in range(RUN * FOLDS * 2)]
    numbers = folds(lines)
    assert all(len(set(numbers[at : at + RUN])) == 1 for at in range(0, len(lines), RUN))
    assert set(numbers) == set(range(FOLDS))


def test_features_never_learnt_are_left_out() -> None:
    known = Vectoriser.learnt_from([*[["wpapa", "gpa"]] * 3, *[["wseul"]] * 2])
    assert known.vocabulary == ("gpa", "wpapa")
    assert len(known.row(["wseul", "wjamais"]).places) == 0


def test_each_group_of_features_weighs_one() -> None:
    known = Vectoriser.learnt_from([["wun", "wdeux", "gun", "gde", "gtr"]] * 3)
    row = known.row(["wun", "wdeux", "gun", "gde", "gtr"])
    assert float(row.values @ row.values) == pytest.approx(2.0, abs=1e-5)


def test_every_training_line_says_what_it_is_about() -> None:
    for line in read_examples():
        assert line.about in ABOUTS, line.block
        assert line.urgency in (0, 1, 2), line.block
        if line.situation in BENIGN:
            assert (line.about, line.urgency) == ("none", 0), line.block


def test_serving_needs_neither_tensorflow_nor_scikit_learn() -> None:
    program = (
        "import sys, bot.nlu.comprehension, bot.nlu.learnt, bot.nlu.encoder;"
        "print([name for name in ('tensorflow', 'sklearn', 'scipy', 'rasa', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['yaml']")
