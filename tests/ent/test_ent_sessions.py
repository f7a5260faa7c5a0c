import httpx
import pytest

from ent import BadAnswer, EntClient, EntError, MandatoryStep, NotSignedIn, Overloaded, SignInRefused
from ent.administration import AdministrationClient
from ent.sessions import BrowserSession, credential_headers, sign_in
from tests.ent.canned import network
from tests.ent.emulated import GROUP, LEA, EmulatedEnt

ADMIN, PASSWORD = "mme.besson", "demo"
THREE = [
    ("set-cookie", "oneSessionId=id:c2ln/bmF0+dXJl=; Path=/; HttpOnly"),
    ("set-cookie", "authenticated=true; Path=/"),
    ("set-cookie", "XSRF-TOKEN=jeton-xsrf; Path=/"),
]


async def test_a_password_opens_a_session_that_reads_and_writes(emulated: EmulatedEnt, http: httpx.AsyncClient):
    session = await sign_in(http, emulated.url, ADMIN, PASSWORD)
    administration = AdministrationClient(emulated.url, http, session)
    assert (await administration.me()).administered == ("col-zola",)
    await administration.rename_group(GROUP, "Violences, parlons-en")
    assert len(http.cookies) == 0


async def test_nothing_of_a_session_shows(emulated: EmulatedEnt, http: httpx.AsyncClient):
    session = await sign_in(http, emulated.url, ADMIN, PASSWORD)
    assert repr(session) == "BrowserSession()"


@pytest.mark.parametrize(("login", "password"), [(ADMIN, "faux"), ("inconnue", PASSWORD), ("", "")])
async def test_the_login_page_again_is_a_refusal(
    emulated: EmulatedEnt, http: httpx.AsyncClient, login: str, password: str
):
    with pytest.raises(SignInRefused) as refused:
        await sign_in(http, emulated.url, login, password)
    assert refused.value.key == "auth.error.authenticationFailed"


async def test_a_key_shown_by_the_page_is_the_key(http: httpx.AsyncClient):
    page = httpx.Response(200, html="<p data-error='auth.error.blockedUser'>Martin, votre compte…</p>")
    with pytest.raises(SignInRefused) as refused:
        await sign_in(network(page), "https://ent.exemple.fr", "l", "p")
    assert refused.value.key == "auth.error.blockedUser"


async def test_a_session_that_is_over_is_not_signed_in_for_reads_and_writes_alike(
    emulated: EmulatedEnt, http: httpx.AsyncClient
):
    administration = AdministrationClient(emulated.url, http, await sign_in(http, emulated.url, ADMIN, PASSWORD))
    emulated.revoke(ADMIN)
    with pytest.raises(NotSignedIn):
        await administration.members(GROUP)
    with pytest.raises(NotSignedIn):
        await administration.add_members(GROUP, [LEA])


async def test_a_session_and_a_token_in_one_network_client_are_never_mixed_up(
    emulated: EmulatedEnt, http: httpx.AsyncClient
):
    administration = AdministrationClient(emulated.url, http, await sign_in(http, emulated.url, ADMIN, PASSWORD))
    client, token = EntClient(emulated.url, http), emulated.token("lea.martin")
    for _ in range(2):
        assert (await client.userinfo(token)).id == LEA
        assert (await administration.me()).id != LEA


def test_a_session_is_sent_as_cookies_with_its_xsrf_token_and_a_token_as_bearer():
    assert credential_headers(BrowserSession("id:s=", "true", "x")) == {
        "Cookie": "oneSessionId=id:s=; authenticated=true; XSRF-TOKEN=x",
        "X-XSRF-TOKEN": "x",
    }
    assert credential_headers("jeton") == {"Authorization": "Bearer jeton"}


async def test_the_form_holds_the_login_under_the_ents_own_names():
    forms = []

    def keep(request: httpx.Request) -> httpx.Response:
        forms.append(dict(httpx.QueryParams(request.content.decode())))
        return httpx.Response(302, headers=[("location", "/"), *THREE])

    session = await sign_in(network(keep), "https://ent.exemple.fr", "léa@x", "p&s=é")
    assert forms == [{"email": "léa@x", "password": "p&s=é", "callBack": "/"}]
    assert (session.session, session.xsrf) == ("id:c2ln/bmF0+dXJl=", "jeton-xsrf")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (httpx.Response(302, headers={"location": "/"}), BadAnswer),
        (httpx.Response(302, headers=[("location", "/"), *THREE[:2]]), BadAnswer),
        (httpx.Response(302, headers=[("location", "/"), ("set-cookie", "oneSessionId=a b"), *THREE[1:]]), BadAnswer),
        (httpx.Response(302, headers=[("location", "/auth/login?callback=x"), *THREE]), SignInRefused),
        (httpx.Response(302, headers=[("location", "/auth/validate-mfa?force=true"), *THREE]), MandatoryStep),
        (httpx.Response(302, headers=[("location", "/auth/revalidate-terms"), *THREE]), MandatoryStep),
        (httpx.Response(509, html="<html>trop de monde</html>"), Overloaded),
        (httpx.Response(200), SignInRefused),
    ],
)
async def test_every_other_way_out_of_the_login_has_one_meaning(answer: httpx.Response, expected: type[EntError]):
    with pytest.raises(EntError) as failed:
        await sign_in(network(answer), "https://ent.exemple.fr", "l", "p")
    assert type(failed.value) is expected
