"""What must be true after anything was done to any process: no turn lost, none played twice, every message delivered once, not a word in a log."""

import asyncio
from collections import Counter

from tests.standing.grounds import wait_for
from tests.topology.ground import Ground
from tests.topology.load import MARKER, Load, Shown, undisturbed

DELIVERED_SECONDS = (
    220.0  # an attempt that was killed between two steps is taken up when its lease of three minutes ends
)
Before = dict[str, list[int]]


async def judge(load: Load, expected: dict[str, list[Shown]], kept_before: Before, delivered_before: int) -> None:
    """Fails with whatever is not as in an undisturbed run."""
    ground = load.ground
    await asyncio.to_thread(ground.all_serve)
    assert len(load.told) >= len(expected) // 2, "the load was no load"
    await _answered_as_undisturbed(load, expected)
    _each_turn_kept_once(load, ground.turns_kept(), kept_before)
    await asyncio.to_thread(_delivered_once, ground, delivered_before + len(load.handed_over))
    assert MARKER not in ground.logs()


async def _answered_as_undisturbed(load: Load, expected: dict[str, list[Shown]]) -> None:
    others = {path for path, answered, _ in load.told if answered != expected[path]}
    now = await undisturbed(load.ground, load.http) if others else expected  # the hour may have changed what is said
    for path, answered, child in load.told:
        for turn, (given, before, after) in enumerate(zip(answered, expected[path], now[path], strict=True)):
            assert given in (before, after), (path, turn, child.refusals)


def _each_turn_kept_once(load: Load, kept: Before, kept_before: Before) -> None:
    ours = {ref: numbers for ref, numbers in kept.items() if ref not in kept_before}
    for numbers in ours.values():
        assert numbers == list(range(len(numbers))), numbers
    lengths = Counter(len(numbers) for numbers in ours.values())
    assert not load.played() - lengths, (load.played(), lengths)  # each conversation has its turns, not one more
    begun_in_vain = sum(refusal.path == "/api/session" for refusal in load.refusals())
    assert lengths.total() <= load.played().total() + len(load.handing) + begun_in_vain


def _delivered_once(ground: Ground, count: int) -> None:
    wait_for(lambda: len(ground.delivered()) >= count, DELIVERED_SECONDS, "a message was never delivered")
    assert len(ground.delivered()) == count
