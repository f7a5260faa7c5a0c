"""A message made ready: its plain forms and its features. The same at training and at prediction."""

from dataclasses import dataclass

from bot.nlu.french.concepts import ConceptFinder
from bot.nlu.french.grams import grams
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normalised, Normaliser


@dataclass(frozen=True)
class Reading:
    """`standard` for the encoder, `folded` for the rules, `features` for the linear heads."""

    standard: str
    folded: str
    features: tuple[str, ...]


class Reader:
    """Holds the lists; `read` is pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._normaliser = Normaliser(lexicons)
        self._finder = ConceptFinder(lexicons)

    def read(self, text: str) -> Reading:
        """Read a message as a pupil wrote it."""
        return self.of(self.plain(text))

    def plain(self, text: str) -> Normalised:
        """The message in plain French, without its features."""
        return self._normaliser.normalise(text)

    def of(self, plain: Normalised) -> Reading:
        """Read a message that is already plain, or a part of one."""
        return Reading(plain.standard, plain.folded, tuple(grams(plain.folded, self._finder, self._normaliser.moods)))
