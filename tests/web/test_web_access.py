"""Every route by every role: the table below is the expectation, written by hand; a new route without a line fails."""

import pytest

from tests.web.arriving import arrive
from tests.web.browsers import OUR_HEADERS, Browser, Pupil, Referent
from tests.web.house import DIALLO, FAURE, LEMOINE, PUBLIC, ROCHE, House, keys_of
from web.app import DOORS

ROLES = ("nobody", "pupil", "signed_in", "parent", "addressee", "not_addressed", "other_school")
OPEN = dict.fromkeys(ROLES, True)
PUPILS = {role: role in {"pupil", "signed_in", "parent"} for role in ROLES}
SIGNED_IN = {role: role == "signed_in" for role in ROLES}
REFERENTS = {role: role in {"addressee", "not_addressed", "other_school"} for role in ROLES}
ADDRESSEE = {role: role == "addressee" for role in ROLES}

MAY = {
    "assistant": OPEN,
    "aide": OPEN,
    "rulers": OPEN,
    "rulers_primary": OPEN,
    "ruler": OPEN,
    "ruler_primary": OPEN,
    "loader": OPEN,
    "loader_of_digest": OPEN,
    "connector_loader": OPEN,
    "static": OPEN,
    "session": OPEN,
    "leave": OPEN,
    "sign_in_page": OPEN,
    "callback": OPEN,
    "ent_logout": OPEN,
    "turn": PUPILS,
    "sign_in": PUPILS,
    "join": PUPILS,
    "readers": SIGNED_IN,
    "envelope": SIGNED_IN,
    "attachment": PUPILS,
    "state": SIGNED_IN,
    "desk": OPEN,
    "desk_sign_in": OPEN,
    "desk_callback": OPEN,
    "desk_me": REFERENTS,
    "desk_keys": REFERENTS,
    "desk_envelopes": REFERENTS,
    "desk_envelope": ADDRESSEE,
    "desk_opened": ADDRESSEE,
    "desk_taken": ADDRESSEE,
    "desk_add_lock": REFERENTS,
    "desk_remove_lock": REFERENTS,
    "desk_add_months": REFERENTS,
    "desk_drill": REFERENTS,
    "desk_directory": REFERENTS,
    "desk_head": REFERENTS,
    "desk_countersign": REFERENTS,
    "desk_left": REFERENTS,
    "desk_months": REFERENTS,
    "desk_recovery": REFERENTS,
    "desk_recovery_ask": REFERENTS,
    "desk_recovery_shares": REFERENTS,
    "desk_recovery_done": REFERENTS,
    "desk_recovery_give": REFERENTS,
    "desk_rewraps": REFERENTS,
    "desk_absence": REFERENTS,
    "desk_absence_declared": REFERENTS,
    "desk_absence_withdrawn": REFERENTS,
    "desk_rewrap": ADDRESSEE,
    "desk_attachment": dict.fromkeys(ROLES, False),  # there is no such piece
    "desk_case": ADDRESSEE,
    "desk_step": ADDRESSEE,
    "desk_hand_over": ADDRESSEE,
    "desk_papers": ADDRESSEE,
    "desk_close": ADDRESSEE,
    "desk_reopen": ADDRESSEE,
    "desk_link": ADDRESSEE,
    "desk_exported": ADDRESSEE,
    "desk_hold": ADDRESSEE,
    "desk_release": ADDRESSEE,
    "desk_sign_out": REFERENTS,
}
CLOSED = {"session_over", "sign_in_needed", "desk_sign_in_needed", "desk_envelope_unknown"}


def test_every_route_has_its_line():
    assert {door.name for door in DOORS} == MAY.keys()
    assert len({(door.method, door.path) for door in DOORS}) == len(DOORS)


async def become(house: House, role: str) -> Browser:
    if role in {"pupil", "signed_in", "parent"}:
        pupil = Pupil(house)
        await pupil.open()
        if role != "pupil":
            await pupil.sign_in("noe.petit" if role == "signed_in" else "parent.martin")
        return pupil
    referent = Referent(house)
    logins = {"addressee": "mme.lemoine", "not_addressed": "m.diallo", "other_school": "m.faure"}
    if role in logins:
        await referent.enter(logins[role])
    return referent


@pytest.mark.parametrize("role", ROLES)
async def test_each_route_lets_in_whom_its_line_says_and_nobody_else(house: House, role: str):
    house.enrol(keys_of(LEMOINE, "Mme Lemoine"), keys_of(DIALLO, "M. Diallo"), keys_of(FAURE, "M. Faure", "lyc-camus"))
    envelope = await arrive(house, [LEMOINE])
    for door in sorted(DOORS, key=lambda door: door.name in {"leave", "desk_sign_out"}):
        browser = await become(house, role)
        path = PUBLIC + door.path.replace("{envelope}", envelope).replace("{path:path}", "page.css")
        path = path.replace("{referent}", ROCHE).replace("{lock}", "x").replace("{attachment}", ROCHE)
        headers = OUR_HEADERS | browser.window_headers()
        answer = await browser.http.request(door.method, path, json={} if door.writes else None, headers=headers)
        error = (
            answer.json().get("error") if "json" in answer.headers.get("content-type", "") and answer.is_error else None
        )

        assert (error not in CLOSED) is MAY[door.name][role], (door.name, role, answer.status_code, error)
        assert error != "trouble", door.name
        if not MAY[door.name][role]:
            assert answer.json()["helplines"], door.name
        await browser.http.aclose()


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
