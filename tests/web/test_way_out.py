"""« Quitter vite » of each page a pupil may see leads where the school said, else where the installation says; and it is the first thing there."""

import re

import pytest
import sqlalchemy as sa

from schools import pages
from schools.page import SchoolPage
from schools.tables import SCHOOL_PAGES
from tests.schools.moments import BESSON, TODAY
from tests.web.browsers import Pupil
from tests.web.house import CAMUS, ZOLA, House

CHOSEN, USUAL = "https://fr.wikipedia.org/wiki/France", "https://meteofrance.com"
OF_A_SCHOOL = [
    "/assistant",
    "/aide",
    "/reperes",
    "/reperes/1",
    "/reperes/primaire/2",
    "/tes-mots",
    "/tes-mots/primaire",
]
PAGES = [*OF_A_SCHOOL, "/aide/sans-reseau", "/ent/callback"]
FIRST_STOP = re.compile(r'<a href="([^"]*)"|<button|<input|<summary|tabindex="0"')
EXIT = re.compile(r'<p class="exit"><a href="([^"]+)"')


@pytest.fixture
def chosen(house: House) -> House:
    db = house.services.db
    pages.write(db, ZOLA.id, SchoolPage(exit_url=CHOSEN), BESSON, house.clock(), over=0, today=TODAY)
    return house


async def way_out(pupil: Pupil, path: str) -> str:
    page = (await pupil.get(path)).text
    found, first = EXIT.search(page), FIRST_STOP.search(page[page.index("<body") :])
    assert found
    assert first
    assert first[1] == found[1]  # the keyboard comes there first
    assert f'data-exit-url="{found[1]}"' in page  # with a script, the same place
    return found[1]


@pytest.mark.parametrize("path", OF_A_SCHOOL)
async def test_a_page_of_the_school_leads_where_it_said(chosen: House, pupil: Pupil, path: str):
    assert await way_out(pupil, f"{path}?ecole={ZOLA.uai}") == CHOSEN


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "query", ["", f"?ecole={CAMUS.uai}", "?ecole=9999999Z", "?ecole=%27", "?exit_url=https://pirate.fr"]
)
async def test_another_school_an_unknown_one_and_none_lead_to_the_usual_place(
    chosen: House, pupil: Pupil, path: str, query: str
):
    assert await way_out(pupil, path + query) == USUAL


@pytest.mark.parametrize("path", PAGES)
async def test_the_only_school_of_an_installation_needs_no_hint(chosen: House, pupil: Pupil, path: str):
    chosen.changes = {"schools": (ZOLA,)}
    chosen.restart_web()
    assert await way_out(pupil, path) == CHOSEN


@pytest.mark.parametrize("path", OF_A_SCHOOL)
async def test_what_somebody_wrote_into_the_table_leads_nobody_astray(chosen: House, pupil: Pupil, path: str):
    with chosen.services.db.begin() as connection:
        written = sa.func.replace(SCHOOL_PAGES.c.page, CHOSEN, "javascript:alert(1)")
        connection.execute(sa.update(SCHOOL_PAGES).values(page=written))
    assert await way_out(pupil, f"{path}?ecole={ZOLA.uai}") == USUAL


@pytest.mark.parametrize("path", PAGES)
async def test_a_database_that_fails_takes_no_way_out(chosen: House, pupil: Pupil, path: str):
    with chosen.services.db.begin() as connection:
        connection.exec_driver_sql("DROP TABLE school_pages")
    assert await way_out(pupil, f"{path}?ecole={ZOLA.uai}") == USUAL


async def test_from_page_to_page_without_a_script_the_school_stays_known(chosen: House, pupil: Pupil):
    place = f"?ecole={ZOLA.uai}"
    assert f'<noscript><p><a href="/aide{place}">' in (await pupil.get(f"/assistant{place}")).text
    assert f'<a href="/reperes{place}">' in (await pupil.get(f"/aide{place}")).text
    assert f'<a href="/tes-mots{place}">' in (await pupil.get(f"/aide{place}")).text
    assert '<a href="/reperes">' in (await pupil.get("/aide?ecole=9999999Z")).text
