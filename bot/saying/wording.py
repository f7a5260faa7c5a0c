"""What the pupil reads: picks the reviewed sentence, fills in the facts of this hour, and gives the channel its Message.

* The variation with the most satisfied slot conditions wins, the first written on a tie: never chance. A condition on a list
  slot (`flags`) is satisfied when the list holds the value. A child who writes as the young do gets the words for primary school.
* Which response: `bot.saying.fitting`. Cards and buttons: `bot.saying.beside` (R32, R34, R47).
* R32, R34: after a danger or a wish to die, its lines stay on every message, and a talk ("oui", "merci") ends with `utter_rappel`.
* The same words are never said twice in a row: `utter_encore` or `utter_encore__recit` replaces them, under the same cards.
* What the pupil has just feared ("dites rien à personne", "il lit mes messages") is answered in the same message, by
  `utter_precaution__<flag>`.
* What its words tell besides (a club, a pregnancy, that it is over) is answered there too (`bot.hearing.heard`).
* The second thing told in a message is answered under the first, by `utter_aussi__<situation>` (`bot.nlu.topics`); a danger is not made longer.
* Who asks for it reads words that are easy, one idea a bubble (`bot.saying.easy`).
* Whoever writes in another language reads the numbers in that language, under any answer; a talk is answered in it (`bot.hearing.languages`).
* Whoever speaks of a number that was replaced is told so in the same message (`bot.saying.old_numbers`); hours are said on the pupil's clock.
* R11, R82: a response that cannot be printed (an expired fact, an unknown name) becomes the safe reply with its numbers. Never an
  exception, never silence.
* Beside it goes, for web alone, what the content team may count of it (`bot.saying.noted`).
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timezone
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.hearing.circumstances import current
from bot.hearing.heard import read_lists
from bot.hearing.pupil import Pupil, flat, read_pupil
from bot.saying.adult_path import REMINDER as ADULT_REMINDER
from bot.saying.beside import is_group_proposed, shown_buttons, shown_cards
from bot.saying.easy import EASY, bubbles, say_easily, usually
from bot.saying.fitting import GENTLE_QUESTION, LANGUAGE, SILENT, fitting, led_to, said_again, tells
from bot.saying.local_lines import may_follow
from bot.saying.noted import noted
from bot.saying.old_numbers import replacements
from bot.saying.variation import BUBBLE_BREAK, Variation, read_variation
from facts.cards import cards
from facts.errors import FactError
from facts.group_words import without_group
from facts.helplines import load_helplines
from facts.orientation import is_kept
from facts.phrases import load_phrases
from facts.placeholders import fill

logger = logging.getLogger("parlons_en.wording")

PRECAUTION = "utter_precaution__"
REMINDER = "utter_rappel"
ALSO, NUMBERS = "utter_aussi__", "utter_langue_numeros__"

Message = dict[str, Any]


class ReviewedWording(TemplatedNaturalLanguageGenerator):
    """Rasa's door to the reviewed catalogue; set `clock` to freeze the hour.

    Rasa gives its templated generator the responses of the model when it loads it: that is why this is one.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:  # noqa: ARG002 (Rasa's signature)
        """Reads the facts at once: a wrong file stops the start, not a conversation."""
        load_helplines()
        read_lists()
        self._safe_reply: Mapping[str, Any] = load_phrases()["safe_reply"]
        self.clock: Callable[[], datetime] = _system_clock
        super().__init__(domain.responses if domain else {})

    @property
    def responses(self) -> Mapping[str, Any]:
        """The responses of the model, as Rasa holds them."""
        return self._responses

    @responses.setter
    def responses(self, written: Mapping[str, Any]) -> None:
        self._responses = written
        self._catalogue = {name: tuple(map(read_variation, variations)) for name, variations in written.items()}

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,  # noqa: ARG002 (Rasa's signature)
        **kwargs: Any,  # noqa: ARG002 (same)
    ) -> dict[str, Any]:
        """The response `utter_action` for this tracker: `text` for Rasa to keep, `custom.message` for the channel."""
        try:
            message = self._answer(utter_action, tracker, self.clock())
        except Exception as error:  # noqa: BLE001 (R11: whatever is missing, the pupil gets people to call)
            logger.error("response not printed name=%s kind=%s", utter_action, type(error).__name__)  # noqa: TRY400
            message = self._safe_message()
        return {"text": BUBBLE_BREAK.join(message["texts"]), "custom": {"message": message}}

    def _answer(self, name: str, tracker: DialogueStateTracker, at: datetime) -> Message:
        pupil = read_pupil(tracker)
        message = (
            say_easily(tracker, pupil, lambda said, then: self._message(said, then, at))
            if name == EASY
            else self._message(name, pupil, at)
        )
        texts = bubbles(message["texts"]) if pupil.easy else message["texts"]
        look = {"register": pupil.slots.get("register"), "easy": pupil.easy}
        learnt = [] if name == EASY else noted(fitting(name, pupil), pupil, tracker)
        return {**message, "texts": texts, "look": look, "noted": learnt}

    def _message(self, name: str, pupil: Pupil, at: datetime) -> Message:
        name = fitting(name, pupil)
        variation = self._chosen(name, pupil)
        texts = _said(variation, pupil, at)
        if not variation.panel and name != SILENT and pupil.last_words.startswith(flat(BUBBLE_BREAK.join(texts))):
            texts = [] if name.startswith(LANGUAGE) else _said(self._chosen(said_again(name), pupil), pupil, at)
        texts += self._added(name, variation, pupil, texts, at)
        around = self._chosen(name, usually(pupil))
        return {
            "texts": texts,
            "buttons": shown_buttons(around, pupil, led_to(name, pupil), self._chosen(GENTLE_QUESTION, pupil).buttons),
            "helplines": shown_cards(around, pupil, at, _named(self._under(name, pupil))),
            "panel": around.panel,
            "urgent": around.urgent,
            "local": may_follow(around, pupil),
        }

    def _added(self, name: str, variation: Variation, pupil: Pupil, texts: list[str], at: datetime) -> list[str]:
        """What follows the words of this response; what cannot be printed is left out, for those words to stay."""
        numbers: Iterable[str] = (
            [] if variation.panel or not pupil.language else self._if_written(NUMBERS + pupil.language, pupil)
        )
        if variation.lines is None or variation.urgent:
            return _printable(numbers, at)
        also: Iterable[str] = self._if_written(f"{ALSO}{pupil.also.situation}", pupil) if pupil.also else []
        under = [text for said in self._under(name, pupil) for text in said.texts]
        of_a_child = () if pupil.adult else (*also, *under, *self._precautions(variation, pupil))
        found = [*of_a_child, *replacements(texts, pupil)]
        once = [words for words in _printable(found, at) if flat(words) not in pupil.last_words]
        return [*once, *_filled(self._reminder(name, pupil), at), *_printable(numbers, at)]

    def _chosen(self, name: str, pupil: Pupil) -> Variation:
        suiting = [variation for variation in self._catalogue[name] if variation.suits(pupil)]
        return max(suiting, key=lambda variation: len(variation.conditions))

    def _under(self, name: str, pupil: Pupil) -> list[Variation]:
        """What a pupil's words add under this response (`bot.hearing.heard`)."""
        added = () if pupil.adult else pupil.heard.under(name)
        return [self._chosen(each, pupil) for each in added if each in self._catalogue]

    def _precautions(self, variation: Variation, pupil: Pupil) -> Iterable[str]:
        for flag in sorted(pupil.just_said - variation.answers):
            yield from self._if_written(PRECAUTION + flag, pupil)

    def _if_written(self, name: str, pupil: Pupil) -> Iterable[str]:
        return self._chosen(name, pupil).texts if name in self._catalogue else ()

    def _reminder(self, name: str, pupil: Pupil) -> Iterable[str]:
        if not tells(name) and is_kept(pupil.situation, pupil.urgency):
            yield from self._chosen(ADULT_REMINDER if pupil.adult else REMINDER, pupil).texts

    def _safe_message(self) -> Message:
        try:
            shown = cards(self._safe_reply["helplines"], self.clock(), clock=current().clock)
        except Exception:  # noqa: BLE001 (the texts hold the numbers: they are shown whatever else fails)
            shown = []
        texts = list(self._safe_reply["texts"])
        message = {"texts": texts, "buttons": [], "helplines": shown, "panel": None, "urgent": False, "local": False}
        return {**message, "look": None, "noted": []}


def _named(said: Iterable[Variation]) -> Iterable[str]:
    return (line for each in said if isinstance(each.lines, tuple) for line in each.lines)


def _said(variation: Variation, pupil: Pupil, at: datetime) -> list[str]:
    texts = _filled(variation.texts, at)
    return texts if is_group_proposed(variation, pupil) else [left for left in map(without_group, texts) if left]


def _filled(texts: Iterable[str], at: datetime) -> list[str]:
    beside = current()
    return [fill(text, at, school_now=beside.school_now, clock=beside.clock) for text in texts]


def _printable(texts: Iterable[str], at: datetime) -> list[str]:
    printed: list[str] = []
    for text in texts:
        with suppress(FactError):
            printed += _filled([text], at)
    return printed


def _system_clock() -> datetime:
    return datetime.now(timezone.utc)
