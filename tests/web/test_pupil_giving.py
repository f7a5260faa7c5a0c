"""A sentence given, through the real door: only where it is asked for, once, hidden, sealed, tied to nobody, gone in time."""

import asyncio
import logging
from datetime import date, timedelta
from typing import Any

import pytest

from given.keeping import KEPT, NONE, drop_old, waiting
from schools import pages
from schools.page import SchoolPage
from tests.schools.moments import BESSON, TODAY
from tests.web.browsers import Pupil
from tests.web.fake_rasa import message
from tests.web.house import CAMUS, ZOLA, House
from vault import KeyRing
from web.app import sweep_for_ever

MARKER = "zinzolinade"
SENTENCE = f"ils me traitent de {MARKER} a la cantine"
MONDAY = date(2026, 11, 23)


class PupilOfZola(Pupil):
    school = ZOLA.uai
    beside: dict[str, str] = {}  # noqa: RUF012 (each test that changes it makes its own)

    def window_headers(self) -> dict[str, str]:
        return super().window_headers() | {"X-Parlons-School": self.school} | self.beside


@pytest.fixture
async def pupil(house: House):
    browser = PupilOfZola(house)
    yield browser
    await browser.http.aclose()


@pytest.fixture
def allowed(house: House) -> House:
    allow(house)
    return house


def allow(house: House, *, gives: bool = True, over: int = 0) -> None:
    pages.write(house.services.db, ZOLA.id, SchoolPage(gives=gives), BESSON, house.clock(), over=over, today=TODAY)


def asks(*noted: str, **others: Any) -> dict[str, Any]:
    return message("Je n'ai pas bien compris.") | {"noted": ["scene:pas_sur", *noted]} | others


async def is_asked(pupil: Pupil, house: House, *answers: dict[str, Any]) -> dict[str, Any]:
    """The pupil opens, writes, and is answered so."""
    house.rasa.answers = []
    await pupil.open()
    house.rasa.answers = list(answers or (asks("askable:harcelement"),))
    return await pupil.say("Léa me traite de zinzolinade a la cantine")


async def give(pupil: Pupil, sentence: Any = SENTENCE):
    return await pupil.post("/api/given", {"sentence": sentence})


def kept(house: House) -> list[tuple[str, str]]:
    return [
        (each.situation, each.sentence)
        for each in waiting(house.services.db, house.services.ring, house.clock().date())
    ]


async def test_it_is_offered_after_words_that_were_not_understood_and_kept_without_who_or_when(
    allowed: House, pupil: Pupil
):
    answer = await is_asked(pupil, allowed)
    assert answer["may_give"] is True
    assert (await give(pupil)).status_code == 204
    assert kept(allowed) == [("harcelement", SENTENCE)]
    (row,) = allowed.rows("given_sentences")
    assert (row.week, set(row._mapping)) == (MONDAY, {"id", "week", "situation", "sealed"})


async def test_nothing_is_offered_by_default_nor_by_another_school_nor_where_none_is_known(house: House, pupil: Pupil):
    assert "may_give" not in await is_asked(pupil, house)
    assert (await give(pupil)).json()["error"] == "not_given"
    allow(house)
    for other in (CAMUS.uai, "9999999Z"):
        pupil.school = other
        assert "may_give" not in await is_asked(pupil, house)
        assert (await give(pupil)).status_code == 409
    assert kept(house) == []


@pytest.mark.parametrize(
    "beside",
    [{"X-Parlons-Register": "primaire"}, {"X-Parlons-Profile": "famille"}, {"X-Parlons-Profile": "personnel"}],
    ids=str,
)
async def test_nothing_is_offered_to_primary_pupils_nor_to_adults(
    allowed: House, pupil: PupilOfZola, beside: dict[str, str]
):
    pupil.beside = beside
    assert "may_give" not in await is_asked(pupil, allowed)


@pytest.mark.parametrize(
    "answers",
    [
        (message("…"),),
        (asks(),),
        (asks("askable:harcelement", urgent=True),),
        (asks("askable:harcelement"), message("…") | {"urgent": True}),
        (asks("askable:suicide"),),
        (asks("askable:violence_famille"),),
        (asks("askable:"),),
        (asks("askable:harcelement", "askable:none"),),
        (asks() | {"noted": "askable:none"},),
        (asks() | {"noted": [7, None]},),
    ],
    ids=str,
)
async def test_nothing_is_offered_where_rasa_does_not_say_so_or_shows_a_danger(
    allowed: House, pupil: Pupil, answers: Any
):
    assert "may_give" not in await is_asked(pupil, allowed, *answers)
    assert (await give(pupil)).status_code == 409


