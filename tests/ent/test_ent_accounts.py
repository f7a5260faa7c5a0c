"""What anybody signed in may ask of the emulated ENT, and what is asked of it without a name."""

import httpx
import pytest

from ent import AccountClient, EntClient, MandatoryStep, NotSignedIn, Overloaded, PublicGroup, sign_in, sign_out
from tests.ent.canned import administering, answering
from tests.ent.emulated import BACK, CLIENT, GROUP, GROUP_NAME, SCOPE, EmulatedEnt


@pytest.fixture
async def pupil(emulated: EmulatedEnt, http: httpx.AsyncClient) -> AccountClient:
    return AccountClient(emulated.url, http, await sign_in(http, emulated.url, "lea.martin", "demo"))


async def test_a_browser_that_asks_to_sign_in_is_given_a_code_that_is_shown_nowhere(
    pupil: AccountClient, client: EntClient
):
    given = await pupil.authorise(CLIENT[0], BACK, SCOPE, "abc")
    assert given.outcome == "code"
    assert given.code not in repr(given)
    assert (await client.exchange_code(given.code, BACK, *CLIENT)).access_token


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ((CLIENT[0], "https://ailleurs.exemple.fr/", SCOPE), "home"),
        ((CLIENT[0], BACK, f"{SCOPE} workspace"), "server_error"),
        (("inconnu", BACK, SCOPE), "unauthorized_client"),
    ],
)
async def test_a_browser_that_is_sent_back_without_a_code_says_why(
    pupil: AccountClient, asked: tuple[str, str, str], outcome: str
):
    given = await pupil.authorise(*asked, "abc")
    assert (given.outcome, given.code) == (outcome, "")


@pytest.mark.parametrize(
    ("location", "error"),
    [("/auth/login?callback=x", NotSignedIn), ("/auth/validate-mfa?force=true", MandatoryStep)],
)
async def test_a_browser_that_is_stopped_on_the_way_is_not_said_to_be_refused(location: str, error: type[Exception]):
    with pytest.raises(error):
        await administering(httpx.Response(302, headers={"location": location})).authorise("nous", BACK, SCOPE, "abc")


async def test_an_account_reads_its_applications_its_home_page_and_the_messagings_limits(pupil: AccountClient):
    assert CLIENT[0] in {each.name for each in await pupil.my_applications()}
    home = await pupil.home_page()
    assert "<!doctype html>" in home.html
    assert "lea" not in repr(home).lower()
    assert "recall-delay-minutes" in await pupil.messaging_limits()


async def test_a_group_whose_type_is_its_sub_type_may_have_none(pupil: AccountClient, emulated: EmulatedEnt):
    emulated.read_otherwise(public_group_type_is_the_kind="other")
    assert await pupil.group(GROUP) == PublicGroup(GROUP, GROUP_NAME, None, 4)


async def test_after_the_sign_out_the_session_opens_nothing(emulated: EmulatedEnt, http: httpx.AsyncClient):
    session = await sign_in(http, emulated.url, "lea.martin", "demo")
    await sign_out(http, emulated.url, session)
    with pytest.raises(NotSignedIn):
        await AccountClient(emulated.url, http, session).me()
    await sign_out(http, emulated.url, session)


async def test_the_emulated_ent_says_that_it_is_one(client: EntClient):
    assert await client.is_ent()


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, html="<html>Bienvenue</html>"),
        httpx.Response(200, json={"status": "up"}),
        httpx.Response(200, json={"cgu": True}),
        httpx.Response(404),
        httpx.Response(302, headers={"location": "https://ailleurs.exemple.fr/"}),
    ],
)
async def test_what_answers_otherwise_is_no_ent(answer: httpx.Response):
    assert not await answering(answer).is_ent()


async def test_an_ent_that_is_busy_is_not_said_to_be_something_else():
    with pytest.raises(Overloaded):
        await answering(httpx.Response(509)).is_ent()
