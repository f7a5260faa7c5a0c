import pytest

from tests.web.browsers import OUR_HEADERS, Referent
from tests.web.house import BENALI, DIALLO, FAURE, LEMOINE, PUBLIC, House

ABSENCE = "/desk/api/absence"
AWAY = {"first": "2026-11-25", "last": "2026-12-04", "substitute": DIALLO}


@pytest.fixture
async def lemoine(house: House, referent: Referent) -> Referent:
    house.enrol()
    await referent.enter("mme.lemoine")
    return referent


async def shown(referent: Referent) -> object:
    return (await referent.get(ABSENCE)).json()["absence"]


async def test_an_absence_is_declared_shown_replaced_and_withdrawn(lemoine: Referent):
    assert await shown(lemoine) is None
    assert (await lemoine.put(ABSENCE, AWAY)).json() == {"absence": AWAY}
    assert await shown(lemoine) == AWAY
    later = {"first": "2026-12-01", "last": "2026-12-01", "substitute": None}
    assert (await lemoine.put(ABSENCE, later)).status_code == 200
    assert await shown(lemoine) == later
    gone = await lemoine.http.request("DELETE", PUBLIC + ABSENCE, json={}, headers=OUR_HEADERS)
    assert gone.status_code == 204
    assert await shown(lemoine) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"last": "2026-11-24"}, "absence_refused"),
        ({"first": "2026-11-01", "last": "2026-11-23"}, "absence_refused"),
        ({"last": "2028-01-01"}, "absence_refused"),
        ({"first": "2028-01-01", "last": "2028-01-02"}, "absence_refused"),
        ({"substitute": LEMOINE}, "absence_refused"),
        ({"substitute": BENALI}, "absence_refused"),
        ({"substitute": FAURE}, "absence_refused"),
        ({"substitute": ["c3d5"]}, "absence_refused"),
        ({"first": "demain"}, "bad_request"),
        ({"first": None}, "bad_request"),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_kept(lemoine: Referent, change: dict, code: str):
    answer = await lemoine.put(ABSENCE, AWAY | change)
    assert answer.json()["error"] == code
    assert await shown(lemoine) is None


async def test_an_absence_that_is_over_is_not_shown_any_more(house: House, lemoine: Referent):
    await lemoine.put(ABSENCE, {"first": "2026-11-24", "last": "2026-11-24", "substitute": None})
    house.clock.advance(days=1)
    await lemoine.enter("mme.lemoine")
    assert await shown(lemoine) is None


async def test_nobody_declares_for_another_and_not_without_signing_in(house: House, referent: Referent):
    house.enrol()
    assert (await referent.put(ABSENCE, AWAY)).json()["error"] == "desk_sign_in_needed"
    await referent.enter("m.diallo")
    await referent.put(ABSENCE, {**AWAY, "substitute": LEMOINE})
    (row,) = house.rows("referent_absences")
    assert (row.referent_id, row.substitute_id) == (DIALLO, LEMOINE)
