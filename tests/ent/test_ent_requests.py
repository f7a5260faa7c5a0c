"""What leaves for the ENT: nothing but what is meant, to the address that is meant."""

import json
from urllib.parse import parse_qsl

import httpx
import pytest

from ent import EntClient, Letter, NotSignedIn, Refused
from tests.ent.canned import LETTER, LOGIN, answering


async def test_a_redirect_is_never_followed_even_by_a_client_that_would():
    asked = []

    def bounce(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(302, headers={"location": LOGIN})

    http = httpx.AsyncClient(transport=httpx.MockTransport(bounce), follow_redirects=True)
    with pytest.raises(NotSignedIn):
        await EntClient("https://ent.exemple.fr", http).userinfo("jeton")
    assert asked == ["/auth/oauth2/userinfo"]


async def test_a_cookie_given_by_the_ent_never_comes_back():
    seen = []

    def baker(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        cookie = {"set-cookie": "oneSessionId=autre-eleve; Path=/"}
        return httpx.Response(200, json={"userId": "u", "type": "ELEVE", "structureIds": []}, headers=cookie)

    client = answering(baker)
    await client.userinfo("jeton")
    await client.userinfo("jeton")
    assert seen == [None, None]


async def test_what_is_sent_is_raw_utf8_with_nothing_but_the_known_keys():
    sent = []

    def keep(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(201, json={"id": "d"})

    await answering(keep).create_draft("jeton", Letter(("r1",), "sujet « é »", "<p>🌟</p>"))
    (request,) = sent
    assert b"\\u" not in request.content
    assert json.loads(request.content.decode()) == {"to": ["r1"], "subject": "sujet « é »", "body": "<p>🌟</p>"}
    assert request.headers["authorization"] == "Bearer jeton"
    assert request.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("verifier", [None, "v" * 43])
async def test_a_verifier_is_posted_when_there_is_one_and_nothing_in_its_place_otherwise(verifier: str | None):
    forms = []

    def keep(request: httpx.Request) -> httpx.Response:
        forms.append(dict(parse_qsl(request.content.decode(), keep_blank_values=True)))
        return httpx.Response(200, json={"access_token": "jeton", "expires_in": 3600})

    await answering(keep).exchange_code(
        "code", "https://bot.exemple.fr/retour", "nous", "secret", code_verifier=verifier
    )
    (form,) = forms
    assert form.pop("code_verifier", None) == verifier
    assert form == {
        "grant_type": "authorization_code",
        "code": "code",
        "redirect_uri": "https://bot.exemple.fr/retour",
        "client_id": "nous",
        "client_secret": "secret",
    }


async def test_ids_cannot_reach_another_address():
    paths = []

    def keep(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.raw_path.decode())
        return httpx.Response(404)

    client = answering(keep)
    for call in (client.own_message("jeton", "../../x?y=1"), client.send("jeton", "d&In-Reply-To=1", LETTER)):
        with pytest.raises(Refused):
            await call
    assert paths == [
        "/conversation/api/messages/..%2F..%2Fx%3Fy%3D1",
        "/conversation/send?id=d%26In-Reply-To%3D1",
    ]
