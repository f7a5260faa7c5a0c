"""The operator's theme is worn after our sheets on every page, tied to its bytes; without one, nothing is asked for."""

import re

import pytest

from settings.theme import Look, Shades, Theme
from tests.web.browsers import Pupil
from tests.web.house import House

THEME = Theme(Look(light=Shades("#1d6c8b", "#ffffff", "#e4ecec")), Look())
PAGES = ["/assistant", "/aide", "/aide/sans-reseau", "/reperes", "/tes-mots", "/desk", "/administration"]


@pytest.mark.parametrize("path", PAGES)
async def test_without_a_theme_no_page_asks_for_one(pupil: Pupil, path: str):
    assert "theme.css" not in (await pupil.get(path)).text
    assert (await pupil.get("/static/theme.css")).status_code == 404


@pytest.mark.parametrize("path", PAGES)
async def test_with_a_theme_every_page_wears_it_last(themed: Pupil, path: str):
    sheets = re.findall(
        r'<link rel="stylesheet" href="([^"]+)" integrity="sha384-[^"]+">', (await themed.get(path)).text
    )
    assert sheets[-1].startswith("/static/theme.css?v=")
    sheet = await themed.get(sheets[-1])
    assert "--pe-accent: #1d6c8b;" in sheet.text
    assert sheet.headers["content-type"].startswith("text/css")


@pytest.fixture
def themed(request: pytest.FixtureRequest, house: House) -> Pupil:
    house.changes["theme"] = THEME
    house.restart_web()
    pupil: Pupil = request.getfixturevalue("pupil")
    return pupil
