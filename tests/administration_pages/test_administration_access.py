"""Every route of the administration by every role and school: the table is the expectation, written by hand."""

import re

import pytest

from tests.administration_pages.administrators import (
    FROM_OUR_PAGE,
    HISTORY,
    PAGE,
    Administrator,
    fields_of,
    make_administrator,
)
from tests.web.browsers import Browser, Pupil, Referent
from tests.web.house import CAMUS, PUBLIC, ZOLA, House
from vault.columns import ADMINISTRATION_SESSION, INVENTORY
from web.administration.form_tokens import form_token
from web.administration.routes import DOORS
from web.administration.sessions import SESSIONS
from web.app import DOORS as OTHER_DOORS

ROLES = ("nobody", "pupil", "parent", "teacher", "referent", "administrator", "administrator_elsewhere", "super_admin")
LOGINS = {
    "pupil": "lea.martin",
    "parent": "parent.martin",
    "teacher": "mme.garnier",
    "referent": "mme.lemoine",
    "administrator": "mme.besson",
    "administrator_elsewhere": "m.faure",
    "super_admin": "super.admin",
}
OPEN = {(role, school): True for role in ROLES for school in ("zola", "camus")}
ADMINISTRATORS = {place: place[0] in {"administrator", "administrator_elsewhere"} for place in OPEN}
OF_THE_SCHOOL = {place: place in {("administrator", "zola"), ("administrator_elsewhere", "camus")} for place in OPEN}
MAY = {
    "administration": OPEN,
    "administration_sign_in": OPEN,
    "administration_callback": OPEN,
    "administration_sign_out": ADMINISTRATORS,
    "administration_school": OF_THE_SCHOOL,
    "administration_page": OF_THE_SCHOOL,
    "administration_write": OF_THE_SCHOOL,
    "administration_kit": OF_THE_SCHOOL,
    "administration_check": OF_THE_SCHOOL,
    "administration_checked": OF_THE_SCHOOL,
    "administration_history": OF_THE_SCHOOL,
    "administration_undo": OF_THE_SCHOOL,
}
SCHOOLS = {"zola": ZOLA.id, "camus": CAMUS.id}


def test_every_route_has_its_line():
    assert {door.name for door in DOORS} == MAY.keys()
    every = [(door.method, door.path) for door in (*DOORS, *OTHER_DOORS)]
    assert len(set(every)) == len(every)


async def become(house: House, role: str) -> Browser:
    browser = Administrator(house)
    if role in LOGINS:
        await browser.enter(LOGINS[role])
    return browser


async def token_of(browser: Browser, path: str, version: str) -> str:
    """The token that this browser's session would be shown for that path; of nobody's session when it has none."""
    cookie = browser.http.cookies.get("__Host-parlons_administration")
    if not cookie:
        return "0" * 64
    who = await _found(browser, cookie)
    return form_token(who.form_key, path, version)


async def _found(browser: Browser, cookie: str):
    services = browser.house.services
    return SESSIONS.find(services.db, services.ring, cookie, services.clock())


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize("role", ROLES)
async def test_each_route_lets_in_whom_its_line_says_and_nobody_else(house: House, role: str, school: str):
    make_administrator(house, "m.faure", CAMUS.id)
    for door in sorted(DOORS, key=lambda door: door.name == "administration_sign_out"):
        browser = await become(house, role)
        path = door.path.replace("{school}", SCHOOLS[school]).replace("{file}", "affiche.pdf")
        version = "sign-out" if door.name == "administration_sign_out" else "0"
        form = {"version": version, "token": await token_of(browser, path, version), "do": "save", "back_to": "0"}
        form |= {"hours.tue.from": "09:00", "hours.tue.to": "10:00", "welcome": "Bienvenue."}
        data = form if door.writes else None
        answer = await browser.http.request(door.method, PUBLIC + path, data=data, headers=FROM_OUR_PAGE)

        closed = answer.status_code in {401, 403, 404}
        assert closed is not MAY[door.name][role, school], (door.name, role, school, answer.status_code)
        assert answer.status_code != 500, door.name
        assert answer.is_redirect or answer.content.startswith(b"%PDF") or "<h1>" in answer.text
        await browser.http.aclose()
    written = {row.school for row in house.rows("school_pages")} if house.rows("school_pages") else set()
    assert written == ({SCHOOLS[school]} if OF_THE_SCHOOL[role, school] else set())


async def test_another_school_looks_like_one_that_was_never_there(besson: Administrator):
    other, none = [await besson.get(f"/administration/schools/{school}/page") for school in (CAMUS.id, "col-inconnu")]
    assert (other.status_code, other.text) == (none.status_code, none.text)
    assert other.status_code == 404
    assert CAMUS.name not in other.text


async def test_a_form_of_one_school_writes_at_no_other(house: House):
    make_administrator(house, "mme.besson", ZOLA.id, CAMUS.id)
    both = Administrator(house)
    await both.enter("mme.besson")
    form = await both.form(PAGE)
    answer = await both.send(form | {"do": "save"}, PAGE.replace(ZOLA.id, CAMUS.id))
    assert answer.status_code == 403
    assert house.rows("school_pages") == []
    await both.http.aclose()


async def test_whoever_administers_two_schools_chooses_and_whoever_one_is_led_there(
    house: House, besson: Administrator
):
    alone = await besson.go(PUBLIC + "/administration")
    assert f"<h1>{ZOLA.name}</h1>" in alone.text
    make_administrator(house, "mme.besson", ZOLA.id, CAMUS.id)
    await besson.enter("mme.besson")
    both = await besson.get("/administration")
    assert ZOLA.name in both.text
    assert CAMUS.name in both.text


