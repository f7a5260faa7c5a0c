"""What writes is called by our own pages only, and no other page reads an answer. Who may call what: tests/doors/test_role_table.py."""

import pytest

from tests.web.browsers import Pupil
from tests.web.house import PUBLIC, House
from web.app import DOORS


def test_nobody_but_the_ents_server_may_write_from_outside_our_pages():
    assert {door.name for door in DOORS if door.is_for_a_server} == {"ent_logout"}


@pytest.mark.parametrize(
    "door", [door for door in DOORS if door.writes and not door.is_for_a_server], ids=lambda door: door.name
)
async def test_nothing_that_writes_is_done_for_another_page(house: House, door):
    browser = Pupil(house)
    await browser.open()
    path = PUBLIC + door.path.replace("{envelope}", "x")
    foreign = (
        {},
        {"Origin": PUBLIC},
        {"X-Parlons-En": "1"},
        {"Origin": "http://ent.localhost:8090", "X-Parlons-En": "1"},
        {"Origin": "null", "X-Parlons-En": "1"},
        {"Origin": PUBLIC + ".ailleurs.example", "X-Parlons-En": "1"},
        {"Origin": PUBLIC, "X-Parlons-En": "0"},
    )
    for headers in foreign:
        answer = await browser.http.request(door.method, path, json={}, headers=headers)
        assert answer.status_code == 403, headers
        assert answer.json()["error"] == "wrong_origin"
    assert len(house.rows("sessions")) == 1
    await browser.http.aclose()


async def test_no_cross_site_page_may_read_an_answer(house: House, pupil: Pupil):
    for door in DOORS:
        path = PUBLIC + door.path.replace("{envelope}", "x").replace("{path:path}", "page.css")
        for method in ("OPTIONS", door.method):
            headers = {"Origin": "http://ent.localhost:8090", "Access-Control-Request-Method": door.method}
            answer = await pupil.http.request(method, path, headers=headers)
            is_loader = door.name in {"loader", "connector_loader"} and method == "GET" and answer.status_code == 200
            assert ("access-control-allow-origin" in answer.headers) is is_loader, door.name
            assert "access-control-allow-credentials" not in answer.headers
