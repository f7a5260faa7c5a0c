from datetime import timedelta

import pytest

from schools import pages
from schools.page import Author, SchoolPage
from tests.web.arriving import arrive
from tests.web.browsers import Referent
from tests.web.house import DIALLO, LEMOINE, ZOLA, House
from web.desk.holds import soon_erased_on


@pytest.fixture
async def lemoine(house: House, referent: Referent) -> Referent:
    house.enrol()
    await referent.enter("mme.lemoine")
    return referent


@pytest.fixture
async def diallo(house: House):
    browser = Referent(house)
    await browser.enter("m.diallo")
    yield browser
    await browser.http.aclose()


async def ask(referent: Referent, id_: str, what: str) -> tuple[str, str]:
    answer = (await referent.post(f"/desk/api/envelopes/{id_}/{what}")).json()
    return answer.get("hold_state", answer.get("error")), answer.get("hold_says", "")


async def test_it_takes_two_to_hold_and_two_to_give_up(house: House, lemoine: Referent, diallo: Referent):
    id_ = await arrive(house, [LEMOINE, DIALLO])
    assert (await ask(lemoine, id_, "hold"))[0] == "asked"
    assert (await ask(lemoine, id_, "hold"))[0] == "asked"
    assert (await ask(diallo, id_, "hold"))[0] == "held"
    assert (await ask(diallo, id_, "release"))[0] == "release_asked"
    assert (await ask(lemoine, id_, "release"))[0] == "none"
    kinds = [row.kind for row in house.rows("case_events") if row.kind not in {"given", "opened"}]
    assert kinds == ["hold_asked", "held", "release_asked", "released"]


async def test_what_else_a_hold_keeps_is_said(house: House, lemoine: Referent, diallo: Referent):
    id_ = await arrive(house, [LEMOINE, DIALLO])
    await ask(lemoine, id_, "hold")
    _, says = await ask(diallo, id_, "hold")
    assert "les copies restées dans l'ENT de vos autres messages de novembre 2026 restent lisibles" in says


async def test_a_colleague_cannot_withdraw_what_one_has_asked(house: House, lemoine: Referent, diallo: Referent):
    id_ = await arrive(house, [LEMOINE, DIALLO])
    await ask(lemoine, id_, "hold")
    assert (await ask(diallo, id_, "release"))[0] == "case_refused"
    assert (await ask(lemoine, id_, "release"))[0] == "none"


async def test_whoever_does_not_read_it_learns_nothing(house: House, lemoine: Referent, diallo: Referent):
    id_ = await arrive(house, [LEMOINE])
    assert (await ask(diallo, id_, "hold"))[0] == "desk_envelope_unknown"
    assert (await ask(diallo, id_, "release"))[0] == "desk_envelope_unknown"
    assert house.rows("holds") == []


async def test_the_only_reader_decides_alone(house: House, lemoine: Referent):
    id_ = await arrive(house, [LEMOINE])
    assert (await ask(lemoine, id_, "hold"))[0] == "held"
    assert (await ask(lemoine, id_, "release"))[0] == "none"


async def test_a_school_that_keeps_less_from_today_erases_nothing_for_thirty_days_and_says_so_at_once(house: House):
    now, old, young = house.clock(), "2026-06", "2026-11"
    assert soon_erased_on(house.services, ZOLA.id, old) is None
    pages.write(
        house.services.db,
        ZOLA.id,
        SchoolPage(kept_months=3),
        Author("c3d5", "Nadia Besson"),
        now,
        over=0,
        today=now.date(),
    )
    assert soon_erased_on(house.services, ZOLA.id, old) == (now + timedelta(days=30)).date()
    assert soon_erased_on(house.services, ZOLA.id, young) is None
