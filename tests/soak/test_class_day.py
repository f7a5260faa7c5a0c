"""The model of the national class day: its bell, its arithmetic, and the page that an operator reads."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.load import costs as costs_file
from benchmarks.load.bell import HOUR, OPEN_SECONDS, RUSH, arrivals, hour, room_for_all
from benchmarks.load.capacity import BUSY, FULL, Day, breaking, busy, class_day, lived, need, needed, share_refused
from benchmarks.load.class_day import BEGINS, ENDS, PAGE, draw, figures, placed
from benchmarks.load.costs import Process, load_costs
from web.admission import BEGINNINGS, TURNS
from web.admission import WINDOW_SECONDS as ADMISSION_WINDOW

COSTS = load_costs()
rates = st.floats(min_value=0, max_value=10_000)
milliseconds = st.floats(min_value=0.1, max_value=100)
factors = st.floats(min_value=0.02, max_value=4)
a_few = settings(max_examples=12, deadline=None)  # an hour has 3,600 seconds
KIND = Process("rasa", beginning=10.0, turn=10.0, mebibytes=400.0, connections=15)


def test_the_bell_brings_what_the_dossier_says() -> None:
    """E.4, points 3 and 4: 160,000 in the hour, half in ten minutes, some 64,000 open, some 1,100 turns a second, 150 starts at most."""
    come = [arrivals(second) for second in range(HOUR)]
    day = class_day(1.0)
    assert sum(come) == pytest.approx(160_000, rel=0.001)
    assert sum(come[:RUSH]) == pytest.approx(80_000, rel=0.001)
    assert max(come) == 150
    assert day.open == pytest.approx(64_000, rel=0.05)
    assert day.turns == pytest.approx(1_100, rel=0.05)


@a_few
@given(factors)
def test_a_day_so_many_times_bigger_is_so_many_times_everything(factor: float) -> None:
    day, seconds = class_day(factor), hour(factor, room_for_all)
    assert day.open == pytest.approx(max(each.open for each in seconds))
    assert day.turns == pytest.approx(max(each.turns for each in seconds))
    assert day.starts == pytest.approx(max(each.arrivals for each in seconds))


def test_who_came_talks_for_eight_minutes_and_no_longer() -> None:
    seconds = hour(1.0, room_for_all)
    for second in (OPEN_SECONDS, RUSH, 2 * RUSH, HOUR - 1):
        here = sum(each.arrivals for each in seconds[second - OPEN_SECONDS + 1 : second + 1])
        assert seconds[second].open == pytest.approx(here)


@a_few
@given(st.floats(min_value=0, max_value=400))
def test_nobody_is_both_let_in_and_refused_and_nobody_is_lost(room: float) -> None:
    for each in hour(1.0, lambda _turns: room):
        assert 0 <= each.refused <= each.arrivals
        assert each.arrivals - each.refused <= room + 1e-9
        assert each.open >= -1e-6


def test_sixty_calls_of_ten_milliseconds_fill_one_process() -> None:
    assert BUSY == 0.6
    assert needed(KIND, Day(0.0, 60.0, 0.0)) == 1
    assert needed(KIND, Day(20.0, 41.0, 0.0)) == 2


@given(rates, rates, milliseconds, milliseconds)
def test_what_is_needed_bears_the_day_and_one_fewer_does_not(
    starts: float, turns: float, beginning: float, turn: float
) -> None:
    kind, day = replace(KIND, beginning=beginning, turn=turn), Day(starts, turns, 0.0)
    count = needed(kind, day)
    assert busy(kind, day) <= count * BUSY * (1 + 1e-6)
    assert count == 1 or busy(kind, day) > (count - 1) * BUSY * (1 - 1e-6)


@given(factors, factors)
def test_a_bigger_day_never_takes_less(one: float, other: float) -> None:
    small, big = (need(COSTS, class_day(factor)) for factor in sorted((one, other)))
    assert all(big.counts[name] >= count for name, count in small.counts.items())
    assert (big.memory, big.writes, big.connections, big.hour) >= (
        small.memory,
        small.writes,
        small.connections,
        small.hour,
    )


@a_few
@given(factors, factors)
def test_those_who_talk_are_borne_as_long_as_beginnings_are_what_is_refused(sized: float, comes: float) -> None:
    counts = need(COSTS, class_day(sized)).counts
    for each in lived(COSTS, counts, comes):
        for kind in COSTS.processes:
            let_in = each.arrivals - each.refused
            spent = (let_in * kind.beginning + each.turns * kind.turn) / 1_000
            assert spent <= counts[kind.name] * FULL * 1.05 or let_in == 0


@a_few
@given(factors)
def test_more_processes_never_send_more_to_the_numbers(comes: float) -> None:
    shares = [share_refused(lived(COSTS, need(COSTS, class_day(sized)).counts, comes)) for sized in (0.25, 0.5, 1, 2)]
    assert shares == sorted(shares, reverse=True)


def test_a_day_that_one_was_ready_for_sends_nobody_to_the_numbers() -> None:
    assert share_refused(lived(COSTS, need(COSTS, class_day(1.0)).counts, 1.0)) == 0


def test_what_has_least_room_breaks_first_and_more_of_it_breaks_later() -> None:
    day = class_day(1.0)
    counts = need(COSTS, day).counts
    fewer = breaking(COSTS, {**counts, "rasa": 1}, day)
    assert next(name for name, _ in fewer if name != "connections") == "rasa"
    assert [factor for _, factor in fewer] == sorted(factor for _, factor in fewer)
    assert dict(breaking(COSTS, counts, day))["rasa"] > dict(fewer)["rasa"]


def test_a_figure_without_its_source_is_refused(tmp_path: Path) -> None:
    written = yaml.safe_load(costs_file.FILE.read_text(encoding="utf-8"))
    written["processes"]["rasa"]["turn"]["source"] = ""
    file = tmp_path / "costs.yml"
    file.write_text(yaml.safe_dump(written))
    with pytest.raises(ValueError, match="turn"):
        load_costs(file)


def test_the_page_has_the_figures_of_the_model() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count(BEGINS) == page.count(ENDS) == 1
    assert placed(page, figures(COSTS)) == page


def test_the_page_says_the_delays_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"plus de {BEGINNINGS.target:g} s".replace(".", ",") in page
    assert f"refusés qu'à {TURNS.target:g} s" in page
    assert ADMISSION_WINDOW == 0.5
    assert "d'une demi-seconde" in page


def test_the_picture_is_of_the_model_and_always_the_same(tmp_path: Path) -> None:
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    draw(COSTS, one)
    draw(COSTS, other)
    assert one.read_bytes() == other.read_bytes()
    assert b"<svg" in one.read_bytes()
