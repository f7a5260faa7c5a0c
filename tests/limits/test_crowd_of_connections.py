"""Patience with connections, on a clock that the test moves."""

from dataclasses import dataclass, field

import pytest

from web.connections import HEADER_SECONDS, LINGER_SECONDS, UNREAD_SECONDS, Crowd, Stage


@dataclass(eq=False)
class Somebody:
    crowd: Crowd
    stage: Stage = Stage.WAITED_FOR
    rounds: int = 0
    ended: list[Stage] = field(default_factory=list)

    def end(self, stage: Stage) -> None:
        self.ended.append(stage)
        self.crowd.leave(self)


@dataclass
class Hour:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hour() -> Hour:
    return Hour()


def come(crowd: Crowd, stage: Stage = Stage.WAITED_FOR) -> Somebody:
    somebody = Somebody(crowd, stage)
    crowd.arrive(somebody)
    return somebody


def pass_time(crowd: Crowd, hour: Hour, seconds: float) -> None:
    for _ in range(round(seconds)):
        hour.seconds += 1
        crowd.look()


@pytest.mark.parametrize(
    ("stage", "seconds"),
    [(Stage.WAITED_FOR, HEADER_SECONDS), (Stage.LINGERING, LINGER_SECONDS), (Stage.UNREAD, UNREAD_SECONDS)],
    ids=lambda value: value.name if isinstance(value, Stage) else "",
)
def test_each_stage_ends_after_its_time_and_not_before(hour: Hour, stage: Stage, seconds: float):
    crowd = Crowd(clock=hour)
    somebody = come(crowd, stage)

    pass_time(crowd, hour, seconds - 1)
    assert (somebody.ended, len(crowd)) == ([], 1)
    pass_time(crowd, hour, 1)
    assert (somebody.ended, len(crowd)) == ([stage], 0)


def test_whoever_is_being_answered_is_left_in_peace(hour: Hour):
    crowd = Crowd(clock=hour)
    somebody = come(crowd, Stage.ANSWERED)

    pass_time(crowd, hour, 3600)
    assert somebody.ended == []


def test_a_browser_that_asks_again_and_again_is_not_taken_for_one_that_says_nothing(hour: Hour):
    crowd = Crowd(clock=hour)
    somebody = come(crowd)
    for _ in range(60):
        somebody.rounds += 1  # asked and answered between two looks
        pass_time(crowd, hour, 5)

    assert somebody.ended == []


def test_when_there_are_too_many_whoever_has_been_waited_for_the_longest_makes_room():
    crowd = Crowd(most=3)
    answered, first, second = come(crowd, Stage.ANSWERED), come(crowd), come(crowd)
    newest = come(crowd)

    assert [bool(each.ended) for each in (answered, first, second, newest)] == [False, True, False, False]


def test_a_body_that_is_on_its_way_makes_room_only_when_nobody_is_just_waited_for():
    crowd = Crowd(most=3)
    coming, waited_for, answered = come(crowd, Stage.COMING), come(crowd), come(crowd, Stage.ANSWERED)
    come(crowd, Stage.ANSWERED)
    assert [bool(each.ended) for each in (coming, waited_for, answered)] == [False, True, False]
    come(crowd)

    assert [bool(each.ended) for each in (coming, answered)] == [True, False]


def test_nobody_who_is_being_answered_makes_room_for_anybody():
    crowd = Crowd(most=3)
    everybody = [come(crowd, Stage.ANSWERED) for _ in range(6)]

    assert [each.ended for each in everybody] == [[]] * 6
    assert len(crowd) == 6
