"""What anyone would try first: n-grams of words and of letters, and logistic regression, on the text as written.

Three heads on the same features: the 20 situations, urgency, about. No word list, no normaliser, no rule, no encoder, no flag.
"""

import warnings
from collections.abc import Sequence
from typing import Any

from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from bot.nlu.comprehension import Understood
from bot.nlu.examples import Example
from bot.nlu.situations import BENIGN
from bot.nlu.understanding import Understanding
from facts.orientation import routes

_LOOSENESS = 10.0


class NGrams:
    """Learnt at once; `understand` is pure."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._features = features()
        rows = self._features.fit_transform([example.text for example in examples])
        self._situation = _fitted(LogisticRegression(C=_LOOSENESS), rows, [line.situation for line in examples])
        self._urgency = _fitted(one_by_one(), rows, [line.urgency for line in examples])
        self._about = _fitted(one_by_one(), rows, [line.about for line in examples])

    def understand(self, text: str) -> Understood:
        """The likeliest of each head."""
        row = self._features.transform([text])
        likely = zip(self._situation.classes_, self._situation.predict_proba(row)[0].tolist(), strict=True)
        ranking = tuple(sorted(((str(name), value) for name, value in likely), key=lambda pair: -pair[1]))
        situation, confidence = ranking[0]
        urgency, about = int(self._urgency.predict(row)[0]), str(self._about.predict(row)[0])
        found = routes(situation, about=about, urgency=urgency, flags=())
        understanding = Understanding(situation, situation, about, urgency, found, (), confidence)
        danger = sum(value for name, value in ranking if name not in BENIGN)
        return Understood(understanding, ranking, asked_encoder=False, danger=danger)


def features() -> Any:
    """Words by one and two, letters by two to five within words; tf-idf."""
    shared = {"min_df": 2, "sublinear_tf": True}
    return make_union(
        TfidfVectorizer(analyzer="word", ngram_range=(1, 2), **shared),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **shared),
    )


def one_by_one() -> LogisticRegression:
    """Each answer against the others: a third of the time, and as good where answers are few."""
    return LogisticRegression(C=_LOOSENESS, solver="liblinear", multi_class="ovr")


def _fitted(model: LogisticRegression, rows: Any, answers: Sequence[object]) -> LogisticRegression:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(rows, answers)
