"""Every row of every route table says how often one caller may call it, or why nobody counts; and what it says is what happens."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.administration_pages.administrators import Administrator
from tests.limits.rows import path_of, whole_of
from tests.web.arriving import arrive
from tests.web.browsers import OUR_HEADERS, Browser, Pupil, Referent
from tests.web.house import DIALLO, LEMOINE, House
from web.access import Door
from web.administration.routes import DOORS as ADMINISTRATION_DOORS
from web.app import DOORS
from web.limits import Limits
from web.paces import NoPace, Pace
from web.telegram.door import TelegramDoor

# Written by hand: whoever adds a row that nobody counts comes through here.
NOT_COUNTED = {
    "assistant", "aide", "aide_copy", "aide_worker", "rulers", "rulers_primary", "ruler", "ruler_primary", "notice", "notice_primary", "your_words", "loader", "loader_of_digest", "connector_loader", "static",
    "session", "leave", "sign_in_page", "callback", "ent_logout", "telegram", "health", "ready",
    "desk", "desk_sign_in", "desk_sign_out", "administration", "administration_sign_in", "administration_sign_out",
}  # fmt: skip
TELEGRAM = TelegramDoor(SimpleNamespace(), SimpleNamespace(), "a-secret-of-telegrams").rows  # type: ignore[arg-type]
EVERY_ROW: tuple[Door[Any], ...] = (*DOORS, *ADMINISTRATION_DOORS, *TELEGRAM)
OF_EVERYBODY = {"desk_callback", "administration_callback"}
COUNTED = [door for door in EVERY_ROW if isinstance(door.pace, Pace) and door.name not in OF_EVERYBODY]


@pytest.mark.parametrize("door", EVERY_ROW, ids=lambda door: door.name)
def test_each_row_has_a_pace_or_a_reason_why_it_has_none(door: Door[Any]):
    assert isinstance(door.pace, Pace | NoPace), f"how often may {door.name} be called?"
    if isinstance(door.pace, NoPace):
        assert len(door.pace.why.split()) > 5


def test_the_rows_that_nobody_counts_are_these():
    assert {door.name for door in EVERY_ROW if isinstance(door.pace, NoPace)} == NOT_COUNTED


def test_rates_that_are_equal_but_of_other_acts_are_other_buckets():
    rates = {rate for door in EVERY_ROW if isinstance(door.pace, Pace) for rate in door.pace.rates}

    assert all(rate.of for rate in rates)
    assert len({rate.of for rate in rates}) == len(rates) - 1  # a turn has two: of the burst, of the conversation


class AllTaken(Limits):
    """Every bucket is empty."""

    def __init__(self, house: House) -> None:
        super().__init__(house.clock)
        self.asked: list[str] = []

    def take(self, key: str, *rates: Any) -> int:
        self.asked.append(key)
        return 7


def side_of(door: Door[Any]) -> str:
    return (
        "administration"
        if door.name.startswith("administration")
        else "desk"
        if door.path.startswith("/desk")
        else "pupil"
    )


async def become(house: House, side: str) -> Browser:
    if side == "administration":
        administrator = Administrator(house)
        await administrator.enter("mme.besson")
        return administrator
    if side == "desk":
        referent = Referent(house)
        await referent.enter("mme.lemoine")
        return referent
    pupil = Pupil(house)
    await pupil.open()
    await pupil.sign_in()
    return pupil


@pytest.mark.parametrize("side", ["pupil", "desk", "administration"])
async def test_whoever_calls_a_counted_row_too_often_is_told_when_to_come_again_before_anything_is_read(
    house: House, side: str
):
    house.enrol()
    envelope = await arrive(house, [LEMOINE, DIALLO])
    browser = await become(house, side)
    headers = OUR_HEADERS | browser.window_headers() | {"Content-Type": "application/json"}
    headers |= await browser.presence() if isinstance(browser, Referent) else {}
    taken = AllTaken(house)
    house.services.__dict__["limits"] = taken
    before = whole_of(house)
    rows = [door for door in COUNTED if side_of(door) == side]

    for door in rows:
        answer = await browser.http.request(door.method, path_of(door, envelope), headers=headers, content=b"{not JSON")

        assert (door.name, answer.status_code, answer.headers.get("retry-after")) == (door.name, 429, "7")
        assert side == "administration" or answer.json()["error"] == "slow_down", door.name
        assert side == "administration" or answer.json()["helplines"], door.name
    assert len(taken.asked) == len(rows) > 5
    assert len({taken._joined.get(whose, whose) for whose in taken.asked}) == 1, (
        "one person is one person, whatever they do"
    )
    assert "127.0.0.1" not in taken.asked[0]
    assert whole_of(house) == before
    await browser.http.aclose()
