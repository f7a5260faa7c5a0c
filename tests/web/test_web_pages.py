import re

import pytest

from tests.web.browsers import Pupil
from tests.web.house import House
from web.app import DOORS
from web.shelf import Shelf


async def test_the_help_page_shows_the_numbers_of_the_moment_without_any_script(pupil: Pupil):
    page = (await pupil.get("/aide")).text

    assert (
        page.count("<script") == page.count('<script src="/static/built/aide.js') == 1
    )  # leaving, and a copy: nothing shown needs it
    for number in ("119", "3018", "3114", "15", "17", "112"):
        assert re.search(rf'href="tel:{number}"', page), number


async def test_the_help_page_changes_with_the_hour(house: House, pupil: Pupil):
    by_day = (await pupil.get("/aide")).text
    house.clock.advance(hours=17)
    by_night = (await pupil.get("/aide")).text

    assert by_day != by_night


async def test_the_assistant_shows_the_numbers_and_the_exit_before_any_script_runs(pupil: Pupil):
    page = (await pupil.get("/assistant")).text

    assert '<main id="assistant"' in page
    assert 'href="tel:119"' in page
    assert 'href="https://meteofrance.com" target="_top"' in page
    assert 'src="/static/built/widget.js' in page


@pytest.mark.sqlite
async def test_the_help_page_stays_when_rasa_the_ent_and_the_database_are_gone(house: House, pupil: Pupil):
    house.rasa.down = True
    house.fail_ent("unavailable", "/")
    house.services.db.dispose()
    for file in house.database.parent.glob("web.db*"):
        file.rename(file.with_suffix(".gone"))

    assert (await pupil.get("/aide")).status_code == 200
    assert (await pupil.get("/assistant")).status_code == 200


@pytest.mark.sqlite
async def test_a_database_that_is_gone_is_told_with_the_numbers(house: House, pupil: Pupil):
    await pupil.open()
    house.services.db.dispose()
    for file in house.database.parent.glob("web.db*"):
        file.rename(file.with_suffix(".gone"))
    answer = await pupil.play(1, text="bonjour")

    assert answer.status_code == 500
    assert answer.json()["error"] == "trouble"
    assert answer.json()["helplines"]


async def test_a_static_file_is_kept_under_its_hash_and_revalidated_without(pupil: Pupil):
    page = (await pupil.get("/aide")).text
    hashed = re.search(r'href="(/static/page\.css\?v=\w+)"', page)
    assert hashed

    kept = await pupil.get(hashed[1])
    bare = await pupil.get("/static/page.css")
    assert "immutable" in kept.headers["cache-control"]
    assert kept.headers["content-type"].startswith("text/css")
    assert "no-cache" in bare.headers["cache-control"]
    again = await pupil.http.get(
        "https://bot.localhost/static/page.css", headers={"If-None-Match": bare.headers["etag"]}
    )
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "path", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "", "nope.js", "/etc/passwd", "built/../../app.py"]
)
async def test_what_is_not_on_the_shelf_does_not_exist(pupil: Pupil, path: str):
    answer = await pupil.get("/static/" + path)

    assert answer.status_code == 404
    assert b"create_app" not in answer.content


def test_an_edited_file_has_another_address(tmp_path):
    (tmp_path / "a.css").write_text("a {}")
    one = Shelf(tmp_path).address("a.css")
    (tmp_path / "a.css").write_text("b {}")

    assert Shelf(tmp_path).address("a.css") != one


def test_the_loader_is_served_at_both_addresses():
    loaders = {door.path for door in DOORS if door.name in {"loader", "connector_loader"}}

    assert loaders == {"/loader.js", "/backoffice/assets/scripts/embbed-chatbot.min.js"}


@pytest.mark.parametrize(
    ("method", "path", "code"), [("GET", "/rien", 404), ("DELETE", "/api/session", 405), ("GET", "/api/turns", 405)]
)
async def test_a_wrong_address_is_told_in_french_with_the_numbers(pupil: Pupil, method: str, path: str, code: int):
    answer = await pupil.http.request(method, "https://bot.localhost" + path)

    assert answer.status_code == code
    assert answer.json()["helplines"]
    assert answer.json()["message"]
