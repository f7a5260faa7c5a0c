"""The administrator chooses where « Quitter vite » leads: tried in the preview, saved, shown, taken back; the ENT and what tells are refused."""

import re
from html import unescape

import pytest

from schools import pages
from schools.page import SchoolPage
from tests.administration_pages.administrators import HISTORY, HOME, Administrator, fields_of
from tests.web.browsers import Pupil
from tests.web.house import CAMUS, PUBLIC, ZOLA, House

CHOSEN = "https://fr.wikipedia.org/wiki/France"
USUAL = "https://meteofrance.com"


def way_out(page: str) -> str:
    """Where the first link of a pupil's page leads."""
    found = re.search(r'class="exit"><a href="([^"]+)"', page)
    assert found
    return unescape(found[1])


async def pupils_way_out(house: House, uai: str) -> str:
    pupil = Pupil(house)
    page = (await pupil.get(f"/assistant?ecole={uai}")).text
    await pupil.http.aclose()
    return way_out(page)


async def test_it_is_tried_in_the_preview_then_saved_then_shown_and_pupils_of_that_school_leave_there(
    house: House, besson: Administrator
):
    assert f">{USUAL}<" in (await besson.get(HOME)).text
    previewed = await besson.preview(exit_url=f" {CHOSEN} ")
    assert f'<a href="{CHOSEN}" target="_blank" rel="noopener noreferrer">{CHOSEN}<' in previewed.text
    assert await pupils_way_out(house, ZOLA.uai) == USUAL
    assert (await besson.send(fields_of(previewed.text) | {"do": "save"})).status_code == 303

    assert pages.read(house.services.db, ZOLA.id) == SchoolPage(exit_url=CHOSEN)
    assert (await besson.form())["exit_url"] == CHOSEN
    assert f">{CHOSEN}<" in (await besson.get(HOME)).text
    assert "page où mène « Quitter vite »" in (await besson.get(HISTORY)).text
    assert await pupils_way_out(house, ZOLA.uai) == CHOSEN
    assert await pupils_way_out(house, CAMUS.uai) == USUAL


async def test_left_empty_again_it_is_the_installations(house: House, besson: Administrator):
    await besson.save(exit_url=CHOSEN)
    await besson.save(exit_url="")
    assert await pupils_way_out(house, ZOLA.uai) == USUAL


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("meteofrance.com", "qui commence par https://"),
        ("http://meteofrance.com", "qui commence par https://"),
        ("https://meteofrance.com@pirate.fr", "Seulement https://, le nom du site"),
        ("https://meteofrance.com:444", "Seulement https://, le nom du site"),
        ("https://192.168.1.1/", "Ce n'est pas le nom d'un site public"),
        ("https://3018.fr", "Cette adresse dit ce que l'élève cherchait"),
        ("https://ent.localhost/timeline", "Ni l'ENT ni l'assistant"),
        (f"{PUBLIC}/aide", "Ni l'ENT ni l'assistant"),
        ("https://meteofrance.com/" + "a" * 120, "C'est trop long."),
    ],
)
async def test_what_is_no_way_out_is_refused_in_french_beside_the_field_and_kept_as_typed(
    house: House, besson: Administrator, written: str, why: str
):
    answer = await besson.preview(exit_url=written)
    shown = unescape(answer.text)
    assert answer.status_code == 422
    assert shown.count(why) == 2
    assert '<a href="#exit_url">Quitter vite</a>' in shown
    assert fields_of(answer.text)["exit_url"] == written
    assert house.rows("school_pages") == []


async def test_another_host_of_the_same_ent_is_no_way_out_either(house: House, besson: Administrator):
    house.changes = {"ent_hosts": ("https://lycees.region.fr",)}
    house.restart_web()
    answer = await besson.preview(exit_url="https://lycees.region.fr/")
    assert "Ni l'ENT ni l'assistant" in unescape(answer.text)
