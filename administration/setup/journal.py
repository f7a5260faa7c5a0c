"""Doing the steps one after another, each asked for first; on a failure, what was done is undone in the reverse order.

Rules: a step whose answer was lost is looked at, not done again; a refusal undoes the rest; whatever cannot be undone is said, and
does not stop the other undoings. So the school ends with everything, or with what it had before, or with a list of what is left.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from administration.setup.site import Site
from administration.setup.steps import Step, UndoFailed
from ent import BadAnswer, EntError, EntUnreachable, Overloaded

TRIES = 3
PAUSE_SECONDS = 2.0
T = TypeVar("T")
Agree = Callable[[Step, str | None], bool]
Sleep = Callable[[float], Awaitable[None]]


@dataclass
class Outcome:
    """What happened: `error` stopped `failed` (None when it was declined, or when all is done)."""

    done: list[Step] = field(default_factory=list)
    failed: Step | None = None
    error: EntError | None = None
    undone: list[Step] = field(default_factory=list)
    left: list[Step] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Everything planned is in place."""
        return self.failed is None


async def apply(
    steps: Sequence[Step], site: Site, agree: Agree, sleep: Sleep, outcome: Outcome | None = None
) -> Outcome:
    """Do them all, or put everything back. `agree` is asked before each, with the ENT's own warning. Raises no EntError.

    Given an `outcome`, it is filled as things happen: to tell what was put back when this is interrupted.
    """
    outcome = Outcome() if outcome is None else outcome
    try:
        for step in steps:
            outcome.failed = step
            if not await _taken(step, site, agree, sleep, outcome):
                await _undo(outcome, site, sleep)
                return outcome
            outcome.failed, outcome.error = None, None
    except BaseException:
        # interrupted in the middle (Ctrl-C): what was done is put back all the same, the step under way included
        if outcome.failed is not None:
            await _found_done(outcome.failed, site, sleep, outcome)
        await _undo(outcome, site, sleep)
        raise
    return outcome


async def _taken(step: Step, site: Site, agree: Agree, sleep: Sleep, outcome: Outcome) -> bool:
    """One step, done and seen done; a step that may have been done without an answer is left to `_undo` by being in `done`."""
    try:
        if not agree(step, await _patient(lambda: step.warning(site), sleep)):
            return False
        await step.do(site)
    except (EntUnreachable, BadAnswer) as error:
        outcome.error = error
        return await _found_done(step, site, sleep, outcome)
    except EntError as error:
        outcome.error = error
        return False
    outcome.done.append(step)
    return True


async def _found_done(step: Step, site: Site, sleep: Sleep, outcome: Outcome) -> bool:
    """The answer was lost: is the change there? When nobody can say, the step is left for a person to look at."""
    try:
        found = await _patient(lambda: step.settled(site), sleep)
    except EntError:
        outcome.left.append(step)
        return False
    if found:
        outcome.done.append(step)
    return found


async def _undo(outcome: Outcome, site: Site, sleep: Sleep) -> None:
    for step in reversed(outcome.done):
        (outcome.undone if await _put_back(step, site, sleep) else outcome.left).append(step)
    outcome.done.clear()


async def _put_back(step: Step, site: Site, sleep: Sleep) -> bool:
    try:
        await _patient(lambda: step.undo(site), sleep)
    except (EntError, UndoFailed):
        return False
    return True


async def _patient(call: Callable[[], Awaitable[T]], sleep: Sleep, tries: int = TRIES) -> T:
    """The call, again when the ENT did not answer: only for reads, and for what ends the same when repeated."""
    try:
        return await call()
    except (EntUnreachable, Overloaded):
        if tries == 1:
            raise
    await sleep(PAUSE_SECONDS)
    return await _patient(call, sleep, tries - 1)
