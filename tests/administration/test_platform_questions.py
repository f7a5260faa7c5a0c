"""A portal that answers nobody without a name is asked about its messaging with the session that was lent."""

from types import SimpleNamespace

import httpx
import pytest

from administration.check.answers import NO_SESSION, Fact, Known, Unknown
from administration.check.facts import Platform
from administration.check.gather.platform import gather_platform
from administration.check.gather.witness import Witness
from ent import AccountClient, EntClient
from ent.sessions import BrowserSession

AT_ENT = "https://ent.exemple.fr"
SETTINGS = SimpleNamespace(
    public_url="https://bot.exemple.fr", ent_client_id="nous", ent_client_secret="secret-d-essai", ent_issuer=None
)
LOGIN = httpx.Response(302, headers={"location": f"{AT_ENT}/auth/login?callback=x"})
ME = {"userId": "u", "type": "PERSEDUCNAT"}
LIMITS = {"max-depth": 3, "recall-delay-minutes": 60}
EVERYTHING = {
    "/conversation/conf/public": {"mail-to-exercizer": True},
    "/conversation/max-depth": LIMITS,
    "/auth/oauth2/userinfo": ME,
}


async def asked(there: dict[str, object], *, with_session: bool) -> Platform:
    """The platform as seen where every address sends to the login page whoever has no session, or asks for what is not there."""

    def answer(request: httpx.Request) -> httpx.Response:
        known = "cookie" in request.headers and request.url.path in there
        return httpx.Response(200, json=there[request.url.path]) if known else LOGIN

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    account = AccountClient(AT_ENT, http, BrowserSession("seance", "true", "xsrf"))
    someone: Fact[AccountClient] = Known(account) if with_session else NO_SESSION
    witness = Witness("ent", lambda: None)
    return await gather_platform(EntClient(AT_ENT, http), someone, witness, SETTINGS)


async def test_with_a_session_the_messaging_is_found_where_nobody_else_is_answered():
    found = await asked(EVERYTHING, with_session=True)
    assert (found.messaging, found.exercises, found.is_recent) == (Known("conversation"), Known(True), Known(True))


async def test_without_one_nothing_is_known_rather_than_an_absence():
    found = await asked(EVERYTHING, with_session=False)
    assert found.messaging == found.exercises == Unknown("session_over")


@pytest.mark.parametrize("there", [{"/auth/oauth2/userinfo": ME}])
async def test_an_absent_messaging_is_said_and_what_hangs_on_it_is_open(there: dict[str, object]):
    found = await asked(there, with_session=True)
    assert (found.messaging, found.exercises) == (Known("absent"), Unknown("messaging_first"))
