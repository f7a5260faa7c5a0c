"""The driver of a load counts every answer, says every wrong one, and charges a server for all whom it kept waiting."""

import asyncio
import math
import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load.generator import closed, opened, percentile
from benchmarks.load.in_process import Inside
from benchmarks.load.report import OURS, STOCK, Load, Run, Server, ratios
from benchmarks.load.talking import FullError, WrongAnswerError
from benchmarks.soak.scripts import scripts
from tests.stories.written import Step, Story

STORIES = [story for story in scripts() if len(story.steps) == 3][:3]


def chance() -> random.Random:
    return random.Random(1)  # noqa: S311 (a seed, not a secret)


@dataclass
class OneAtATime:
    """Answers one at a time, each in `takes` seconds; `wrong` of the first answers are wrong; once, it sleeps for `stalls`."""

    takes: float = 0.001
    wrong: int = 0
    stalls: float = 0.0
    asked: list[str] = field(default_factory=list)
    queue: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answer(self, what: str) -> None:
        self.asked.append(what)
        async with self.queue:
            stall, self.stalls = self.stalls, 0.0
            await asyncio.sleep(self.takes + stall)
        if self.wrong:
            self.wrong -= 1
            raise WrongAnswerError("no such button")


@dataclass
class FakeTalk:
    server: OneAtATime
    story: Story
    steps: int = 0

    async def begins(self) -> None:
        await self.server.answer("begin")

    async def takes(self, step: Step) -> None:
        assert step is self.story.steps[self.steps], "a step was left out, or played twice"
        self.steps += 1
        await self.server.answer("step")


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60), st.sampled_from([50.0, 95.0, 99.0, 99.9, 100.0]))
def test_a_percentile_is_one_of_them_and_so_many_do_not_exceed_it(seconds: list[float], share: float):
    found = percentile(seconds, share)
    assert found in seconds
    assert sum(each <= found for each in seconds) >= math.ceil(len(seconds) * share / 100 - 1e-9)
    assert sum(each < found for each in seconds) < math.ceil(len(seconds) * share / 100 - 1e-9) or found == min(seconds)


def test_of_nothing_a_percentile_is_nothing():
    assert percentile([], 99) == 0.0


async def test_in_a_closed_loop_pupils_play_whole_stories_one_step_after_the_other():
    server = OneAtATime()
    answers = await closed(lambda story: FakeTalk(server, story), STORIES, 3, 0.3, chance())
    assert answers.wrong == {}
    assert len(answers.seconds) == len(server.asked) > 5
    assert server.asked.count("step") >= 2 * server.asked.count("begin") - 6


async def test_a_wrong_answer_ends_its_conversation_and_is_told():
    server = OneAtATime(wrong=2)
    answers = await closed(lambda story: FakeTalk(server, story), STORIES, 1, 0.2, chance())
    assert answers.wrong == {"no such button": 2}
    assert len(answers.seconds) == len(server.asked) - 2
    assert server.asked[:3] == ["begin", "begin", "begin"]


async def test_whoever_gets_the_numbers_is_counted_apart():
    class Full(FakeTalk):
        async def begins(self) -> None:
            await asyncio.sleep(0.01)
            raise FullError

    answers = await closed(lambda story: Full(OneAtATime(), story), STORIES, 1, 0.1, chance())
    assert answers.full > 0
    assert answers.wrong == {}
    assert answers.seconds == []


async def test_in_an_open_loop_a_server_that_stops_is_charged_for_all_whom_it_kept_waiting():
    """A second of sleep while a hundred a second are due: half of them and more waited; a driver that waits itself would see one."""
    server = OneAtATime(takes=0.0, stalls=1.0)
    answers = await opened(lambda story: FakeTalk(server, story), STORIES, 100.0, 1.5, chance())
    assert answers.wrong == {}
    assert sum(each > 0.1 for each in answers.seconds) > 50


async def test_in_an_open_loop_as_many_come_as_were_due():
    server = OneAtATime()
    answers = await opened(lambda story: FakeTalk(server, story), STORIES, 80.0, 2.0, chance())
    assert len(answers.seconds) == pytest.approx(160, abs=50)


def load(kind: str, how: str, level: float, value: float) -> Load:
    return Load(how, level, 100, value, value, value, value, value, 0.0, 0.0, kind=kind)


def test_the_ratios_are_those_of_the_medians_of_the_rounds():
    loads = [load(STOCK, "closed", 10, 40.0), *(load(OURS, "closed", 10, value) for value in (1000.0, 5.0, 4.0))]
    servers = {OURS: Server(2.0, 1.0, {"rasa": 300.0}, [], 600.0), STOCK: Server(40.0, 40.0, {"rasa": 1200.0}, [])}
    run = Run("2026-11-23", "a machine", "", servers, loads, Inside(2.0, 2.2, 3.0, 2.7), {OURS: 0.6, STOCK: 2.6}, {})
    table = "\n".join(ratios(run))
    assert "| answers a second and core, 10 pupils | 25.0 | 200.0 | × 8.0 |" in table
    assert "| memory of rasa (MiB) | 1200.00 | 300.00 | 1/4.0 |" in table
    assert "| start of rasa until it has understood a sentence (s) | 40.00 | 1.00 | 1/40.0 |" in table
    assert "× 1.10" in table
    assert "10.0%" in table
