"""The journey to the ENT and back as different pupils live it: federation, steps due, two schools, a school that is not served, a shared site."""

import dataclasses
import re

import httpx
import pytest

from handoff import tokens
from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import CAMUS, DIALLO, ENT, LEMOINE, ZOLA, House

JADE = "a1d5c0de-0000-4000-8000-000000000007"


def code_of(page: httpx.Response) -> str:
    found = re.search(r'data-code="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


async def by_educonnect(pupil: Pupil, page: httpx.Response, login: str) -> httpx.Response:
    """From the ENT's login page, by the federation's way."""
    callback = re.search(r'name="callBack" value="([^"]*)"', page.text)
    assert callback
    form = {"email": login, "callBack": callback[1].replace("&amp;", "&")}
    answer = await pupil.http.post(ENT + "/auth/federation/login", data=form)
    return await pupil.go(answer.headers["location"])


async def test_a_federated_account_signs_in_without_a_password_ever_being_asked_by_us(house: House, pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    login = await pupil.go(asked["url"])
    refused = await pupil.http.post(ENT + "/auth/login", data={"email": "jade.robert", "password": "demo"})
    page = await by_educonnect(pupil, login, "jade.robert")
    joined = await pupil.post("/api/sign-in/join", {"code": code_of(page)})

    assert refused.status_code == 200
    assert joined.json()["profile"] == "ELEVE"
    services = house.services
    kept = tokens.find(services.db, services.ring, house.rasa.turns[0]["conversation"], house.clock())
    assert kept is not None
    assert kept.user_id == JADE


async def test_no_page_of_ours_has_a_field_for_a_password(pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    await pupil.log_in_to_ent("lea.martin")
    pages = [await pupil.get(path) for path in ("/assistant", "/aide", "/desk", "/ent/callback", "/ent/sign-in")]
    pages.append(await pupil.go(asked["url"]))

    for page in pages:
        assert 'type="password"' not in page.text, str(page.url)


@pytest.mark.parametrize("step", ["terms", "mail", "phone", "mfa", "password"])
@pytest.mark.parametrize("reading", ["default", "other"], ids=["the ENT leads back", "the ENT leads home"])
async def test_a_step_that_the_ent_shows_in_the_window_does_not_lose_the_journey(
    house: House, pupil: Pupil, step: str, reading: str
):
    world = house.ent_world
    world.inferred = world.inferred.changed({"validation_leads_back": reading})
    world.user_by_login("lea.martin").requirement = step
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    await pupil.log_in_to_ent("lea.martin")
    shown = await pupil.go(asked["url"])
    assert "Avant de continuer" in shown.text
    validated = await pupil.http.post(str(shown.url))
    done = await pupil.go(str(shown.url.join(validated.headers["location"])))
    if step == "terms" or reading == "other":  # the window ends on the ENT's home: the pupil presses the button again
        assert str(done.url).startswith(ENT)
        done = await pupil.go(asked["url"])

    assert (await pupil.post("/api/sign-in/join", {"code": code_of(done)})).json()["profile"] == "ELEVE"


async def test_the_seeded_pupil_who_has_not_accepted_the_terms_signs_in_once_they_have(pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    await pupil.log_in_to_ent("tom.leroy")
    shown = await pupil.go(asked["url"])
    assert shown.url.path == "/auth/revalidate-terms"
    await pupil.http.post(str(shown.url))

    assert "data-code" in (await pupil.go(asked["fallback_url"])).text


async def test_a_pupil_of_two_schools_writes_to_the_one_they_choose(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    schools = (await pupil.sign_in("sami.haddad")).json()["schools"]
    answer = await pupil.see_readers(schools[0]["id"])

    assert [school["id"] for school in schools] == [ZOLA.id, CAMUS.id]
    assert answer.json()["school"]["id"] == ZOLA.id
    assert (await pupil.see_readers(CAMUS.id)).json()["error"] != "group_unknown"


async def test_a_pupil_whose_school_is_not_served_is_signed_in_with_no_school_and_another_way(
    house: House, pupil: Pupil
):
    house.changes = {"schools": (ZOLA,)}
    house.restart_web()
    await pupil.open()
    joined = await pupil.sign_in("ines.caron")

    assert joined.json() == {"profile": "ELEVE", "schools": [], "register": "lycee"}
    refused = await pupil.see_readers(CAMUS.id)
    assert refused.json()["error"] == "group_unknown"
    assert refused.json()["helplines"]


async def test_a_pupil_never_deposits_for_a_school_that_the_ent_did_not_name(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    await pupil.sign_in("ines.caron")
    answer, _ = await pupil.deposit([LEMOINE, DIALLO])

    assert answer.json()["error"] == "group_unknown"
    assert house.rows("envelopes") == []


MARKERS = {
    "login": "marque-login",
    "first_name": "MarquePrénom",
    "last_name": "MarqueNom",
    "birth_date": "1999-09-09",
    "email": "marque@exemple.fr",
    "mobile": "0699999999",
    "level": "MARQUENIVEAU",
    "classes": ["MARQUE$CLASSE"],
    "external_id": "marque-externe",
}


async def test_of_all_that_userinfo_says_nothing_but_id_type_and_structures_is_anywhere(
    house: House, pupil: Pupil, caplog: pytest.LogCaptureFixture
):
    world = house.ent_world
    lea = world.user_by_login("lea.martin")
    world.users[lea.id] = dataclasses.replace(lea, **MARKERS)
    house.enrol()
    await pupil.open()
    caplog.set_level("DEBUG")
    joined = await pupil.sign_in("marque-login")
    assert joined.json()["profile"] == "ELEVE"
    assert (await pupil.see_readers()).status_code == 200
    await pupil.deposit([LEMOINE, DIALLO])

    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("parlons_en"))
    everywhere = house.database_bytes() + joined.content + ours.encode() + repr(house.rasa.turns).encode()
    for mark in (b"marque", b"Marque", b"MARQUE", b"1999-09-09", b"0699999999"):
        assert mark not in everywhere, mark


@dataclasses.dataclass(frozen=True)
class SameSite:
    """The bot under a sub-domain of the ENT, both over https: one site, two origins."""

    ent: str = "https://ent.exemple.test"
    bot: str = "https://parlons-en.ent.exemple.test"


async def test_under_one_site_the_flow_works_and_each_keeps_its_own_cookies(house: House):
    site = SameSite()
    house.changes = {"public_url": site.bot, "ent_public_url": site.ent}
    house.restart_web()
    world = house.ent_world
    world.options = dataclasses.replace(world.options, public_url=site.ent, safe_hosts=("*.ent.exemple.test",))
    seen: list[tuple[str, str]] = []
    given: list[str] = []

    async def note(answer: httpx.Response) -> None:
        seen.append((str(answer.request.url.host), answer.request.headers.get("cookie", "")))
        given.extend(answer.headers.get_list("set-cookie"))

    mounts = {site.ent: httpx.ASGITransport(house.ent), site.bot: httpx.ASGITransport(house)}
    async with httpx.AsyncClient(mounts=mounts, event_hooks={"response": [note]}) as browser:
        headers = OUR_HEADERS | {"Origin": site.bot}
        opened = await browser.post(site.bot + "/api/session", json={}, headers=headers)
        headers |= {"X-Parlons-Turn": str(opened.json()["turn"])}
        asked = (await browser.post(site.bot + "/api/sign-in", json={}, headers=headers)).json()
        await browser.post(site.ent + "/auth/login", data={"email": "lea.martin", "password": "demo"})
        page = await browser.get(asked["fallback_url"], follow_redirects=True)
        joined = await browser.post(site.bot + "/api/sign-in/join", json={"code": code_of(page)}, headers=headers)
        readers = await browser.get(site.bot + "/api/handoff/readers?school=col-zola", headers=headers)

    assert asked["url"].startswith(site.ent + "/auth/oauth2/auth?")
    assert joined.json()["profile"] == "ELEVE"
    assert readers.json()["error"] == "group_not_alive"  # signed in: only the keys are missing here
    assert any(cookie.startswith("__Host-parlons_session=") for cookie in given)
    assert any(cookie.startswith("oneSessionId=") for cookie in given)
    assert all("domain=" not in cookie.lower() for cookie in given)  # so each host keeps its own
    assert all("__Host-parlons_session" not in cookie for host, cookie in seen if host == "ent.exemple.test")
    assert any("oneSessionId" in cookie for host, cookie in seen if host == "ent.exemple.test")


async def test_under_one_site_the_ents_own_pages_still_write_nothing_here(house: House):
    site = SameSite()
    house.changes = {"public_url": site.bot, "ent_public_url": site.ent}
    house.restart_web()
    async with httpx.AsyncClient(mounts={site.bot: httpx.ASGITransport(house)}) as browser:
        answer = await browser.post(site.bot + "/api/session", json={}, headers=OUR_HEADERS | {"Origin": site.ent})
        page = await browser.get(site.bot + "/assistant")

    assert answer.json()["error"] == "wrong_origin"
    policy = page.headers["content-security-policy"].split("; ")
    (ancestors,) = [directive for directive in policy if directive.startswith("frame-ancestors")]
    assert set(ancestors.split()[1:]) <= {"'self'", site.ent}
    assert site.ent in ancestors.split()
