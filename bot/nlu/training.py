"""From training lines to weights, without rasa: some tens of seconds for six thousand lines.

Heads: `intent` (every intent), `about`, and yes/no heads: `danger`, `urgent` (urgency 2), `concerned` (urgency 1 or 2: not a mere
question), one for each flag that has enough lines. Each is a linear separator per label (hinge loss), turned into probabilities by a factor that is set on one fifth of the lines, learnt
from the other four. Lines that stand together in a file are kin (written in one go), so they are
never parted between the two: a fifth is made of runs of neighbouring lines.
"""

import warnings
from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from bot.nlu.encoder import VECTOR_WEIGHT, Encoder, centred
from bot.nlu.examples import Example
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import Learnt
from bot.nlu.linear import Head, LinearModel, softmax
from bot.nlu.reading import Reader, Reading
from bot.nlu.situations import BENIGN, IMMEDIATE
from bot.nlu.thresholds import Thresholds
from bot.nlu.vectoriser import Floats, Vectoriser

Answers = npt.NDArray[np.str_]
RUN = 8
_YES_OR_NO = ("no", "yes")
FOLDS = 5
LEARNT_FLAGS = (
    "young",
    "fear_report",
    "retract",
    "perp_in_school",
    "no_voice",
    "shared_device",
    "perp_reads",
    "menace_attaque",
    "suicide_act",
)
_STRICTNESS = 0.15
_CLOSE_ENOUGH = 0.1  # measured: a finer solution answers the same, and takes half as long again
_NEVER = -2.0
# Two hundredths apart: with steps of 15 %, a few lines more made a head jump from one step to the next, and urgencies with it.
_SHARPNESSES = tuple(float(step) for step in np.geomspace(0.5, 12, 160))


def train(
    examples: Sequence[Example], lexicons: Lexicons, encoder: Encoder, thresholds: Thresholds | None = None
) -> Learnt:
    """Learn from the lines. Deterministic: the same lines give the same weights, in whatever order
    their blocks come (a disk lists files in its own).

    `thresholds`: those of the file unless given.
    """
    measured_on = dict(zip(examples, folds(examples) == 0, strict=True))
    examples = sorted(measured_on, key=lambda example: (example.text, example.intent, example.block))
    reader = Reader(lexicons)
    readings = [reader.read(example.text) for example in examples]
    vectoriser = Vectoriser.learnt_from([reading.features for reading in readings])
    rows = matrix(vectoriser, readings)
    vectors = encode_all(encoder, readings)
    centre = vectors.mean(axis=0)
    dense = csr_matrix(centred(vectors, centre, VECTOR_WEIGHT))
    kept_apart = np.array([measured_on[example] for example in examples])
    return Learnt(
        vectoriser,
        _fit(rows, examples, kept_apart, rows.shape[1]),
        _fit(hstack([rows, dense]).tocsr(), examples, kept_apart, rows.shape[1]),
        centre,
        thresholds or Thresholds.read(),
    )


def matrix(vectoriser: Vectoriser, readings: Sequence[Reading]) -> csr_matrix:
    """One row a reading."""
    rows = [vectoriser.row(reading.features) for reading in readings]
    ends = np.cumsum([0, *(len(row.places) for row in rows)])
    data = np.concatenate([row.values for row in rows])
    places = np.concatenate([row.places for row in rows])
    return csr_matrix((data, places, ends), shape=(len(rows), len(vectoriser.vocabulary)))


def encode_all(encoder: Encoder, readings: Sequence[Reading], at_once: int = 32) -> Floats:
    """A sentence vector a reading."""
    sentences = [reading.standard for reading in readings]
    parts = [encoder.encode(sentences[at : at + at_once]) for at in range(0, len(sentences), at_once)]
    return np.concatenate(parts).astype(np.float32)


