"""Lines, what a made-up system makes of them, and runs made of both."""

from collections.abc import Sequence
from functools import cache

from benchmarks.recognition.grouping import Plan
from benchmarks.recognition.running import Run, run_of
from benchmarks.recognition.tallies import Measured
from bot.nlu.comprehension import Understood
from bot.nlu.evaluate import without
from bot.nlu.examples import Example, read_examples
from bot.nlu.situations import BENIGN
from bot.nlu.understanding import Understanding
from facts.orientation import routes

PLAN = Plan(
    groups=3,
    seed=1,
    never_measured=frozenset(("first",)),
    apart=frozenset(("p01",)),
    everyday=frozenset(("h02",)),
    random_folds=2,
    stock_group=0,
    stock_one_line_in=4,
)


@cache
def training_lines() -> tuple[Example, ...]:
    return tuple(read_examples())


def line(text: str, situation: str = "hors_sujet", hand: str = "h01", *, urgency: int | None = None) -> Example:
    said = (0 if situation in BENIGN else 1) if urgency is None else urgency
    return Example(text, situation, "self" if said else "none", said, block=f"{situation}:{hand}", hand=hand)


class Says:
    """Understands the situation that the first word of the line names."""

    def __init__(self, learnt: Sequence[Example]) -> None:
        self.learnt = tuple(learnt)

    def understand(self, text: str) -> Understood:
        situation = text.split(maxsplit=1)[0]
        danger = 0.0 if situation in BENIGN else 0.9
        urgency, about = (1, "self") if danger else (0, "none")
        found = routes(situation, about=about, urgency=urgency, flags=())
        understanding = Understanding(situation, situation, about, urgency, found, (), 0.7)
        return Understood(understanding, ((situation, 0.7), ("suicide", 0.3)), asked_encoder=False, danger=danger)


def measured(lines: Sequence[Example]) -> list[Measured]:
    trials = without(lines, [True] * len(lines), Says)
    return [Measured(one, trial) for one, trial in zip(lines, trials, strict=True)]


def run(system: str, lines: Sequence[Example], at_random: Sequence[Measured] | None = None) -> Run:
    about = {
        "date": "2026-11-22",
        "lines": len(lines),
        "data": "0",
        "machine": "one",
        "load": 0.0,
        "versions": {"python": "3"},
    }
    hands = frozenset(one.hand for one in lines)
    found = measured(lines)
    return run_of(
        system,
        (hands,),
        found,
        found if at_random is None else at_random,
        apart=PLAN.apart,
        register=lambda _: "other",
        about=about,
    )
