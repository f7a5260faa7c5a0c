"""The copy of the page of numbers that a browser keeps: what it says, and until when somebody vouches for it."""

import re
from datetime import datetime, timedelta

import pytest

from facts.cards import cards
from facts.helplines import load_helplines
from tests.web.browsers import Pupil
from tests.web.house import House
from web.pupil.kept_numbers import VOUCHED, vouched_until

COPY = "/aide/sans-reseau"


def without_days(page: str) -> str:
    return re.sub(r"gardée le [^.]*\.|data-kept-until=\S+", "", page)


async def test_the_copy_says_the_same_at_every_hour_of_the_week(house: House, pupil: Pupil):
    first = (await pupil.get(COPY)).text
    for _ in range(14):
        house.clock.advance(hours=12)
        assert without_days((await pupil.get(COPY)).text) == without_days(first)
    assert 'class="now' not in first
    assert not re.search("maintenant \\?|(Ouvert|Fermé) maintenant|Ouvre (demain|aujourd)", first)


async def test_the_copy_has_every_line_of_the_live_page(pupil: Pupil):
    lines = [set(re.findall(r'href="tel:([\d+]+)"', (await pupil.get(path)).text)) for path in (COPY, "/aide")]

    assert lines[0] == lines[1] >= {"119", "3018", "3114"}


async def test_the_copy_is_the_same_for_whoever_has_a_conversation_and_gives_no_cookie(pupil: Pupil):
    plain = (await pupil.get(COPY)).text
    await pupil.open()
    answer = await pupil.get(COPY)

    assert answer.text == plain
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("days", [1, 10, 29])
def test_a_fact_that_expires_before_thirty_days_ages_the_whole_copy(house: House, days: int):
    line = load_helplines().lines["119"]
    now = datetime.combine(line.valid_until - timedelta(days=days), datetime.min.time(), house.clock().tzinfo)
    until = vouched_until(cards([line.id], now), now)

    assert timedelta(days=days) <= until - now <= timedelta(days=days + 1)


def test_nobody_vouches_for_more_than_thirty_days(house: House):
    now = house.clock()
    last = min(line.valid_until for line in load_helplines().lines.values())
    early = now.replace(year=last.year - 2)

    assert vouched_until(cards(["119"], early), early) == early + VOUCHED
