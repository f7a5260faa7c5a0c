"""An hour of conversations leaves nothing in memory of those who have gone (found by benchmarks/soak)."""

from datetime import datetime, timedelta, timezone

from web.limits import Limits, Rate

BURST, SESSION = Rate(10, 30, "turn"), Rate(200, 5, "turn")


class Moving:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.moment


def test_what_is_full_again_is_not_kept():
    clock = Moving()
    limits = Limits(clock)
    for number in range(3000):
        clock.moment += timedelta(seconds=1)
        for _ in range(3):
            assert limits.take(f"conversation-{number}", BURST, SESSION) == 0
    assert len(limits._levels) < 200


def test_forgetting_never_gives_an_act_back():
    clock = Moving()
    limits = Limits(clock)
    assert [limits.take("one", BURST) for _ in range(11)] == [0] * 10 + [2]
    for number in range(500):
        limits.take(f"other-{number}", BURST)
    assert limits.take("one", BURST) == 2
    clock.moment += timedelta(seconds=2)
    assert limits.take("one", BURST) == 0
    assert limits.take("one", BURST) == 2
