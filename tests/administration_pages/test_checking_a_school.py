"""The page's check, through the running web process and the emulated ENT: with the administrator's own rights, or without, and said so."""

import logging
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from administration.check import page_texts, texts
from tests.administration_pages.administrators import HOME, Administrator, fields_of, make_administrator
from tests.web.house import CAMUS, ENT, PUBLIC, ZOLA, House
from web.administration import checking

CHECK = f"{HOME}/check"
LENDING = "userinfo conversation communication directory appregistry"
COMMAND_WORDS = re.compile(r"parlons-en (ent|run|kit)|(^|\s)--[a-z]|PARLONS_EN")


@pytest.fixture(autouse=True)
def reached(house: House, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The check's own client reaches the emulated ENT; which tokens it carries."""
    tokens: list[str] = []

    def keep(request: httpx.Request) -> None:
        if "authorization" in request.headers:
            tokens.append(request.headers["authorization"])

    async def kept(request: httpx.Request) -> None:
        keep(request)

    def opened() -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(house.ent), event_hooks={"request": [kept]})

    monkeypatch.setattr(checking, "open_http", opened)
    return tokens


def lend(house: House, scopes: str = LENDING) -> None:
    """The connector has what the check asks for."""
    house.ent_world.application_by_name("vpe-bot").scope = scopes


async def checked(administrator: Administrator, path: str = CHECK) -> str:
    answer = await administrator.go(PUBLIC + path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def section(page: str, title: str) -> str:
    found = re.search(rf"<h2>{title}</h2>(.*?)</section>", page, re.DOTALL)
    return found[1] if found else ""


async def test_with_the_administrators_rights_groups_members_rules_and_connector_are_verified(
    house: House, besson: Administrator
):
    lend(house)
    page = await checked(besson)
    assert "Le groupe « Violences, parlons-en » existe" in section(page, "Ce qui va")
    assert "Membres du groupe (4)" in section(page, "Ce qui va")
    assert "Le connecteur a le bon type d'accès" in section(page, "Ce qui va")
    unknown = section(page, "Pas vérifié")
    for question in ("members", "activation", "rules", "connector", "group", "namesakes"):
        assert not re.search(rf"Non vérifié : [^<]*{re.escape(texts()['questions'][question])}", unknown), question


async def test_only_the_check_asks_for_more_than_who_it_is(house: House, besson: Administrator):
    for path, scope in (
        (CHECK, "userinfo directory communication appregistry"),
        ("/administration/sign-in", "userinfo"),
    ):
        location = (await besson.get(path)).headers["location"]
        assert location.startswith(f"{ENT}/auth/oauth2/auth?")
        assert parse_qs(urlsplit(location).query)["scope"] == [scope]


async def test_the_token_is_kept_nowhere_and_said_nowhere(
    house: House, besson: Administrator, reached: list[str], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG, "parlons_en")
    lend(house)
    page = await checked(besson)
    tokens = {header.removeprefix("Bearer ") for header in reached}
    assert len(tokens) == 1
    (token,) = tokens
    assert token.encode() not in house.database_bytes()
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("parlons_en"))
    assert token not in page + ours + str(besson.http.cookies)


async def test_a_connector_without_the_scopes_is_said_in_one_sentence_and_the_rest_is_checked(
    house: House, besson: Administrator, reached: list[str]
):
    lend(house, "userinfo conversation communication")
    page = await checked(besson)
    assert page.count("ajoutez à l'étendue « directory appregistry »") == 1
    assert "L'ENT répond à l'adresse" in section(page, "Ce qui va")
    assert "cette vérification s'est faite sans lui" in section(page, "Pas vérifié")
    assert reached == []


async def test_an_administrator_who_owes_a_second_factor_is_told_where_to_give_it(house: House, besson: Administrator):
    lend(house)
    user = next(user for user in house.ent_world.users.values() if user.login == "mme.besson")
    user.requirement = "admin_mfa"
    unknown = section(await checked(besson), "Pas vérifié")
    assert "double authentification" in unknown
    assert "console d'administration, saisissez le code" in unknown


