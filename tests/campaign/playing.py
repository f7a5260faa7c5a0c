"""One plan, played to its rest."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from handoff import tokens
from handoff.carrying import outbox
from handoff.envelopes import Envelope
from tests.campaign.ground import PUPILS, Ground, dying
from tests.campaign.plans import DELAY, Plan
from tests.handoff.points import Points, watch_database
from tests.handoff.scene import LATER, row_of

MOST_ROUNDS = 26  # the token dies within an hour, then nothing can wait any more
HOUR = timedelta(hours=1)
_STALLS = timedelta(seconds=10)


@dataclass
class Played:
    """The hand-offs of a plan, each with its pupil, as they came to rest."""

    plan: Plan
    envelopes: tuple[tuple[Envelope, int], ...]
    conversations: list[str]
    rounds: int = 0
    at_rest: bool = False
    notes: list[str] = field(default_factory=list)


async def play(plan: Plan, ground: Ground, name: str) -> Played:
    """Deposit, promise, and let couriers do what they can."""
    ground.ent.reset()
    conversations = {pupil: ground.sign_in(pupil) for pupil in sorted(set(plan.pupils))}
    made = tuple(
        (ground.hands_over(f"{name}-{plan.number}-{number}", pupil, conversations[pupil]), pupil)
        for number, pupil in enumerate(plan.pupils)
    )
    played = Played(plan, made, list(conversations.values()))
    ground.ent.arm(*plan.faults)
    await _first_attempts(played, ground)
    for number in range(MOST_ROUNDS):
        await _happens(played, ground, number)
        await ground.round(plan, 2 if plan.couriers == "deux" else 1)
        await _settle_down(plan)
        ground.now += LATER
        played.rounds += 1
        if all(row_of(ground.db, each.id).due_at is None for each, _ in made):
            played.at_rest = True
            break
    await _end(played, ground)
    return played


async def _first_attempts(played: Played, ground: Ground) -> None:
    plan = played.plan
    for point in plan.deaths:
        for each, _ in played.envelopes:
            if plan.kills:
                await asyncio.to_thread(ground.killed_attempt, each.id, point)
            else:
                await ground.attempt(each.id, plan, dying(point))
        await _settle_down(plan)
        ground.now += LATER
    if plan.couriers == "figé":
        await _stalled(played, ground)


async def _stalled(played: Played, ground: Ground) -> None:
    """A courier stops at a point, others go on, and it wakes up as if nothing had happened."""
    point = 1 + played.plan.number % 26
    stalled, resume = asyncio.Event(), asyncio.Event()

    async def stall(number: int) -> None:
        if number == point:
            stalled.set()
            await resume.wait()

    slow = asyncio.ensure_future(ground.attempt(played.envelopes[0][0].id, played.plan, Points(stall)))
    waiting = asyncio.ensure_future(stalled.wait())
    await asyncio.wait({waiting, slow}, timeout=_STALLS.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
    watch_database(None)
    for _ in range(2):
        await _settle_down(
            played.plan
        )  # the ENT lives in real time: what it holds is done long before the courier's four minutes are over
        ground.now += LATER
        await ground.round(played.plan, 1)
    resume.set()
    await slow
    waiting.cancel()
    ground.now += LATER


async def _happens(played: Played, ground: Ground, number: int) -> None:
    plan = played.plan
    if number == plan.heals:
        ground.ent.arm()
    if plan.token is None or number != plan.token[0]:
        return
    how = plan.token[1]
    if how == "expiré":
        ground.now += HOUR
    for conversation, pupil in zip(list(played.conversations), sorted(set(plan.pupils)), strict=True):
        if how == "révoqué":
            ground.ent.revoke(PUPILS[pupil][0])
        elif how == "effacé":
            tokens.erase(ground.db, conversation)
    if plan.comes_back:
        _come_back(played, ground)


def _come_back(played: Played, ground: Ground) -> None:
    conversations = {pupil: ground.sign_in(pupil) for pupil in sorted(set(played.plan.pupils))}
    for each, pupil in played.envelopes:
        outbox.promise(ground.db, each.id, conversations[pupil], ground.now)


async def _settle_down(plan: Plan) -> None:
    """What the ENT still holds of a request that nobody waits for any more, it does now."""
    if plan.is_slow:
        await asyncio.sleep(DELAY)


async def _end(played: Played, ground: Ground) -> None:
    ground.ent.arm()
    ground.now += HOUR * 2
    await ground.round(played.plan, 1)
