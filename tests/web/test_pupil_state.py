from datetime import timedelta

import pytest
from sqlalchemy import update

from handoff import tables
from handoff.carrying import outbox
from handoff.carrying.traces import Traces
from handoff.receipts import mark_opened
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, House

TWO = [LEMOINE, DIALLO]


@pytest.fixture
async def sender(house: House, pupil: Pupil) -> Pupil:
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    await pupil.deposit(TWO, word="Étoile filante")
    return pupil


async def ask(pupil: Pupil, word: object):
    return await pupil.post("/api/state", {"word": word})


async def test_the_word_shows_the_state_in_french(sender: Pupil):
    answer = (await ask(sender, "etoilefilante")).json()

    assert answer["found"] is True
    (message,) = answer["messages"]
    assert message["state"] == "kept"
    assert message["date"] == "2026-11-24"
    assert "gardé" in message["text"]


async def test_an_adult_who_opened_is_shown(house: House, sender: Pupil):
    (row,) = house.rows("envelopes")
    outbox.promise(house.services.db, row.id, house.rasa.turns[0]["conversation"], house.clock())
    mark_opened(house.services.db, row.id, LEMOINE, house.clock())

    assert (await ask(sender, "etoile filante")).json()["messages"][0]["state"] == "opened"


async def test_what_could_not_be_taken_out_of_the_mailbox_is_said(house: House, sender: Pupil):
    before = (await ask(sender, "etoile filante")).json()["messages"][0]["text"]
    with house.services.db.begin() as connection:
        connection.execute(update(tables.outbox).values(traces=Traces.LEFT.value))

    after = (await ask(sender, "etoile filante")).json()["messages"][0]["text"]
    assert after.startswith(before)
    assert "corbeille" in after.removeprefix(before)
    assert "corbeille" not in before


async def test_a_wrong_word_and_an_account_that_never_sent_look_the_same(house: House, sender: Pupil):
    other = Pupil(house)
    await other.open()
    await other.sign_in("noe.petit")

    assert (await ask(sender, "autre")).json() == {"found": False} == (await ask(other, "etoilefilante")).json()
    await other.http.aclose()


async def test_without_signing_in_nothing_is_told(house: House, pupil: Pupil):
    await pupil.open()

    assert (await ask(pupil, "etoilefilante")).json()["error"] == "sign_in_needed"


async def test_an_account_cannot_guess_even_with_new_sessions_and_a_restart(house: House, sender: Pupil):
    for number in range(6):
        assert (await ask(sender, f"essai {number}")).json() == {"found": False}
    borrower = Pupil(house)
    await borrower.open()
    await borrower.sign_in("lea.martin")
    house.restart_web()
    held = await ask(borrower, "etoilefilante")

    assert held.status_code == 429
    assert "autre mot" in held.json()["message"]
    assert 0 < held.json()["retry_after"] <= timedelta(hours=1).total_seconds()
    await borrower.http.aclose()


async def test_the_right_word_is_not_counted(sender: Pupil):
    for _ in range(8):
        assert (await ask(sender, "etoilefilante")).json()["found"] is True


@pytest.mark.parametrize("word", ["", "  ", "-"])
async def test_an_empty_word_finds_nothing(sender: Pupil, word: str):
    assert (await ask(sender, word)).json() == {"found": False}


@pytest.mark.parametrize("word", [None, 3, ["a"], "a" * 101])
async def test_a_word_that_is_no_word_is_refused(sender: Pupil, word: object):
    assert (await ask(sender, word)).status_code == 400
