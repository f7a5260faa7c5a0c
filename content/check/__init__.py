"""`parlons-en content check`: what is wrong or doubtful in the content, each in one line that its editor understands.

A check reads files and yields remarks; it never writes, and never raises for what an editor has typed.
"""

from collections.abc import Callable, Iterator

from content.check import evaluations, examples, facts_in_date, judged, rules, scenes, stories, yaml_files
from content.check.place import Place
from content.check.remarks import Remark

# By what takes time: the editor reads the first remarks while the rest is read.
CHECKS: tuple[tuple[str, Callable[[Place], Iterator[Remark]]], ...] = (
    ("yaml", yaml_files.check),
    ("rules", rules.check),
    ("scenes", scenes.check),
    ("stories", stories.check),
    ("facts", facts_in_date.check),
    ("examples", examples.check),
    ("evaluations", evaluations.check),
    ("judged", judged.check),
)


def check(place: Place, tell: Callable[[str], None] = lambda _: None) -> Iterator[Remark]:
    """Every remark, file after file within a check. When a file cannot be read at all, only that is said: the rest would be noise.

    `tell` is called with the name of each check as it begins.
    """
    for name, one in CHECKS:
        tell(name)
        found = list(one(place))
        yield from found
        if name == "yaml" and found:
            return


__all__ = ["CHECKS", "Place", "Remark", "check"]
