"""Every reading of the project, put together once for a whole run of the tests."""

from functools import cache

from content.readings_elsewhere import cards_of_lines, everything_else
from content.replies import Reading, scenes


@cache
def all_readings() -> tuple[Reading, ...]:
    """Scenes at each kind of hour and for each level, cards, and everything else that a pupil reads."""
    return (*scenes(), *cards_of_lines(), *everything_else())
