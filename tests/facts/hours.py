"""Instants for the tests, written as the clocks of Paris show them."""

from datetime import datetime, timezone

from hypothesis import strategies as st

from facts.paris import PARIS

SCHOOL_TUESDAY = (2026, 11, 24)
LINES_THAT_CLOSE = ("3018", "fil_sante_jeunes")

# hypothesis wants its bounds without zone
_FIRST, _LAST = datetime(2026, 11, 22), datetime(2027, 5, 20)  # noqa: DTZ001
instants = st.datetimes(min_value=_FIRST, max_value=_LAST, timezones=st.just(timezone.utc))


def paris(*shown: int) -> datetime:
    return datetime(*shown, tzinfo=PARIS)  # type: ignore[misc, arg-type]


def tuesday(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return paris(*SCHOOL_TUESDAY, hour, minute, second)
