"""Whether web may add, after our cards, those of the local lines that the pupil's school chose (`local` in a Message).

Never in a danger or while one is in sight: nothing comes between a child and the right number. Never where an adult of the school may be
the one who hurts: the school chose them. Never for who cannot speak: they are telephone numbers.
"""

from bot.pupil import Pupil
from bot.variation import Variation
from facts.orientation import offers_no_referents, silent_flags


def may_follow(variation: Variation, pupil: Pupil) -> bool:
    """Whether local lines may follow the cards of this response."""
    grave = variation.urgent or pupil.kept is not None
    by_school = offers_no_referents(pupil.situation, pupil.flags)
    return variation.lines is not None and not (grave or by_school or pupil.flags & silent_flags())
