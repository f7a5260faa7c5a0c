"""A whole campaign: plans of one seed, until so many hand-offs are done."""

import asyncio
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from handoff.carrying import outbox
from tests.campaign.counting_up import Figures
from tests.campaign.ground import Ground, opened
from tests.campaign.plans import plans
from tests.campaign.playing import play
from tests.campaign.truths import lies, state_of
from tests.ent.emulated import EmulatedEnt

_LINE = re.compile(r"delivery outcome=(\w+) key=\S+ envelope=(\S+)")


class _Heard(logging.Handler):
    """The outcomes that the log names, by envelope."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: dict[str, list[str]] = defaultdict(list)

    def emit(self, record: logging.LogRecord) -> None:
        found = _LINE.match(record.getMessage())
        if found:
            self.outcomes[found[2]].append(found[1])


@contextmanager
def _hearing() -> Iterator[_Heard]:
    heard, logger = _Heard(), logging.getLogger("parlons_en.handoff")
    before = logger.level, logger.propagate
    logger.addHandler(heard)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.removeHandler(heard)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def campaign(ent: EmulatedEnt, seed: int, wanted: int, tell: Callable[[int], None] = lambda _: None) -> Figures:
    """At least `wanted` hand-offs; what is not as it must be is in `lies`, with the plan that shows it."""
    figures = Figures()
    with opened(ent) as ground, _hearing() as heard:
        asyncio.run(_play(ground, seed, wanted, figures, heard, tell))
    return figures


async def _play(
    ground: Ground, seed: int, wanted: int, figures: Figures, heard: _Heard, tell: Callable[[int], None]
) -> None:
    for plan in plans(seed):
        played = await play(plan, ground, f"campagne {seed}")
        figures.lies += [f"* plan {plan.number} of seed {seed}: {lie} — {plan}" for lie in lies(played, ground)]
        for each, _ in played.envelopes:
            left = outbox.left_behind(ground.db, each.id)
            figures.add(plan, state_of(ground, each), heard.outcomes.pop(each.id, []), left=left)
        tell(figures.whole.handoffs)
        if figures.whole.handoffs >= wanted:
            return
