"""Steady load of real dialogues: children who play stories to their end, whatever is restarted meanwhile, and hand-offs at chosen moments."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from benchmarks.soak.scripts import button, scripts
from tests.standing.child import Child, Refusal
from tests.stories.written import Story
from tests.topology.ground import Ground

MARKER = "zinzolin-caché"  # typed by pupils, to be found nowhere
TALKERS = 5
DIALOGUES = 10
PAUSE_SECONDS = 0.4
LOGINS = ("lea.martin", "noe.petit")
Shown = tuple[Any, ...]
_numbers = count(1)


def dialogues() -> list[Story]:
    """The same ones at each run, long and short."""
    return random.Random(35).sample(scripts(), DIALOGUES)  # noqa: S311 (a choice, not a secret)


async def plays(child: Child, story: Story, pause: float = 0.0) -> list[Shown]:
    """The whole story: what was answered to each of its steps, the beginning first."""
    await child.begins()
    answered = [_shown(child.messages)]
    for step in story.steps:
        await asyncio.sleep(pause)
        pressed = button(child.messages, step.pressed or "")
        await child.takes(**({"button": pressed} if pressed else {"text": step.written or str(step.pressed)}))
        answered.append(_shown(child.messages))
    return answered


async def undisturbed(ground: Ground, http: httpx.AsyncClient) -> dict[str, list[Shown]]:
    """What is answered to each dialogue while nothing happens."""
    return {str(story.path): await plays(ground.child(http), story) for story in dialogues()}


@dataclass
class Load:
    """One run's: who talked, what they were answered, what was handed over."""

    ground: Ground
    http: httpx.AsyncClient
    told: list[tuple[str, list[Shown], Child]] = field(default_factory=list)
    handed_over: list[str] = field(default_factory=list)
    handing: list[Child] = field(default_factory=list)
    _over: bool = False

    async def talks(self, first: int) -> None:
        """One dialogue after the other, until the end; the one under way is played to its end."""
        stories = dialogues()
        for place in count(first):
            if self._over:
                return
            story, child = stories[place % len(stories)], self.ground.child(self.http)
            self.told.append((str(story.path), await plays(child, story, PAUSE_SECONDS), child))

    async def hands_over(self) -> None:
        """One message, by one account and then the other."""
        number, child = next(_numbers), self.ground.child(self.http)
        self.handing.append(child)
        await child.begins()
        await child.takes(text="on se moque de moi tous les jours")
        await child.signs_in(LOGINS[number % 2])
        self.handed_over.append(
            await child.hands_over(f"{MARKER}, ça recommence à chaque récré.", f"{MARKER} {number}")
        )

    def refusals(self) -> list[Refusal]:
        """Every time that a child had to ask again."""
        return [each for child in (*self.handing, *(child for _, _, child in self.told)) for each in child.refusals]

    def ends(self) -> None:
        """Nobody begins any more."""
        self._over = True

    def played(self) -> Counter[int]:
        """How many conversations of talkers have so many turns, the beginning among them."""
        return Counter(child.turns_played for _, _, child in self.told)


@asynccontextmanager
async def steady(ground: Ground) -> AsyncIterator[Load]:
    """Children talk from here to there; afterwards each dialogue was played to its end."""
    async with httpx.AsyncClient(timeout=30, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)) as http:
        load = Load(ground, http)
        talking = [asyncio.create_task(load.talks(2 * number)) for number in range(TALKERS)]
        try:
            yield load
        finally:
            load.ends()
            await asyncio.gather(*talking)


def _shown(messages: list[dict[str, Any]]) -> Shown:
    """What does not change with the minute: the words, the buttons, which numbers, how urgent."""
    return tuple(
        (
            tuple(message["texts"]),
            tuple(each["title"] for each in message["buttons"]),
            tuple(card["id"] for card in message["helplines"]),
            message["panel"],
            message["urgent"],
        )
        for message in messages
    )
