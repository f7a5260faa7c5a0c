"""The date of an envelope is what the desk shows: it is today in France, whatever the browser's clock says."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, House
from web.days import days_of_now

TWO = [LEMOINE, DIALLO]
PARIS = ZoneInfo("Europe/Paris")


def at_paris(*when: int) -> datetime:
    return datetime(*when, tzinfo=PARIS).astimezone(timezone.utc)


@pytest.fixture
async def writer(house: House, pupil: Pupil):
    """A pupil who signs in at a moment the test chooses."""
    house.enrol()

    async def arrive(moment: datetime) -> Pupil:
        house.clock.moment = moment
        await pupil.open()
        await pupil.sign_in()
        return pupil

    return arrive


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (at_paris(2026, 11, 24, 0, 0), "2026-11-24"),
        (at_paris(2026, 11, 24, 0, 0), "2026-11-23"),
        (at_paris(2026, 11, 24, 0, 59, 59), "2026-11-23"),
        (at_paris(2026, 11, 24, 23, 59, 59), "2026-11-24"),
    ],
)
async def test_today_is_taken_and_yesterday_until_one_in_the_morning(house: House, writer, moment: datetime, day: str):
    answer, _ = await (await writer(moment)).deposit(TWO, header={"date": day})

    assert answer.status_code == 201
    assert [str(row.date) for row in house.rows("envelopes")] == [day]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (at_paris(2026, 11, 24, 1, 0), "2026-11-23"),
        (at_paris(2026, 11, 24, 0, 30), "2026-11-22"),
        (at_paris(2026, 11, 24, 10, 0), "2026-11-23"),
        (at_paris(2026, 11, 24, 23, 59, 59), "2026-11-25"),
        (at_paris(2026, 11, 24, 0, 30), "2026-11-25"),
        (at_paris(2026, 11, 24, 10, 0), "2025-11-24"),
        (at_paris(2026, 11, 24, 10, 0), "2026-W48-2"),
    ],
)
async def test_any_other_day_is_refused_and_nothing_is_kept(house: House, writer, moment: datetime, day: str):
    answer, _ = await (await writer(moment)).deposit(TWO, header={"date": day})

    assert answer.status_code == 422
    assert answer.json()["error"] == "envelope_malformed"
    assert house.rows("envelopes") == []


async def test_the_same_deposit_again_is_fine_after_its_day_is_over(house: House, writer):
    pupil = await writer(at_paris(2026, 11, 24, 23, 45))
    _, sent = await pupil.deposit(TWO)
    for _ in range(4):
        house.clock.advance(minutes=20)
        await pupil.say("j'attends")

    again = await pupil.put(f"/api/handoff/envelopes/{sent.id}", sent.body)
    assert again.json().get("error") == "sign_in_needed"
    await pupil.sign_in()
    assert (await pupil.put(f"/api/handoff/envelopes/{sent.id}", sent.body)).status_code == 200


async def test_when_the_month_is_over_too_the_new_list_is_what_is_asked_for(house: House, writer):
    pupil = await writer(at_paris(2026, 12, 1, 1, 30))
    answer, _ = await pupil.deposit(TWO, header={"date": "2026-11-30", "month": "2026-11"})

    assert answer.json()["error"] == "readers_changed"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(timezone.utc)))  # noqa: DTZ001 (bounds)
def test_today_is_never_tomorrow_and_yesterday_lasts_an_hour(now: datetime):
    shown = now.astimezone(PARIS)
    yesterday = {shown.date() - timedelta(days=1)} if shown.hour == 0 else set()

    assert days_of_now(now) == {shown.date()} | yesterday
    assert all(isinstance(day, date) for day in days_of_now(now))
