"""The administrator alone allows pupils to give a sentence: off at first, previewed, saved, told in the history, taken back."""

import pytest

from schools import pages
from schools.encoding import from_json, to_json
from schools.page import SchoolPage
from tests.administration_pages.administrators import HISTORY, HOME, Administrator, fields_of
from tests.web.house import CAMUS, ZOLA, House

YES, NO = "Oui : au collège et au lycée", "Non : aucune phrase d&#39;élève"


async def test_it_is_off_until_an_administrator_has_seen_and_saved_it(house: House, besson: Administrator):
    assert NO in (await besson.get(HOME)).text
    previewed = await besson.preview(gives="yes")
    assert YES in previewed.text
    assert not pages.read(house.services.db, ZOLA.id).gives
    assert (await besson.send(fields_of(previewed.text) | {"do": "save"})).status_code == 303

    assert pages.read(house.services.db, ZOLA.id) == SchoolPage(gives=True)
    assert not pages.read(house.services.db, CAMUS.id).gives
    assert (await besson.form())["gives"] == "yes"
    assert YES in (await besson.get(HOME)).text
    assert "phrases confiées" in (await besson.get(HISTORY)).text

    await besson.save(gives="")
    assert pages.read(house.services.db, ZOLA.id) == SchoolPage()


@pytest.mark.parametrize("written", ["no", "on", "1", "YES"])
async def test_no_other_word_is_a_yes(house: House, besson: Administrator, written: str):
    await besson.save(gives=written)
    assert not pages.read(house.services.db, ZOLA.id).gives


@pytest.mark.parametrize("stored", ['"yes"', "1", "null", "false"])
def test_a_page_that_says_nothing_clear_says_no(stored: str):
    written = to_json(SchoolPage(gives=True))
    assert from_json(written).gives
    assert not from_json(written.replace('"gives": true', f'"gives": {stored}')).gives
    assert not from_json(written.replace('"gives": true, ', "")).gives
