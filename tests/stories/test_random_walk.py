from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stories.walking import DANGERS, WORDS, Move, Press, PressAgain, Walk, Write, walk
from tests.stories.written import USUAL_HOUR

NIGHT = datetime.fromisoformat("2026-11-24T03:00+01:00")
SUMMER = datetime.fromisoformat("2026-08-02T23:30+02:00")
LONGEST = 10
WALKS = 300  # about a minute

presses = st.integers(0, 7).map(Press)
words = st.sampled_from(WORDS).map(Write)
dangers = st.sampled_from(DANGERS).map(Write)
moves = st.one_of(presses, presses, words, words, dangers, st.just(PressAgain()))


@pytest.fixture(scope="module")
def helped() -> dict[tuple[str, ...], bool]:
    return {}


def shown(walked: Walk) -> str:
    return "\n" + "\n".join(walked.faults) + "\nAprès : " + " > ".join(walked.trail or ["le début"])


@settings(
    max_examples=WALKS,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(at=st.sampled_from([USUAL_HOUR, NIGHT, SUMMER]), path=st.lists(moves, min_size=1, max_size=LONGEST))
def test_wherever_chance_leads_help_is_one_step_away_and_a_danger_is_answered(
    stage, helped, at: datetime, path: list[Move]
):
    walked = walk(stage, at, path, helped)
    assert not walked.faults, shown(walked)


@pytest.mark.parametrize("danger", DANGERS)
@pytest.mark.parametrize("at", [USUAL_HOUR, NIGHT, SUMMER], ids=["day", "night", "summer"])
def test_each_danger_of_the_walk_is_heard_at_the_first_word(stage, helped, danger, at):
    walked = walk(stage, at, [Write(danger)], helped)
    assert not walked.faults, shown(walked)


@pytest.mark.parametrize("text", WORDS)
def test_whatever_is_written_first_help_is_one_step_away(stage, helped, text):
    walked = walk(stage, USUAL_HOUR, [Write(text)], helped)
    assert not walked.faults, shown(walked)


def test_every_button_that_two_presses_can_reach_is_pressed_and_pressed_again(stage, helped):
    paths = [[Press(first), PressAgain(), Press(second), PressAgain()] for first in range(8) for second in range(8)]
    walks = [walk(stage, USUAL_HOUR, path, helped) for path in paths]
    assert not [shown(walked) for walked in walks if walked.faults]
