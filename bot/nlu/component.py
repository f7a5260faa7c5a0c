"""The one NLU component of the pipeline: puts on a Rasa message what `bot.nlu.comprehension` understands of its text.

It sets `intent`, `intent_ranking`, `understanding` (docs/contracts.md) and entities: `about` and `urgency` always, one `flags` for
each flag, `situation` only for a situation of danger, so that a thank-you does not wipe out what was said before. A message
that already has an intent keeps it (a button's `/intent` is read by Rasa itself, after us). Nothing read is kept or logged.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    INTENT,
    INTENT_NAME_KEY,
    METADATA,
    METADATA_INTENT,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.comprehension import SURE, Comprehension, Understood
from bot.nlu.encoder import NEVER_ASKED, SentenceEncoder
from bot.nlu.examples import Example, from_metadata
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import load, save
from bot.nlu.situations import BENIGN
from bot.nlu.thresholds import Thresholds
from bot.nlu.topics import ALSO, topics
from facts.orientation import routes

RANKING = "intent_ranking"
UNDERSTANDING = "understanding"
_RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PupilUnderstanding(GraphComponent, IntentClassifier):
    """Trainable; `sure` in its configuration is the probability below which the sentence encoder is asked.

    A model is served without the encoder where its package is missing, or where `sure` is 0: words alone decide then.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The defaults that config.yml may change."""
        return {"sure": SURE}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa's interface)
    ) -> "PupilUnderstanding":
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa's interface)
        **kwargs: Any,  # noqa: ARG003 (Rasa's interface)
    ) -> "PupilUnderstanding":
        """Make a component from what `train` kept; nothing outside the model is read."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            learnt, lexicons = load(Path(folder))
        encoder = SentenceEncoder()
        sure = component._sure if encoder.is_installed() else NEVER_ASKED
        if sure > NEVER_ASKED:
            encoder.warm()
        component._understand_with(Comprehension(learnt, lexicons, encoder, routes, sure))
        return component

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._sure = float({**self.get_default_config(), **config}["sure"])
        self._storage, self._resource = model_storage, resource
        self._comprehension: Comprehension | None = None

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003 (Rasa's interface)
        """A hash of the word lists, the thresholds and all our code: a change in any of them trains again."""
        code = hashlib.sha256()
        for path in sorted(Path(__file__).parent.rglob("*.py")):
            code.update(path.read_bytes())
        code.update(json.dumps(asdict(Thresholds.read())).encode())
        return Lexicons.read().digest() + code.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every line that has an intent, with its block's metadata."""
        from bot.nlu.training import train  # noqa: PLC0415 (training alone needs scikit-learn)

        examples = [_example(message) for message in training_data.intent_examples if message.get(TEXT)]
        lexicons, encoder = Lexicons.read(), SentenceEncoder()
        learnt = train(examples, lexicons, encoder)
        with self._storage.write_to(self._resource) as folder:
            save(learnt, lexicons, Path(folder))
        self._understand_with(Comprehension(learnt, lexicons, encoder, routes, self._sure))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Understand each message that has no intent yet."""
        for message in messages:
            if not _has_an_intent(message):
                self._put_on(message)
        return messages

    def _put_on(self, message: Message) -> None:
        if self._comprehension is None:
            raise RuntimeError("PupilUnderstanding was asked before it was trained or loaded")
        comprehension, text = self._comprehension, message.get(TEXT) or ""
        understood = comprehension.understand(text)
        first, also = topics(text, understood.understanding, lambda part: comprehension.understand(part).understanding)
        understood = replace(understood, understanding=first)
        message.set(INTENT, _ranked(understood)[0], add_to_output=True)
        message.set(RANKING, _ranked(understood), add_to_output=True)
        told = understood.understanding.as_dict() | ({ALSO: also} if also else {})
        message.set(UNDERSTANDING, told, add_to_output=True)
        message.set(ENTITIES, [*(message.get(ENTITIES) or ()), *_entities(understood)], add_to_output=True)

    def _understand_with(self, comprehension: Comprehension) -> None:
        self._comprehension = comprehension


def _has_an_intent(message: Message) -> bool:
    known: Mapping[str, Any] = message.get(INTENT) or {}
    return bool(known.get(INTENT_NAME_KEY))


def _example(message: Message) -> Example:
    metadata = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return from_metadata(
        message.get(TEXT), message.get(INTENT), metadata, block=f"{message.get(INTENT)}:{sorted(metadata.items())}"
    )


def _ranked(understood: Understood) -> list[dict[str, Any]]:
    chosen = understood.understanding
    others = [(name, probability) for name, probability in understood.ranking if name != chosen.intent]
    pairs = [(chosen.intent, chosen.confidence), *others[: _RANKED - 1]]
    return [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: probability} for name, probability in pairs]


def _entities(understood: Understood) -> list[dict[str, Any]]:
    chosen = understood.understanding
    found = [("about", chosen.about), ("urgency", str(chosen.urgency)), *(("flags", flag) for flag in chosen.flags)]
    if chosen.situation not in BENIGN:
        found.append(("situation", chosen.situation))
    return [
        {ENTITY_ATTRIBUTE_TYPE: name, ENTITY_ATTRIBUTE_VALUE: value, EXTRACTOR: PupilUnderstanding.__name__}
        for name, value in found
    ]
