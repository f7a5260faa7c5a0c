import random
import sys
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from benchmarks.soak import __main__ as soak
from benchmarks.soak.report import Run, failed, written
from benchmarks.soak.scripts import scripts, shapeless, wrong
from benchmarks.soak.slopes import slope
from benchmarks.soak.tally import Tally
from benchmarks.soak.watching import DatabaseSample, ProcessSample, Sample
from tests.stories.written import Step

HOUR, EVERY = 3600, 15
MEBI = 1024 * 1024


def noisy(growth_an_hour: float, noise: float = 2.0) -> list[tuple[float, float]]:
    chance = random.Random(1)  # noqa: S311 (noise, not a secret)
    return [(at, 100 + growth_an_hour * at / HOUR + chance.uniform(-noise, noise)) for at in range(0, HOUR, EVERY)]


def message(text: str = "Je te crois.", **changes: Any) -> Mapping[str, Any]:
    return {"texts": [text], "buttons": [], "helplines": [], "panel": None, "urgent": False} | changes


def run(**changes: Any) -> Run:
    values = {
        "began": datetime(2026, 11, 22, tzinfo=timezone.utc),
        "minutes": 60,
        "rate": 2,
        "warm_up": 1920,
        "seed": 7,
    }
    kept = {"machine": "a machine", "commit": "abc", "note": "", "deposited": ("one",), "delivered": 1}
    return Run(**values | kept | changes)


def sample(at: float, mebi: float) -> Sample:
    web = ProcessSample("web", int(mebi * MEBI), int(mebi * MEBI), 20, 5, at)
    return Sample(at, (web,), DatabaseSample(2 * MEBI, 0, 0, {"sessions": 3}))


@pytest.mark.parametrize("growth", [4.0, 20.0, 200.0])
def test_a_leak_is_seen_through_the_noise(growth: float):
    found = slope(noisy(growth), warm_up=1920)
    assert found is not None
    assert found.grows
    assert abs(found.an_hour - growth) < 3


@pytest.mark.parametrize("growth", [0.0, -5.0])
def test_what_stands_still_or_shrinks_does_not_grow(growth: float):
    found = slope(noisy(growth), warm_up=1920)
    assert found is not None
    assert not found.grows


def test_one_step_is_no_trend_and_what_came_while_warming_up_is_not_judged():
    stepped = [(at, value + (30 if at > 2400 else 0)) for at, value in noisy(0)]
    assert abs(slope(stepped, warm_up=2500).an_hour) < 5
    warming = [(at, value + min(at, 1900)) for at, value in noisy(0)]
    assert not slope(warming, warm_up=1920).grows


def test_five_minutes_say_nothing():
    assert slope(noisy(50), warm_up=HOUR - 300) is None


@pytest.mark.parametrize(
    ("expected", "reply", "breach"),
    [
        ({"urgent": True}, message(), "urgent"),
        ({"dit": ("je te crois",)}, message("Bonjour."), "dit"),
        ({"ne_dit_pas": ("pourquoi",)}, message("Pourquoi tu ne l’as pas dit ?"), "ne_dit_pas"),
        ({"boutons": ("que faire",)}, message(), "boutons"),
        ({"sans_boutons": ("que faire",)}, message(buttons=[{"title": "Que faire ?"}]), None),
        ({"sans_boutons": ("que faire",)}, message(buttons=[{"title": "Que faire"}]), "sans_boutons"),
        ({"ouvre": "message"}, message(), "ouvre"),
        ({"ouvre": "message", "dit": ("je te crois",)}, message("Je te crois.", panel="handoff"), None),
    ],
)
def test_a_reply_that_does_not_hold_its_story_is_named(expected: Any, reply: Any, breach: str | None):
    assert wrong(Step(1, "…", None, expected), [reply]) == ([breach] if breach else [])


@pytest.mark.parametrize("reply", [None, [], [message("")], [message("{3018.number}")], [message() | {"texts": []}]])
def test_what_is_no_reply_is_seen(reply: object):
    assert shapeless(reply)
    assert not shapeless([message()])


def test_hundreds_of_stories_are_played_and_none_is_of_another_hour():
    played = scripts()
    assert len(played) > 200
    assert len({story.at for story in played}) == 1


@pytest.mark.parametrize(
    ("deposited", "delivered", "refused", "breach"),
    [(1, 1, False, False), (2, 1, False, True), (1, 2, False, True), (1, 1, True, True)],
)
def test_a_lost_or_doubled_message_or_a_refused_call_fails_the_run(
    deposited: int, delivered: int, refused: bool, breach: bool
):
    tally = Tally()
    tally.note("turn", 0.1, "503" if refused else "200", ok=not refused)
    done = run(deposited=tuple(map(str, range(deposited))), delivered=delivered)
    assert failed(done, tally) is breach
    assert ("turn → 503: 1" in written(done, tally, [sample(0, 100)])) is refused


def test_the_page_says_that_memory_grows():
    tally = Tally()
    tally.note("turn", 0.1, "200", ok=True)
    samples = [sample(at, 100 + at / 60) for at in range(0, HOUR, EVERY)]
    page = written(run(), tally, samples)
    [line] = [line for line in page.splitlines() if line.startswith("| web | memory")]
    assert "+60.00" in line
    assert "(grows)" in line


def test_a_few_seconds_of_the_whole_product_has_no_wrong_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    arguments = ["soak", "--minutes", "0.2", "--rate", "3", "--pace", "0.5", "--out", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", arguments)
    assert soak.main() == 0
    [page] = tmp_path.glob("*.md")
    assert "1 messages handed over, 1 in the ENT's mailboxes" in page.read_text("utf-8")
    [picture] = tmp_path.glob("*.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
