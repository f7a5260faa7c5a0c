"""What web counts of a conversation and of a message: once, per département and term, and never at the cost of a turn."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from handoff.tables import envelopes
from tallies.counting import BEGUN, HANDED_OVER, OPENED_IN_TIME, OPENED_LATE, OPENED_UNPROMISED, SHOWN, Tallies
from tallies.places import EVERYWHERE
from tallies.tables import TALLIES
from tests.web.arriving import arrive
from tests.web.browsers import Pupil, Referent
from tests.web.fake_rasa import helpline, message
from tests.web.house import DIALLO, LEMOINE, House
from web.app import sweep_for_ever

BOTH = [LEMOINE, DIALLO]
SCHOOL = "0330139P"


def counted(house: House) -> dict[str, int]:
    """Of the département of the school."""
    house.services.tallies.write(house.services.db)
    return {row.what: row.count for row in house.rows("tallies") if row.place == "33"}


def shows(*lines: str) -> dict[str, Any]:
    return message("…") | {"helplines": [helpline(line) for line in lines]}


class PupilOfZola(Pupil):
    def window_headers(self) -> dict[str, str]:
        return super().window_headers() | {"X-Parlons-School": SCHOOL}


@pytest.fixture
async def pupil(house: House):
    browser = PupilOfZola(house)
    yield browser
    await browser.http.aclose()


async def test_a_conversation_is_counted_when_it_has_begun(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    assert counted(house) == {BEGUN: 1}
    await pupil.open()
    assert counted(house) == {BEGUN: 2}


async def test_a_conversation_that_could_not_begin_is_not_counted(house: House, pupil: Pupil):
    house.rasa.down = True
    assert (await pupil.post("/api/session")).status_code == 503
    assert counted(house) == {}


async def test_a_helpline_is_counted_once_for_each_conversation_however_often_it_is_shown(house: House, pupil: Pupil):
    house.rasa.answers = [shows("119")]
    await pupil.open()
    for lines in (("119",), ("3018", "local-1"), ("119", "3018"), ()):
        house.rasa.answers = [shows(*lines), shows(*lines)]
        await pupil.say("…")
    assert counted(house) == {BEGUN: 1, SHOWN + "119": 1, SHOWN + "3018": 1}
    house.rasa.answers = [shows("3018")]
    await pupil.open()
    assert counted(house) == {BEGUN: 2, SHOWN + "119": 1, SHOWN + "3018": 2}


async def test_a_turn_that_is_asked_for_twice_is_counted_once(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.answers, house.rasa.hold = [shows("119")], asyncio.Event()
    asked = [asyncio.create_task(pupil.play(1, text="…")) for _ in range(2)]
    await asyncio.sleep(0.05)
    house.rasa.hold.set()
    answers = [await each for each in asked]
    again = await pupil.play(1, text="…")
    assert [answer.status_code for answer in (*answers, again)] == [200] * 3
    assert counted(house) == {BEGUN: 1, SHOWN + "119": 1}
    house.restart_web()
    await pupil.play(1, text="…")
    pupil.turn = 1
    await pupil.say("…")
    assert counted(house) == {BEGUN: 1, SHOWN + "119": 1}


async def test_what_was_shown_is_known_only_as_long_as_the_conversation_lasts(house: House, pupil: Pupil):
    house.rasa.answers = [shows("119")]
    await pupil.open()
    assert len(house.rows("session_replies")) == 1
    assert b'"counted"' not in house.database_bytes()
    await pupil.post("/api/leave")
    assert house.rows("session_replies") == []


async def test_of_a_school_that_is_not_known_it_is_said(house: House):
    stranger = Pupil(house)
    await stranger.open()
    house.services.tallies.write(house.services.db)
    assert [(row.place, row.what, row.count) for row in house.rows("tallies")] == [("?", BEGUN, 1)]
    await stranger.http.aclose()


async def test_a_message_is_counted_once_whatever_is_repeated(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    first, sent = await pupil.deposit(BOTH)
    again = await pupil.put(f"/api/handoff/envelopes/{sent.id}", sent.body)
    assert (first.status_code, again.status_code) == (201, 200)
    instead, _ = await pupil.deposit(BOTH)  # takes the place of the first one, which was never promised
    assert instead.status_code == 201
    assert counted(house)[HANDED_OVER] == 1


@pytest.mark.parametrize(("days", "as_what"), [(0, OPENED_IN_TIME), (2, OPENED_LATE), (0, OPENED_UNPROMISED)], ids=str)
async def test_the_first_opening_is_counted_and_no_other(house: House, referent: Referent, days: int, as_what: str):
    house.enrol()
    id_ = await arrive(house, BOTH)
    by = None if as_what == OPENED_UNPROMISED else house.clock() + timedelta(days=1)
    with house.services.db.begin() as connection:
        connection.execute(update(envelopes).values(promised_by=by))
    house.clock.advance(days=days)
    colleague = Referent(house)
    for browser, login in ((referent, "mme.lemoine"), (colleague, "m.diallo")):
        await browser.enter(login)
        for _ in range(2):
            assert (await browser.post(f"/desk/api/envelopes/{id_}/opened")).status_code == 200
    await colleague.http.aclose()
    openings = {what: count for what, count in counted(house).items() if what.startswith("opened")}
    assert openings == {as_what: 1}


async def test_of_two_who_open_at_once_one_is_the_first(house: House, referent: Referent):
    house.enrol()
    id_ = await arrive(house, BOTH)
    colleague = Referent(house)
    await referent.enter("mme.lemoine")
    await colleague.enter("m.diallo")
    opened = f"/desk/api/envelopes/{id_}/opened"
    answers = await asyncio.gather(*(browser.post(opened) for browser in (referent, colleague) for _ in range(3)))
    await colleague.http.aclose()
    assert {answer.status_code for answer in answers} == {200}
    assert sum(count for what, count in counted(house).items() if what.startswith("opened")) == 1


async def test_no_turn_fails_when_the_numbers_cannot_be_written(house: House, pupil: Pupil):
    TALLIES.drop(house.services.db)
    house.rasa.answers = [shows("119")]
    await pupil.open()
    await pupil.say("bonjour")
    with pytest.raises(Exception, match="tallies"):
        house.services.tallies.write(house.services.db)
    await pupil.say("encore")


async def test_the_sweeping_goes_on_when_the_numbers_cannot_be_written(house: House, pupil: Pupil, monkeypatch, caplog):
    swept, emptied = asyncio.Event(), []

    def fails(*_: object) -> None:
        swept.set()
        raise OperationalError("INSERT", {"zinzolin": 1}, Exception("zinzolin"))

    monkeypatch.setattr(Tallies, "write", fails)
    monkeypatch.setattr("web.app.empty_journal", emptied.append)
    sweeping = asyncio.create_task(sweep_for_ever(house.services))
    await asyncio.wait_for(swept.wait(), 10)
    await asyncio.sleep(0.05)
    assert not sweeping.done()
    assert emptied == [house.services.db]  # what must be done for pupils was done before
    sweeping.cancel()
    assert "OperationalError" in caplog.text
    assert "zinzolin" not in caplog.text


async def test_a_row_says_neither_who_nor_when(house: House, pupil: Pupil):
    await pupil.open()
    house.services.tallies.write(house.services.db)
    assert [column.name for column in TALLIES.columns] == ["place", "year", "term", "what", "count"]
    (row,) = house.rows("tallies")
    assert tuple(row) == ("33", 2026, 1, BEGUN, 1)


async def test_a_process_that_stops_writes_what_it_had_counted(house: House, pupil: Pupil):
    async with house.app.router.lifespan_context(house.app):
        await pupil.open()
    assert [(row.what, row.count) for row in house.rows("tallies")] == [(BEGUN, 1)]


async def test_a_process_stops_although_the_numbers_cannot_be_written(house: House, pupil: Pupil):
    async with house.app.router.lifespan_context(house.app):
        await pupil.open()
        TALLIES.drop(house.services.db)


def learnt(house: House) -> dict[str, int]:
    """What has no place."""
    house.services.tallies.write(house.services.db)
    return {row.what: row.count for row in house.rows("tallies") if row.place == EVERYWHERE}


def noting(*names: str) -> dict[str, Any]:
    return message("…") | {"noted": list(names)}


async def test_a_scene_counts_once_a_conversation_for_the_whole_country(house: House, pupil: Pupil):
    house.rasa.answers = [noting("scene:commencer")]
    await pupil.open()
    for said in ("scene:harcelement", "scene:harcelement", "unheard:harcelement", "not_that:harcelement"):
        house.rasa.answers = [noting(said)]
        await pupil.say("…")
    assert learnt(house) == dict.fromkeys(
        ("scene:commencer", "scene:harcelement", "unheard:harcelement", "not_that:harcelement"), 1
    )
    assert counted(house) == {BEGUN: 1}


@pytest.mark.parametrize(
    "noted",
    [
        ["scene:Zinzolin habite au 12"],
        ["zinzolin"],
        ["scene:" + "a" * 32],
        [None, 7, ["scene:x"]],
        "scene:fugue",
        {"x": 1},
        7,
        None,
    ],
    ids=str,
)
async def test_what_is_no_name_of_ours_is_not_counted_and_keeps_no_answer_back(house: House, pupil: Pupil, noted: Any):
    await pupil.open()
    house.rasa.answers = [message("…") | {"noted": noted}]
    assert (await pupil.say("…"))["messages"]
    assert learnt(house) == {}


async def test_a_browser_never_sees_what_is_noted(house: House, pupil: Pupil):
    house.rasa.answers = [noting("scene:commencer")]
    opened = await pupil.open()
    house.rasa.answers = [noting("scene:fugue")]
    said = await pupil.say("…")
    assert [set(answer["messages"][0]) for answer in (opened, said)] == [
        {"texts", "buttons", "helplines", "panel", "urgent"}
    ] * 2
