"""What the pupil reads: picks the reviewed sentence, fills in the facts of this hour, and gives the channel its Message.

* The variation with the most satisfied slot conditions wins, the first written on a tie: never chance. A condition on a list
  slot (`flags`) is satisfied when the list holds the value. A child who writes as the young do gets the words for primary school.
* R47: where an adult of the school may be the one who hurts, the button to the school's group goes, unless the variation was written
  for that very case. It goes too where the table does not send to the group, unless the pupil asks for it.
* R32, R34: after a danger or a wish to die, its lines stay on every message, and a talk ("oui", "merci") ends with `utter_rappel`.
* In doubt about what was meant, `utter_peut_etre` takes the place of the open offer: one gentle question, and as buttons the meanings
  guessed; never when danger was the last thing told (R12). Where suicide is one of them, its lines are in sight (R32).
* Whoever says, whatever the talk, that they cannot speak is told how to write (`utter_sans_voix`), not to call.
* The same words are never said twice in a row: `utter_encore` or `utter_encore__recit` replaces them, under the same cards.
* What the pupil has just feared ("dites rien à personne", "il lit mes messages") is answered in the same message, by
  `utter_precaution__<flag>`.
* R11, R82: a response that cannot be printed (an expired fact, an unknown name) becomes the safe reply with its numbers. Never an
  exception, never silence.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.pupil import Pupil, Told, read_pupil
from bot.school_now import current_school_now
from bot.variation import BUBBLE_BREAK, Variation, read_variation
from facts.cards import Card, cards
from facts.errors import UnknownFactError
from facts.helplines import load_helplines
from facts.orientation import (
    URGENCY_CONCERNED,
    is_kept,
    is_situation,
    is_urgent,
    lines_for,
    offers_no_referents,
    proposes_referents,
)
from facts.phrases import load_phrases
from facts.placeholders import fill

logger = logging.getLogger("parlons_en.wording")

HANDOFF_PAYLOAD = "/ecrire_aux_adultes"
UTTER = "utter_"
DANGER = "utter_danger_"
TALKS = ("utter_conversation", "utter_hors_sujet")
PRECAUTION = "utter_precaution__"
REMINDER = "utter_rappel"
SILENT_FLAG, SILENT = "no_voice", "utter_sans_voix"
OPEN_OFFER, GENTLE_QUESTION = "utter_conversation__aide", "utter_peut_etre"
SAID_AGAIN, TOLD_AGAIN = "utter_encore", "utter_encore__recit"

Message = dict[str, Any]


class ReviewedWording(TemplatedNaturalLanguageGenerator):
    """Rasa's door to the reviewed catalogue; set `clock` to freeze the hour.

    Rasa gives its templated generator the responses of the model when it loads it: that is why this is one.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:  # noqa: ARG002 (Rasa's signature)
        """Reads the facts at once: a wrong file stops the start, not a conversation."""
        load_helplines()
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
            message = self._message(utter_action, read_pupil(tracker), self.clock())
        except Exception as error:  # noqa: BLE001 (R11: whatever is missing, the pupil gets people to call)
            logger.error("response not printed name=%s kind=%s", utter_action, type(error).__name__)  # noqa: TRY400
            message = self._safe_message()
        return {"text": BUBBLE_BREAK.join(message["texts"]), "custom": {"message": message}}

    def _message(self, name: str, pupil: Pupil, at: datetime) -> Message:
        if SILENT_FLAG in pupil.just_said and name.startswith(TALKS):
            name = SILENT
        elif name == OPEN_OFFER and pupil.guesses and not is_urgent(pupil.urgency, pupil.flags):
            name = GENTLE_QUESTION
        variation = self._chosen(name, pupil)
        texts = _filled(variation.texts, at)
        if not variation.panel and name != SILENT and pupil.last_words.startswith(BUBBLE_BREAK.join(texts)):
            texts = _filled(self._chosen(_again(name), pupil).texts, at)
        if variation.lines is not None and not variation.urgent:
            precautions = _filled(self._precautions(variation, pupil), at)
            texts += [words for words in precautions if words not in pupil.last_words]
            texts += _filled(self._reminder(name, pupil), at)
        return {
            "texts": texts,
            "buttons": [{"title": title, "payload": payload} for title, payload in _allowed(variation, pupil)],
            "helplines": [] if variation.lines is None else _cards(variation, pupil, at),
            "panel": variation.panel,
            "urgent": variation.urgent,
        }

    def _chosen(self, name: str, pupil: Pupil) -> Variation:
        suiting = [variation for variation in self._catalogue[name] if variation.suits(pupil)]
        return max(suiting, key=lambda variation: len(variation.conditions))

    def _precautions(self, variation: Variation, pupil: Pupil) -> Iterable[str]:
        for flag in sorted(pupil.just_said - variation.answers):
            if PRECAUTION + flag in self._catalogue:
                yield from self._chosen(PRECAUTION + flag, pupil).texts

    def _reminder(self, name: str, pupil: Pupil) -> Iterable[str]:
        if not _tells(name) and is_kept(pupil.situation, pupil.urgency):
            yield from self._chosen(REMINDER, pupil).texts

    def _safe_message(self) -> Message:
        try:
            shown = cards(self._safe_reply["helplines"], self.clock())
        except Exception:  # noqa: BLE001 (the texts hold the numbers: they are shown whatever else fails)
            shown = []
        texts = list(self._safe_reply["texts"])
        return {"texts": texts, "buttons": [], "helplines": shown, "panel": None, "urgent": False}


def _tells(name: str) -> bool:
    """Whether the response answers something told, and so says itself what matters."""
    return name.startswith(DANGER) or is_situation(name.removeprefix(UTTER))


def _again(name: str) -> str:
    return TOLD_AGAIN if _tells(name) else SAID_AGAIN


def _filled(texts: Iterable[str], at: datetime) -> list[str]:
    return [fill(text, at, school_now=current_school_now()) for text in texts]


def _system_clock() -> datetime:
    return datetime.now(timezone.utc)


def _cards(variation: Variation, pupil: Pupil, at: datetime) -> list[Card]:
    lines = variation.lines
    if not isinstance(lines, tuple):
        lines = _lines_of(Told(pupil.situation, pupil.urgency), pupil, at)
    guessed = [line for told in _grave_guesses(pupil) for line in _lines_of(told, pupil, at)]
    if variation.urgent:
        ordered = (*lines, *guessed)
    else:
        ordered = (*(_lines_of(pupil.kept, pupil, at) if pupil.kept else ()), *guessed, *lines)
    shown = cards(tuple(dict.fromkeys(ordered)), at)
    if not shown:
        raise UnknownFactError("no line can be shown")
    return shown


def _grave_guesses(pupil: Pupil) -> Iterable[Told]:
    return (Told(name, URGENCY_CONCERNED) for name in pupil.guesses.situations if is_kept(name, URGENCY_CONCERNED))


def _lines_of(told: Told, pupil: Pupil, at: datetime) -> tuple[str, ...]:
    return lines_for(told.situation, pupil.slots.get("about"), told.urgency, pupil.flags, at)


def _allowed(variation: Variation, pupil: Pupil) -> Iterable[tuple[str, str]]:
    if offers_no_referents(pupil.situation, pupil.flags):
        proposed = variation.is_written_for_school_adult()
    else:
        proposed = variation.asked or proposes_referents(pupil.situation, pupil.urgency)
    buttons = pupil.guesses.buttons(variation.buttons) if variation.guesses else variation.buttons
    return (button for button in buttons if proposed or button[1] != HANDOFF_PAYLOAD)
