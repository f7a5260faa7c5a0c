"""The order of doing and undoing, with steps that only remember: what no emulator can make happen at the right instant."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from administration.setup import apply
from ent import EntUnreachable, Forbidden

SITE: Any = None


@dataclass
class Remembering:
    code: str
    log: list[str]
    fails: Any = None
    there: bool | None = None  # what `settled` finds; None: the ENT cannot be asked
    undo_fails: Any = None
    values: dict[str, str] = field(default_factory=dict)

    async def warning(self, site: Any) -> str | None:
        return None

    async def do(self, site: Any) -> None:
        self.log.append(f"do {self.code}")
        if self.fails is not None:
            raise self.fails

    async def settled(self, site: Any) -> bool:
        if self.there is None:
            raise EntUnreachable
        return self.there

    async def undo(self, site: Any) -> None:
        self.log.append(f"undo {self.code}")
        if self.undo_fails is not None:
            raise self.undo_fails


async def no_wait(seconds: float) -> None:
    """Time does not pass."""


def agreed(step: Any, warned: str | None) -> bool:
    return True


async def test_what_was_done_is_undone_in_the_reverse_order():
    log: list[str] = []
    steps = [Remembering("a", log), Remembering("b", log), Remembering("c", log, fails=Forbidden())]
    outcome = await apply(steps, SITE, agreed, no_wait)
    assert log == ["do a", "do b", "do c", "undo b", "undo a"]
    assert [step.code for step in outcome.undone] == ["b", "a"]
    assert (outcome.is_whole, outcome.left) == (False, [])


async def test_an_undoing_that_fails_does_not_stop_the_others():
    log: list[str] = []
    steps = [
        Remembering("a", log),
        Remembering("b", log, undo_fails=Forbidden()),
        Remembering("c", log, fails=Forbidden()),
    ]
    outcome = await apply(steps, SITE, agreed, no_wait)
    assert log[-2:] == ["undo b", "undo a"]
    assert [step.code for step in outcome.left] == ["b"]


async def test_a_step_that_nobody_can_look_at_is_left_to_a_person_and_not_called_undone():
    log: list[str] = []
    steps = [Remembering("a", log), Remembering("b", log, fails=EntUnreachable(), there=None)]
    outcome = await apply(steps, SITE, agreed, no_wait)
    assert [step.code for step in outcome.left] == ["b"]
    assert [step.code for step in outcome.undone] == ["a"]


async def test_a_step_found_done_after_a_lost_answer_is_not_done_twice():
    log: list[str] = []
    outcome = await apply([Remembering("a", log, fails=EntUnreachable(), there=True)], SITE, agreed, no_wait)
    assert log == ["do a"]
    assert outcome.is_whole
    assert outcome.error is None


async def test_an_interruption_puts_back_what_was_done_the_step_under_way_included():
    log: list[str] = []
    steps = [Remembering("a", log), Remembering("b", log, fails=asyncio.CancelledError(), there=True)]
    with pytest.raises(asyncio.CancelledError):
        await apply(steps, SITE, agreed, no_wait)
    assert log == ["do a", "do b", "undo b", "undo a"]


async def test_a_keyboard_interruption_at_a_question_puts_back_what_was_done():
    log: list[str] = []

    def stopped(step: Any, warned: str | None) -> bool:
        if step.code == "b":
            raise KeyboardInterrupt
        return True

    steps = [Remembering("a", log), Remembering("b", log, there=False)]
    with pytest.raises(KeyboardInterrupt):
        await apply(steps, SITE, stopped, no_wait)
    assert log == ["do a", "undo a"]