async def test_somebody_else_signed_in_to_the_ent_meanwhile_lends_nothing(
    house: House, besson: Administrator, reached: list[str]
):
    lend(house)
    make_administrator(house, "m.faure", ZOLA.id, CAMUS.id)
    await besson.log_in_to_ent("m.faure")
    page = await checked(besson)
    assert "sous un autre compte" in page
    assert reached == []


async def test_the_administrator_of_another_school_checks_nothing_here(house: House, reached: list[str]):
    lend(house)
    make_administrator(house, "m.faure", CAMUS.id)
    faure = Administrator(house)
    await faure.enter("m.faure")
    assert (await faure.get(CHECK)).status_code == 404
    own = await faure.get(f"/administration/schools/{CAMUS.id}/check")
    came_back = await faure.http.get(own.headers["location"])
    moved = came_back.headers["location"].replace(CAMUS.id, ZOLA.id)
    assert (await faure.http.get(moved)).status_code == 404
    assert (reached, house.rows("administration_checks")) == ([], [])
    await faure.http.aclose()


async def test_who_lost_the_function_in_the_ent_since_the_sign_in_is_shown_nothing_of_the_school(
    house: House, besson: Administrator
):
    lend(house)
    make_administrator(house, "mme.besson")
    page = await checked(besson)
    assert "L'ENT ne vous donne plus comme administrateur local" in section(page, "Pas vérifié")
    assert "Lemoine" not in page


@pytest.mark.parametrize("query", ["", "?code=abc&state=def", "?error=server_error&state=", "?error=server_error"])
async def test_an_answer_that_nobody_asked_for_starts_no_check(house: House, besson: Administrator, query: str):
    assert (await besson.get(f"{CHECK}/callback{query}")).status_code == 409
    assert house.rows("administration_checks") == []


async def test_the_same_answer_is_used_once(house: House, besson: Administrator):
    lend(house)
    asked = await besson.get(CHECK)
    back = (await besson.http.get(asked.headers["location"])).headers["location"]
    assert [(await besson.http.get(back)).status_code for _ in range(2)] == [200, 409]


async def test_the_home_page_shows_the_day_and_the_colour_of_the_last_check_and_nothing_else_is_kept(
    house: House, besson: Administrator
):
    assert "Jamais faite d'ici." in unescape((await besson.get(HOME)).text)
    lend(house)
    await checked(besson)
    assert "Dernière vérification, mardi 24 novembre 2026 à 10 h : il y a quelque chose à corriger." in unescape(
        (await besson.get(HOME)).text
    )
    house.clock.advance(minutes=20)
    await checked(besson)
    (row,) = house.rows("administration_checks")
    assert set(row._mapping) == {"school", "level", "checked_at"}
    assert (row.school, row.level) == (ZOLA.id, "red")
    assert "10 h 20" in unescape((await besson.get(HOME)).text)


async def test_no_advice_of_the_page_speaks_of_a_command(house: House, besson: Administrator):
    lend(house, "userinfo conversation communication")
    assert not COMMAND_WORDS.search(re.sub(r"<[^>]+>", " ", await checked(besson)))
    assert fields_of((await besson.get(HOME)).text)


@pytest.mark.parametrize(("group", "key"), [(group, key) for group in ("findings", "why") for key in texts()[group]])
def test_whatever_is_found_the_page_says_it_without_a_command(group: str, key: str):
    said = {**texts()[group][key], **page_texts()[group].get(key, {})}
    assert not COMMAND_WORDS.search(" ".join([said["says"], *said.get("do", ())]))


def test_the_page_says_nothing_otherwise_that_the_check_does_not_say():
    for group in ("findings", "why"):
        assert page_texts()[group].keys() <= texts()[group].keys()
        for key, said in page_texts()[group].items():
            usual = texts()[group][key]
            assert said.keys() <= {"says", "do"}
            assert all(said[part] != usual.get(part) for part in said), key