async def test_a_school_that_is_administered_but_not_served_here_opens_nothing(house: House):
    make_administrator(house, "m.faure", "col-ailleurs")
    browser = Administrator(house)
    answer = await browser.enter("m.faure")
    assert answer.status_code == 403
    assert "administrateur local" in answer.text
    assert house.rows("administration_sessions") == []
    await browser.http.aclose()


async def test_a_pupil_whom_the_ent_calls_an_administrator_is_refused(house: House):
    make_administrator(house, "lea.martin", ZOLA.id)
    browser = Administrator(house)
    assert (await browser.enter("lea.martin")).status_code == 403
    await browser.http.aclose()


async def test_a_state_that_this_browser_did_not_ask_for_signs_nobody_in(house: House, besson: Administrator):
    stranger = Administrator(house)
    answer = await stranger.get("/administration/callback?code=abc&state=def")
    assert answer.status_code == 502
    assert house.rows("administration_sessions")[1:] == []
    await stranger.http.aclose()


@pytest.mark.parametrize(
    "headers", [{"Origin": "null"}, {"Origin": "http://ent.localhost:8090"}, {"Origin": PUBLIC + ".exemple"}, {}]
)
async def test_nothing_is_written_for_another_page(house: House, besson: Administrator, headers: dict[str, str]):
    form = await besson.form() | {"do": "save", "welcome": "Bienvenue."}
    answer = await besson.http.post(PUBLIC + PAGE, data=form, headers=headers)
    assert answer.status_code == 403
    assert house.rows("school_pages") == []


@pytest.mark.parametrize("change", [{"token": ""}, {"token": "0" * 64}, {"version": "7"}, {"version": ""}])
async def test_nothing_is_written_without_the_token_of_the_form(
    house: House, besson: Administrator, change: dict[str, str]
):
    answer = await besson.send(await besson.form() | {"do": "save"} | change)
    assert answer.status_code == 403
    assert house.rows("school_pages") == []


async def test_a_token_of_another_session_is_worth_nothing(house: House, besson: Administrator):
    stolen = await besson.form()
    other = Administrator(house)
    await other.enter("mme.besson")
    assert (await other.send(stolen | {"do": "save"})).status_code == 403
    await other.http.aclose()


async def test_a_form_writes_once(house: House, besson: Administrator):
    previewed = await besson.preview(welcome="Bienvenue.")
    form = fields_of(previewed.text) | {"do": "save"}
    assert (await besson.send(form)).status_code == 303
    assert (await besson.send(form)).status_code == 303  # pressed twice: the same is already there
    assert (await besson.send(form | {"welcome": "Autre mot."})).status_code == 409
    assert len(house.rows("school_pages")) == 1


async def test_a_session_ends_by_signing_out_by_silence_and_after_two_hours(house: House, besson: Administrator):
    house.clock.advance(minutes=29)
    assert (await besson.get(PAGE)).status_code == 200
    house.clock.advance(minutes=31)
    assert (await besson.get(PAGE)).status_code == 401
    await besson.enter("mme.besson")
    for _ in range(5):
        house.clock.advance(minutes=25)
        last = (await besson.get(PAGE)).status_code
    assert last == 401
    await besson.enter("mme.besson")
    home = await besson.go(PUBLIC + "/administration")
    await besson.send(fields_of(home.text), "/administration/sign-out")
    assert (await besson.get(PAGE)).status_code == 401


async def test_the_cookie_is_of_this_host_only_and_no_script_reads_it(house: House):
    browser = Administrator(house)
    answer = await browser.enter("mme.besson")
    given = [cookie for response in [*answer.history, answer] for cookie in response.headers.get_list("set-cookie")]
    assert given is not None
    jar = {cookie.name: cookie for cookie in browser.http.cookies.jar}
    cookie = jar["__Host-parlons_administration"]
    assert (cookie.path, cookie.secure, cookie.discard) == ("/", True, True)
    assert cookie.has_nonstandard_attr("HttpOnly")
    await browser.http.aclose()


@pytest.mark.parametrize(
    "path", ["/administration", "/administration/callback", PAGE, HISTORY, "/administration/schools/x"]
)
async def test_every_page_has_no_script_and_sends_its_forms_to_us_only(besson: Administrator, path: str):
    answer = await besson.get(path)
    policy = answer.headers["content-security-policy"]
    for directive in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script|\son\w+=|style=|javascript:", answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"


async def test_no_other_door_opens_for_an_administrator_and_theirs_opens_for_no_other(
    house: House, besson: Administrator
):
    assert (await besson.get("/desk/api/me")).status_code == 401
    house.enrol()
    referent = Referent(house)
    await referent.enter("mme.lemoine")
    assert (await referent.get(PAGE)).status_code == 401
    pupil = Pupil(house)
    await pupil.open()
    assert (await pupil.get(PAGE)).status_code == 401
    await referent.http.aclose()
    await pupil.http.aclose()


async def test_a_stolen_database_names_no_administrator_of_a_session(house: House, besson: Administrator):
    assert ADMINISTRATION_SESSION in INVENTORY
    (row,) = house.rows("administration_sessions")
    assert b"Besson" not in row.sealed
    assert besson.http.cookies["__Host-parlons_administration"].encode() not in house.database_bytes()
