"""Whether web may add, after our cards, those of the local lines that the pupil's school chose (`local` in a Message).

Never in a danger or while one is in sight: nothing comes between a child and the right number. Never where an adult of the school may be
the one who hurts: the school chose them (to an adult who writes they may still be shown: the CRIP's own number is one). Never for who cannot
speak: they are telephone numbers.
"""

from bot.hearing.pupil import Pupil
from bot.saying.variation import Variation
from facts.orientation import offers_no_referents, silent_flags


def may_follow(variation: Variation, pupil: Pupil) -> bool:
    """Whether local lines may follow the cards of this response."""
    grave = variation.urgent or bool(pupil.kept)
    by_school = not pupil.adult and offers_no_referents(pupil.situation, pupil.flags)
    return variation.lines is not None and not (grave or by_school or pupil.flags & silent_flags())
