"""The months that a colleague has published: public keys, for colleagues who may seal to them only."""

from dataclasses import replace

from sqlalchemy import insert

from handoff.keys.directory import enrol
from handoff.keys.leaving import leave
from handoff.keys.tables import referent_months
from tests.keys import keys_for, months_from, recipient_for
from tests.web.browsers import Referent
from tests.web.house import BENALI, CAMUS, DIALLO, FAURE, LEMOINE, START, House, keys_of


async def months_of(referent: Referent, who: str) -> tuple[int, dict]:
    answered = await referent.get(f"/desk/api/directory/{who}/months")
    return answered.status_code, answered.json()


async def test_a_colleague_sees_every_month_and_where_the_log_is(house: House, referent: Referent):
    house.enrol()
    await referent.enter("mme.lemoine")
    expected = [{"month": month, "recipient": recipient_for(DIALLO, month)} for month in months_from(START)]
    assert await months_of(referent, DIALLO) == (200, {"school": "col-zola", "months": expected})


async def test_nothing_wrapped_comes_with_them(house: House, referent: Referent):
    house.enrol()
    await referent.enter("mme.lemoine")
    _, shown = await months_of(referent, DIALLO)
    assert {name for month in shown["months"] for name in month} == {"month", "recipient"}


async def test_a_key_that_waits_that_left_or_of_another_group_is_unknown(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_of(FAURE, "M. Faure", CAMUS.id))
    enrol(house.services.db, keys_for(BENALI, "col-zola", "Mme Benali", START))
    leave(house.services.db, DIALLO, LEMOINE, START)
    await referent.enter("mme.lemoine")
    for who in (BENALI, DIALLO, FAURE, "nobody"):
        status, body = await months_of(referent, who)
        assert (status, body["error"]) == (404, "key_unknown")


async def test_nobody_signed_in_sees_nothing(house: House, referent: Referent):
    house.enrol()
    status, body = await months_of(referent, DIALLO)
    assert (status, body["error"]) == (401, "desk_sign_in_needed")


async def test_a_month_that_only_a_held_message_keeps_is_not_shown(house: House, referent: Referent):
    old = replace(keys_of(DIALLO, "M. Diallo").months[0], month="2025-03")
    keys = keys_of(DIALLO, "M. Diallo")
    house.enrol(keys_of(LEMOINE, "Mme Lemoine"), keys)
    with house.services.db.begin() as connection:
        connection.execute(insert(referent_months).values(referent_id=DIALLO, **vars(old)))
    await referent.enter("mme.lemoine")
    _, shown = await months_of(referent, DIALLO)
    assert [one["month"] for one in shown["months"]] == [one.month for one in keys.months]
