"""Stock Rasa: the featurisers and DIET that `rasa init` writes, 40 epochs, on the same lines, intents = the 20 situations.

It says the situation only: a danger is urgency 1 and about the writer, since nothing tells otherwise; the first route follows.
Rasa reads `[x](y)` in a line as an entity, for everyone.
"""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.comprehension import Understood
from bot.nlu.evaluate import Learn
from bot.nlu.examples import Example
from bot.nlu.situations import BENIGN, CONCERNED
from bot.nlu.understanding import Understanding
from facts.orientation import routes

EPOCHS = 40


def configuration(epochs: int) -> dict[str, Any]:
    """What stands in config.yml; all situations are ranked, so that danger can be summed."""
    return {
        "recipe": "default.v1",
        "language": "fr",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "random_seed": 4, "ranking_length": 0},
        ],
        "policies": [],
    }


class Stock:
    """A trained Rasa model."""

    def __init__(self, model: str) -> None:
        from rasa.core.agent import Agent  # noqa: PLC0415 (TensorFlow: seconds and a gigabyte, only where it is asked)

        self._loop = asyncio.new_event_loop()
        self._agent = Agent.load(model)

    def understand(self, text: str) -> Understood:
        """What Rasa's own parser says."""
        parsed = self._loop.run_until_complete(self._agent.parse_message(text))
        ranking = tuple((str(one["name"]), float(one["confidence"])) for one in parsed.get("intent_ranking", ()))
        situation = str(parsed["intent"]["name"] or "hors_sujet")  # nothing to hold on to: no word that it knows
        urgency, about = (0, "none") if situation in BENIGN else (CONCERNED, "self")
        found = routes(situation, about=about, urgency=urgency, flags=())
        confidence = float(parsed["intent"]["confidence"])
        danger = sum(value for name, value in ranking if name not in BENIGN)
        understanding = Understanding(situation, situation, about, urgency, found, (), confidence)
        return Understood(understanding, ranking, asked_encoder=False, danger=danger)


def stock(folder: Path, epochs: int = EPOCHS) -> Learn:
    """Train in the folder, by Rasa's own API."""

    def learn(examples: Sequence[Example]) -> Stock:
        from rasa.model_training import train_nlu  # noqa: PLC0415 (as above)
        from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415 (as above)

        configure_structlog(logging.WARNING)  # else each message is printed, text and all
        config, data = files(examples, folder, epochs)
        return Stock(str(train_nlu(str(config), str(data), str(folder / "models"))))

    return learn


def files(examples: Sequence[Example], folder: Path, epochs: int) -> tuple[Path, Path]:
    """Write the configuration and the lines as Rasa reads them."""
    config, data = folder / "config.yml", folder / "nlu.yml"
    config.write_text(yaml.safe_dump(configuration(epochs)), encoding="utf-8")
    data.write_text(yaml.safe_dump(_lines(examples), allow_unicode=True, width=10_000), encoding="utf-8")
    return config, data


def _lines(examples: Sequence[Example]) -> dict[str, Any]:
    by_situation: dict[str, list[str]] = {}
    for example in examples:
        by_situation.setdefault(example.situation, []).append(f"- {example.text}\n")
    blocks = [{"intent": name, "examples": "".join(lines)} for name, lines in sorted(by_situation.items())]
    return {"version": "3.1", "nlu": blocks}
