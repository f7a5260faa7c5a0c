"""What cannot be seen from outside: a turn of a long conversation, what sealing costs, where the time goes. rasa's part, without HTTP.

`python -m benchmarks.load.in_process` measures; with `--profile`, the profile of the same turns (functions by their own time).
"""

import argparse
import asyncio
import cProfile
import json
import pstats
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from bot.memory import tracker_store
from cli.offline_agent import offline_agent
from tests.stories.stage import Clockwork, Stage
from tests.stories.written import USUAL_HOUR

SAID = ("ils se moquent de moi en classe", "jsp", "c'est tous les jours", "oui", "non", "et après ?", "ils m'ont pris mon sac", "je sais pas quoi faire", "merci", "c'est qui le 3018 ?")  # fmt: skip
TURNS = 40
ROUNDS = 5
LONG_EVENTS = 200
NEAR = 30  # ten turns: each sentence once


@dataclass(frozen=True)
class Inside:
    """Milliseconds of processor a turn: of the first turns, of those around the event number `LONG_EVENTS`, sealed and not."""

    first: float
    long: float
    sealed: float
    open: float

    @property
    def growth(self) -> float:
        """How many times dearer a turn of a long conversation is."""
        return self.long / self.first

    @property
    def sealing(self) -> float:
        """The share of a turn that sealing takes."""
        return max(0.0, 1 - self.open / self.sealed)


class Counting(Stage):
    """A stage that only counts the events of the conversation that was played last."""

    events = 0

    async def _understanding(self, conversation: str) -> dict[str, object]:
        tracker = await self._agent.tracker_store.retrieve(conversation)
        self.events = len(tracker.events)
        return {}


@contextmanager
def stage() -> Iterator[Counting]:
    """Loaded once."""
    clock, loop = Clockwork(USUAL_HOUR), asyncio.new_event_loop()
    with offline_agent(clock) as agent:
        yield Counting(agent, clock, loop)
    loop.close()


def measured() -> Inside:
    """Medians over rounds, sealed and unsealed in turns."""
    with stage() as counting:
        talk(counting)
        sealed, unsealed = [], []
        for _ in range(ROUNDS):
            sealed.append(talk(counting))
            with unsealing():
                unsealed.append(talk(counting))
    turns = [turn for talked in sealed for turn in talked]
    long = [took for events, took in turns if abs(events - LONG_EVENTS) <= NEAR]
    first = [took for talked in sealed for _, took in talked[: len(long) // ROUNDS]]
    means = [
        statistics.median(statistics.fmean(took for _, took in talked) for talked in each)
        for each in (sealed, unsealed)
    ]
    return Inside(statistics.fmean(first), statistics.fmean(long), *means)


def talk(counting: Counting) -> list[tuple[int, float]]:
    """One long conversation: after each turn, how many events it has, and the milliseconds of processor that the turn took."""
    conversation, took = counting.converse(USUAL_HOUR), []
    for number in range(TURNS):
        before = time.process_time()
        conversation.write(SAID[number % len(SAID)])
        took.append((counting.events, (time.process_time() - before) * 1000))
    return took


def unsealing() -> AbstractContextManager[object]:
    """Bytes as they are: what sealing costs is what is not spent here."""
    return patch.object(
        tracker_store, "seal_events", lambda _key, _ref, _seq, events: json.dumps(list(events)).encode()
    )


def main() -> None:
    """Measure, or profile."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.in_process", description=__doc__)
    parser.add_argument("--profile", action="store_true")
    if not parser.parse_args().profile:
        found = measured()
        sys.stdout.write(
            f"first turns {found.first:.2f} ms, at {LONG_EVENTS} events × {found.growth:.2f}; sealing {found.sealing:.1%}\n"
        )
        return
    with stage() as counting:
        talk(counting)
        profile = cProfile.Profile()
        profile.runcall(talk, counting)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
