"""A pupil speaks of a number that was replaced: whatever the talk, the same message says which line has replaced it, and shows its card.

The sentences are in data/facts/helplines.yml; none of them gives the old number but that of the 3020, and none says what calling it does.
"""

from collections.abc import Iterable

from bot.hearing.pupil import Pupil
from facts.helplines import load_helplines


def replacements(texts: Iterable[str], pupil: Pupil) -> tuple[str, ...]:
    """What has replaced the old numbers just spoken of, unless `texts` say it already; placeholders are not filled."""
    superseded, printed = load_helplines().superseded, " ".join(texts)
    return tuple(superseded[name].says for name in pupil.old_numbers if superseded[name].number not in printed)


def replacing_lines(pupil: Pupil) -> tuple[str, ...]:
    """The ids of the lines that have replaced them."""
    return tuple(load_helplines().superseded[name].replaced_by for name in pupil.old_numbers)
