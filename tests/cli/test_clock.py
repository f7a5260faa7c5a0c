import argparse
from datetime import datetime, timedelta, timezone

import pytest

from cli.clock import clock, instant


def test_a_frozen_clock_does_not_move():
    moment = instant("2026-11-22T03:00+01:00")
    assert moment.utcoffset() == timedelta(hours=1)
    assert clock(moment)() == clock(moment)() == datetime(2026, 11, 22, 2, 0, tzinfo=timezone.utc)


def test_z_is_an_offset():
    assert instant("2026-11-22T03:00Z") == datetime(2026, 11, 22, 3, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize("written", ["demain", "2026-11-22T03:00", "2026-13-01T00:00+01:00", ""])
def test_an_instant_that_is_not_one_is_refused_in_french(written):
    with pytest.raises(argparse.ArgumentTypeError, match="2026-11-22T03:00"):
        instant(written)


def test_the_system_clock_knows_its_zone():
    assert clock(None)().tzinfo is not None