def folds(examples: Sequence[Example]) -> npt.NDArray[np.int64]:
    """A fold number a line: runs of neighbouring lines of a block go to folds in turn, from one that its first line tells.

    So a block written elsewhere moves no other line to another fold, and what is measured on a fold stays comparable.
    """
    numbers, block, position, first = [], "", 0, 0
    for example in examples:
        if example.block != block:
            block, position, first = example.block, 0, crc32(example.text.encode())
        numbers.append((first + position // RUN) % FOLDS)
        position += 1
    return np.array(numbers)


QUESTIONS: dict[str, Callable[[Example], str]] = {
    "intent": lambda example: example.intent,
    "danger": lambda example: "no" if example.situation in BENIGN else "yes",
    "about": lambda example: example.about,
    "urgent": lambda example: "yes" if example.urgency == IMMEDIATE else "no",
    "concerned": lambda example: "yes" if example.urgency > 0 else "no",
}


def _answers(examples: Sequence[Example]) -> dict[str, Answers]:
    answers = {name: np.array([answer(example) for example in examples]) for name, answer in QUESTIONS.items()}
    for flag in LEARNT_FLAGS:
        answers[flag] = np.array(["yes" if flag in example.flags else "no" for example in examples])
    return answers


def _fit(rows: csr_matrix, examples: Sequence[Example], kept_apart: npt.NDArray[np.bool_], width: int) -> LinearModel:
    heads, weights, biases = [], [], []
    for name, answers in _answers(examples).items():
        labels = _YES_OR_NO if set(answers) <= set(_YES_OR_NO) else tuple(sorted(set(answers)))
        part, bias = _separators(rows[~kept_apart], answers[~kept_apart], labels)
        factor = sharpness(np.asarray(rows[kept_apart] @ part.T) + bias, answers[kept_apart], labels)
        part, bias = _separators(rows, answers, labels)
        heads.append(Head(name, labels, factor))
        weights.append(part)
        biases.append(bias)
    together = _as_kept(np.concatenate(weights).T)
    sparse, dense = np.ascontiguousarray(together[:width]), np.ascontiguousarray(together[width:])
    return LinearModel(tuple(heads), sparse, dense, _as_kept(np.concatenate(biases)))


def _as_kept(weights: Floats) -> Floats:
    # Weights are kept in half precision: rounded here, so that a model answers the same before and after it is kept.
    return weights.astype(np.float16).astype(np.float32)


def _separators(rows: csr_matrix, answers: Answers, labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Weights by label. A label that these lines do not hold is never found; two labels share one separator."""
    weights = np.zeros((len(labels), rows.shape[1]), dtype=np.float32)
    bias = np.full(len(labels), _NEVER, dtype=np.float32)
    found = [labels.index(label) for label in sorted(set(answers))]
    if len(found) == 1:
        bias[found] = -_NEVER
        return weights, bias
    coefficients, intercepts = _fitted(rows, answers)
    weights[found], bias[found] = coefficients, intercepts
    return weights, bias


def _fitted(rows: csr_matrix, answers: Answers) -> tuple[Floats, Floats]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LinearSVC(C=_STRICTNESS, tol=_CLOSE_ENOUGH, random_state=0, dual=True).fit(rows, answers)
    if len(fitted.classes_) > 2:  # noqa: PLR2004 (two labels have one separator between them)
        return fitted.coef_, fitted.intercept_
    return np.concatenate([-fitted.coef_, fitted.coef_]), np.concatenate([-fitted.intercept_, fitted.intercept_])


def sharpness(scores: Floats, answers: Answers, labels: tuple[str, ...]) -> float:
    """The factor under which the true answers of unseen lines are likeliest."""
    right = np.array([labels.index(str(answer)) for answer in answers])
    lines = np.arange(len(right))

    def likelihood(factor: float) -> float:
        return float(np.log(np.maximum(softmax(scores * factor)[lines, right], 1e-9)).mean())

    return max(_SHARPNESSES, key=likelihood)
