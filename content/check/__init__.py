"""`parlons-en content check`: what is wrong or doubtful in the content, each in one line that its editor understands.

A check reads files and yields remarks; it never writes, and never raises for what an editor has typed.
"""

from collections.abc import Callable, Iterator

from content.check import (
    adults,
    evaluations,
    examples,
    facts_in_date,
    placeholders,
    rules,
    said,
    scenes,
    shapes,
    stories,
    whole,
    yaml_files,
)
from content.check.place import Place
from content.check.remarks import Remark


def _judged(place: Place) -> Iterator[Remark]:
    """Imported late: the judges read the facts as they are imported, and those of an editor may not read any more."""
    from content.check import judged  # noqa: PLC0415

    return judged.check(place)


# By what takes time: the editor reads the first remarks while the rest is read.
CHECKS: tuple[tuple[str, Callable[[Place], Iterator[Remark]]], ...] = (
    ("yaml", yaml_files.check),
    ("shapes", shapes.check),
    ("whole", whole.check),
    ("rules", rules.check),
    ("scenes", scenes.check),
    ("said", said.check),
    ("placeholders", placeholders.check),
    ("adults", adults.check),
    ("stories", stories.check),
    ("facts", facts_in_date.check),
    ("examples", examples.check),
    ("evaluations", evaluations.check),
    ("judged", _judged),
)
_FIRST = ("yaml", "shapes", "whole")  # the others read what these found to be whole


def check(place: Place, tell: Callable[[str], None] = lambda _: None) -> Iterator[Remark]:
    """Every remark, file after file within a check. When a file cannot be read, or is not of its shape, only that is said: the rest would be noise.

    `tell` is called with the name of each check as it begins.
    """
    for name, one in CHECKS:
        tell(name)
        found = list(one(place))
        yield from found
        if name in _FIRST and found:
            return


__all__ = ["CHECKS", "Place", "Remark", "check"]
