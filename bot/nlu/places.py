"""A place offered instead of a question (R20), written instead of pressed: the whole message names it and nothing else.

« à la maison » says where, and no more: a classifier would guess what happens there (R22). Only the messages of `places.yml` are taken,
before anything is guessed; all others go on to `PupilUnderstanding` as they are.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.understanding import Understanding
from facts.orientation import routes

FILE = Path(__file__).with_name("places.yml")
UNDERSTANDING = "understanding"
_TALK, _NOBODY = "conversation", "none"
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LONGEST = 60


@dataclass(frozen=True)
class Place:
    """The button that a written place is worth."""

    intent: str
    entities: Mapping[str, str]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlaceNamed(GraphComponent, IntentClassifier):
    """Sets the intent of a message that is nothing but a place; leaves every other message alone."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 (Rasa's interface)
        model_storage: ModelStorage,  # noqa: ARG003 (same)
        resource: Resource,  # noqa: ARG003 (same)
        execution_context: ExecutionContext,  # noqa: ARG003 (same)
    ) -> "PlaceNamed":
        """Read the file of places; a wrong one stops the start."""
        return cls(read_places())

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places

    def process(self, messages: list[Message]) -> list[Message]:
        """Give its intent to each message that only names a place, unless it already has one."""
        for message in messages:
            text = message.get(TEXT) or ""
            place = self._places.get(_plain(text)) if len(text) <= _LONGEST else None
            if place is not None and not (message.get(INTENT) or {}).get(INTENT_NAME_KEY):
                _put_on(message, place)
        return messages


def read_places(file: Path = FILE) -> dict[str, Place]:
    """Each way of naming a place, plain, and what it is worth.

    Raises:
        ValueError: the same words are written under two places.
    """
    places: dict[str, Place] = {}
    for row in yaml.safe_load(file.read_text(encoding="utf-8")):
        place = Place(row["intent"], row.get("entities", {}))
        for words in map(_plain, row["said"]):
            if places.setdefault(words, place) != place:
                raise ValueError(f"{words!r} names two places")
    return places


def _put_on(message: Message, place: Place) -> None:
    about, urgency = place.entities.get("about", _NOBODY), int(place.entities.get("urgency", 0))
    found = routes(_TALK, about=about, urgency=urgency, flags=())
    understood = Understanding(_TALK, place.intent, about, urgency, found, (), 1.0)
    message.set(INTENT, {INTENT_NAME_KEY: place.intent, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
    message.set(UNDERSTANDING, understood.as_dict(), add_to_output=True)
    entities = [{"entity": name, "value": value} for name, value in place.entities.items()]
    message.set(ENTITIES, entities, add_to_output=True)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return _BETWEEN_WORDS.sub(" ", "".join(each for each in letters if not unicodedata.combining(each))).strip()