async def test_it_is_offered_once_in_a_conversation_whether_it_was_given_or_not(allowed: House, pupil: Pupil):
    assert "may_give" in await is_asked(pupil, allowed)
    assert "may_give" not in await pupil.say("encore autre chose")
    assert (await give(pupil)).status_code == 409  # the moment is over
    assert "may_give" in await is_asked(pupil, allowed, asks("askable:none"))
    assert (await give(pupil)).status_code == 204
    assert "may_give" not in await pupil.say("encore autre chose")
    assert (await give(pupil, "une autre phrase pour voir")).status_code == 409
    assert kept(allowed) == [(NONE, SENTENCE)]


async def test_the_same_turn_asked_again_says_the_same_and_a_gift_asked_again_is_kept_once(
    allowed: House, pupil: Pupil
):
    await is_asked(pupil, allowed)
    pupil.turn = 0
    assert "may_give" in await pupil.say("Léa me traite de zinzolinade a la cantine")
    answers = await asyncio.gather(*(give(pupil) for _ in range(3)))
    assert {answer.status_code for answer in answers} <= {204, 409}
    assert len(kept(allowed)) == 1
    allowed.restart_web()
    assert (await give(pupil)).status_code == 204
    assert len(kept(allowed)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "ok",
        "Léa me traite mal a la cantine",
        "appelle le 06 12 34 56 78 ce soir",
        "je m'appelle zoubi et ils me parlent",
        "ils me  parlent mal",
        "x" * 281,
        "a b c\0d",
    ],
)
async def test_what_is_not_hidden_as_we_hide_it_is_refused(allowed: House, pupil: Pupil, sentence: str):
    await is_asked(pupil, allowed)
    assert (await give(pupil, sentence)).json()["error"] == "not_given"
    assert kept(allowed) == []
    assert (await give(pupil)).status_code == 204  # the right one still goes


async def test_a_body_that_is_none_of_ours_is_refused(allowed: House, pupil: Pupil):
    await is_asked(pupil, allowed)
    for body in ({}, {"sentence": 7}, {"sentence": SENTENCE, "school": "x"}):
        assert (await pupil.post("/api/given", body)).json()["error"] == "bad_request"


async def test_a_school_that_changes_its_mind_is_obeyed_at_once(allowed: House, pupil: Pupil):
    await is_asked(pupil, allowed)
    allow(allowed, gives=False, over=1)
    assert (await give(pupil)).status_code == 409
    assert kept(allowed) == []


async def test_its_words_are_in_no_log_nor_readable_in_the_database_without_the_servers_keys(
    allowed: House, pupil: Pupil, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    await is_asked(pupil, allowed)
    await give(pupil)
    await give(pupil, f"pas {MARKER} comme il faut 06")
    allowed.services.db.dispose()
    assert MARKER not in "\n".join(record.getMessage() for record in caplog.records)
    assert MARKER.encode() not in allowed.database_bytes()
    assert kept(allowed)
    assert waiting(allowed.services.db, KeyRing((b"x" * 32,)), allowed.clock().date()) == ()


async def test_nothing_of_the_conversation_finds_it_after_leaving_and_it_stays(allowed: House, pupil: Pupil):
    await is_asked(pupil, allowed)
    session = {str(value) for row in (*allowed.rows("sessions"), *allowed.rows("session_replies")) for value in row}
    await give(pupil)
    (row,) = allowed.rows("given_sentences")
    assert row.id not in session
    await pupil.post("/api/leave")
    assert len(kept(allowed)) == 1


async def test_after_four_weeks_it_is_shown_to_nobody_and_erased_by_the_sweep(allowed: House, pupil: Pupil):
    await is_asked(pupil, allowed)
    await give(pupil)
    last = MONDAY + KEPT - timedelta(days=1)
    assert waiting(allowed.services.db, allowed.services.ring, last)
    drop_old(allowed.services.db, last)
    assert allowed.rows("given_sentences")
    assert waiting(allowed.services.db, allowed.services.ring, MONDAY + KEPT) == ()
    allowed.clock.advance(days=27)
    task = asyncio.create_task(sweep_for_ever(allowed.services))
    for _ in range(200):
        if not allowed.rows("given_sentences"):
            break
        await asyncio.sleep(0.02)
    task.cancel()
    assert allowed.rows("given_sentences") == []
