"""The lines of some hands, measured by a model that has learnt the others only; and, to compare, random lines."""

import time
from collections.abc import Callable, Sequence

from benchmarks.recognition.grouping import Groups, Plan, measured_hands
from benchmarks.recognition.tallies import Measured
from bot.nlu.evaluate import Learn, without
from bot.nlu.examples import Example
from bot.nlu.training import folds

Tell = Callable[[str], None]


def hands_left_out(examples: Sequence[Example], groups: Groups, learn: Learn, tell: Tell) -> list[Measured]:
    """Each line of the hands of the groups, measured once."""
    found = []
    for number, group in enumerate(groups, 1):
        left = [line.hand in group for line in examples]
        name = f"group {number} of {len(groups)} ({', '.join(sorted(group))})"
        found.extend(_measured(examples, left, learn, name, tell))
    return found


def lines_left_out(examples: Sequence[Example], plan: Plan, learn: Learn, tell: Tell) -> list[Measured]:
    """Lines of the same hands, left out at random (by runs of neighbours) in as many parts: their authors are learnt."""
    hands, numbers = measured_hands({line.hand for line in examples}, plan), folds(examples)
    found = []
    for fold in range(plan.random_folds):
        left = [number == fold and line.hand in hands for line, number in zip(examples, numbers, strict=True)]
        name = f"random part {fold + 1} of {plan.random_folds}"
        found.extend(_measured(examples, left, learn, name, tell))
    return found


def thinned(examples: Sequence[Example], measured: frozenset[str], one_in: int) -> list[Example]:
    """All lines of the hands measured; of the others, in their order, one in so many."""
    learnt = [line for line in examples if line.hand not in measured][::one_in]
    return learnt + [line for line in examples if line.hand in measured]


def _measured(examples: Sequence[Example], left: Sequence[bool], learn: Learn, name: str, tell: Tell) -> list[Measured]:
    start = time.monotonic()
    trials = without(examples, left, learn)
    lines = [line for line, out in zip(examples, left, strict=True) if out]
    right = sum(trial.is_right for trial in trials) / max(len(trials), 1)
    tell(f"{name}: {len(trials)} lines, situation right {right:.3f}, {time.monotonic() - start:.0f} s")
    return [Measured(line, trial) for line, trial in zip(lines, trials, strict=True)]
