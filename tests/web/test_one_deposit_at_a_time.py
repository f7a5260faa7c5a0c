import pytest

from handoff.carrying import outbox
from handoff.states import State
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, House
from web.pupil import handing_off

TWO = [LEMOINE, DIALLO]


async def test_a_deposit_that_was_never_heard_of_is_not_sent_besides_the_next_one(house: House, signed_in: Pupil):
    await signed_in.deposit(TWO)
    answer, kept = await signed_in.deposit([DIALLO], excluded=[LEMOINE])
    assert answer.status_code == 201
    assert [row.id for row in house.rows("envelopes")] == [kept.id]
    assert {row.referent_id for row in house.rows("envelope_readers")} == {DIALLO}


async def test_what_was_promised_stays_when_another_follows(house: House, signed_in: Pupil):
    _, first = await signed_in.deposit(TWO)
    outbox.promise(house.services.db, first.id, "a" * 32, house.clock())
    await signed_in.deposit(TWO)
    assert outbox.state_of(house.services.db, first.id) is State.PROMISED
    assert len(house.rows("envelopes")) == 2


async def test_one_pupil_does_not_take_the_place_of_another(house: House, signed_in: Pupil):
    await signed_in.deposit(TWO)
    other = Pupil(house)
    await other.open()
    await other.sign_in("noe.petit")
    await other.deposit(TWO)
    assert len(house.rows("envelopes")) == 2
    await other.http.aclose()


async def test_a_withdrawal_that_failed_is_done_when_the_deposit_comes_again(
    house: House, signed_in: Pupil, monkeypatch: pytest.MonkeyPatch
):
    await signed_in.deposit(TWO)
    house.clock.advance(minutes=1)
    with monkeypatch.context() as broken:
        broken.setattr(handing_off, "withdraw", lambda *_: (_ for _ in ()).throw(OSError))
        failed, kept = await signed_in.deposit([DIALLO], excluded=[LEMOINE])
    assert failed.status_code == 500
    assert len(house.rows("envelopes")) == 2
    await signed_in.put(f"/api/handoff/envelopes/{kept.id}", kept.body)
    assert [row.id for row in house.rows("envelopes")] == [kept.id]


async def test_an_old_deposit_that_comes_again_late_takes_nothing_away(house: House, signed_in: Pupil):
    _, first = await signed_in.deposit(TWO)
    outbox.promise(house.services.db, first.id, "a" * 32, house.clock())
    house.clock.advance(minutes=1)
    _, second = await signed_in.deposit([DIALLO], excluded=[LEMOINE])
    await signed_in.put(f"/api/handoff/envelopes/{first.id}", first.body)
    assert {row.id for row in house.rows("envelopes")} == {first.id, second.id}
