"""What a pupil writes as such, and that must not be guessed: « reviens en arrière », « j'ai honte », « c'est pas moi c'est ma sœur »,
« à la maison ».

A classifier took « j'ai honte », after a disclosure, for an author's regret, and « un prof » in a correction for a "no". Only a whole message
that is one of the sentences of `set_phrases.yml` is taken, before anything is guessed; all others go on as they are. Such words are
talk: what was told before stays (R13, R34), but for whom it is about, and an adult of the school, when the pupil corrects (R47).
The safe word of R42 is one of them. So is a place offered instead of a question (R20): it says where, and no more; a classifier would guess
what happens there (R22).
"""

import re
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

from bot.nlu.french.characters import plain_words
from bot.nlu.outright import Outright
from facts.phrases import safe_word

FILE = Path(__file__).with_name("set_phrases.yml")
UNDERSTANDING = "understanding"
_LONGEST = 100


@dataclass(frozen=True)
class Phrase:
    """What a whole message that `expression` matches is worth."""

    expression: re.Pattern[str]
    meaning: Outright

    @property
    def intent(self) -> str:
        """Of what it is worth."""
        return self.meaning.intent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SetPhraseHeard(GraphComponent, IntentClassifier):
    """Sets the intent of a message that is one of the set phrases; leaves every other message alone."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 (Rasa's interface)
        model_storage: ModelStorage,  # noqa: ARG003 (same)
        resource: Resource,  # noqa: ARG003 (same)
        execution_context: ExecutionContext,  # noqa: ARG003 (same)
    ) -> "SetPhraseHeard":
        """Read the file of phrases; a wrong one stops the start."""
        return cls(read_phrases())

    def __init__(self, phrases: tuple[Phrase, ...]) -> None:
        self._phrases = phrases

    def process(self, messages: list[Message]) -> list[Message]:
        """Give its intent to each message that is a set phrase, unless it already has one."""
        for message in messages:
            phrase = heard(message.get(TEXT) or "", self._phrases)
            if phrase is not None and not (message.get(INTENT) or {}).get(INTENT_NAME_KEY):
                _put_on(message, phrase.meaning)
        return messages


def heard(text: str, phrases: tuple[Phrase, ...]) -> Phrase | None:
    """The phrase that the whole message is, if any: the first one written."""
    if len(text) > _LONGEST:
        return None
    plain = plain_words(text) + " "
    return next((phrase for phrase in phrases if phrase.expression.fullmatch(plain)), None)


def read_phrases(file: Path = FILE) -> tuple[Phrase, ...]:
    """The phrases that are heard at any time."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    return phrases_of(written | {"names": {**written["names"], "mot_discret": plain_words(safe_word())}})


def phrases_of(written: Mapping[str, Any]) -> tuple[Phrase, ...]:
    """Each row of a file of phrases, with one expression for all that it is said by."""
    before, after = (f"(?:(?:{written[side]}) )*" for side in ("opening", "closing"))
    return tuple(
        Phrase(
            re.compile(
                f"{before}(?:{'|'.join(_named(each, written['names']) for each in row['said'])}) ?{after}".strip()
            ),
            Outright(row["intent"], row.get("entities", {})),
        )
        for row in written["phrases"]
    )


def _named(said: str, names: Mapping[str, str]) -> str:
    for name, words in names.items():
        said = said.replace("{" + name + "}", f"(?:{words})")
    return f"(?:{said})"


def _put_on(message: Message, meaning: Outright) -> None:
    intent = {INTENT_NAME_KEY: meaning.intent, PREDICTED_CONFIDENCE_KEY: 1.0}
    message.set(INTENT, intent, add_to_output=True)
    message.set(UNDERSTANDING, meaning.understanding().as_dict(), add_to_output=True)
    message.set(ENTITIES, meaning.as_rasa_entities(), add_to_output=True)
