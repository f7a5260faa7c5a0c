import asyncio
import json
import logging
from collections.abc import Callable
from urllib.parse import parse_qsl

import httpx
import pytest

from ent import (
    BadAnswer,
    EntClient,
    EntError,
    EntUnreachable,
    Forbidden,
    Letter,
    NotSignedIn,
    Overloaded,
    Refused,
    StateMismatch,
    transport,
)
from tests.ent.emulated import EmulatedEnt

LOGIN = "https://ent.exemple.fr/auth/login?callback=https%3A%2F%2Fent.exemple.fr%2Fconversation%2Fsend"
HTML = {"content-type": "text/html; charset=utf-8"}
LETTER = Letter(("r1",), "sujet", "<p>é</p>")


def answering(answer: httpx.Response | Callable[[httpx.Request], httpx.Response]) -> EntClient:
    handler = answer if callable(answer) else lambda _: answer
    return EntClient("https://ent.exemple.fr", httpx.AsyncClient(transport=httpx.MockTransport(handler)))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (httpx.Response(302, headers={"location": LOGIN}), NotSignedIn),
        (httpx.Response(302, headers={"location": "/auth/login?callback=x"}), NotSignedIn),
        (httpx.Response(302, headers={"location": "https://ent.exemple.fr/auth/validate-mfa?force=true"}), Refused),
        (httpx.Response(302, headers={"location": "http://[casse"}), BadAnswer),
        (httpx.Response(302), BadAnswer),
        (httpx.Response(401, text="<html>interdit</html>", headers=HTML), Forbidden),
        (httpx.Response(401, json={"error": "invalid_grant"}), Refused),
        (httpx.Response(400, json={"error": "conversation.invalid.fields"}), Refused),
        (
            httpx.Response(400, json={"error": "ERROR: Concurrency error: state mismatch for message 0f1e"}),
            StateMismatch,
        ),
        (httpx.Response(403, json={"error": "conversation.error.reply.not.allowed"}), Refused),
        (httpx.Response(404), Refused),
        (httpx.Response(409, json={"error": "x"}), Refused),
        (httpx.Response(413, text="<html>trop gros</html>", headers=HTML), Refused),
        (httpx.Response(429), Overloaded),
        (httpx.Response(509, json={"error": "quota_overflow"}), Overloaded),
        (httpx.Response(500, json={"error": "panne"}), EntUnreachable),
        (httpx.Response(502, text="<html>", headers=HTML), EntUnreachable),
        (httpx.Response(504), EntUnreachable),
        (httpx.Response(200, text="<html>page de connexion</html>", headers=HTML), BadAnswer),
        (httpx.Response(200, content=b'{"id": ', headers={"content-type": "application/json"}), BadAnswer),
        (httpx.Response(200), BadAnswer),
        (httpx.Response(200, json=[]), BadAnswer),
        (httpx.Response(200, json={"id": "d", "body": "x"}), BadAnswer),
        (httpx.Response(200, json={"id": "", "body": "x", "sent": 1}), BadAnswer),
        (httpx.Response(200, json={"id": "d", "body": None, "sent": 1}), BadAnswer),
        (httpx.Response(200, json={"id": "d", "body": "x", "sent": "beaucoup"}), BadAnswer),
        (httpx.Response(200, json={"status": "error", "message": "quelque chose"}), Refused),
    ],
)
async def test_every_answer_of_the_matrix_has_one_meaning(answer: httpx.Response, expected: type[EntError]):
    with pytest.raises(EntError) as failed:
        await answering(answer).send("jeton", "d", LETTER)
    assert type(failed.value) is expected


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.WriteError]
)
async def test_a_broken_network_is_an_ent_that_cannot_be_reached(failure: type[httpx.TransportError]):
    def cut(_request: httpx.Request) -> httpx.Response:
        raise failure("coupé")

    with pytest.raises(EntUnreachable):
        await answering(cut).userinfo("jeton")


async def test_an_answer_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch):
    async def forever(_request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError

    monkeypatch.setattr(transport, "CALL_SECONDS", 0.05)
    client = EntClient("https://ent.exemple.fr", httpx.AsyncClient(transport=httpx.MockTransport(forever)))
    with pytest.raises(EntUnreachable):
        await client.userinfo("jeton")


def test_only_what_may_succeed_later_is_marked_for_retry():
    assert [e.retry for e in (EntUnreachable, Overloaded)] == [True, True]
    assert not any(e.retry for e in (NotSignedIn, Forbidden, Refused, StateMismatch, BadAnswer))


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


@pytest.mark.parametrize(
    ("error", "key"),
    [
        ("conversation.error.recall.mail", "conversation.error.recall.mail"),
        ("invalid_client", "invalid_client"),
        ("ERREUR: la valeur (Léa Martin) existe déjà", "unnamed"),
        ("a" * 200, "unnamed"),
        ("", "unnamed"),
        (None, "unnamed"),
        (["x"], "unnamed"),
    ],
)
async def test_free_text_of_the_ent_never_becomes_our_error(error: object, key: str):
    with pytest.raises(Refused) as refused:
        await answering(httpx.Response(400, json={"error": error})).userinfo("jeton")
    assert refused.value.key == key
    assert "Léa" not in str(refused.value) + repr(vars(refused.value))


async def test_logs_hold_method_path_and_duration_and_nothing_of_the_message(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG, "parlons_en")
    answer = httpx.Response(200, json={"id": "d", "body": "<p>corps-secret</p>", "sent": 1})
    await answering(answer).send("jeton-secret", "d", Letter(("r-secret",), "sujet-secret", "<p>corps-secret</p>"))
    written = [record.getMessage() for record in caplog.records if record.name.startswith("parlons_en")]
    assert len(written) == 1
    assert written[0].startswith("ent POST /conversation/send ms=")
    assert "secret" not in written[0]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("unavailable", EntUnreachable),
        ("drop", EntUnreachable),
        ("done_then_drop", EntUnreachable),
        ("done_then_unavailable", EntUnreachable),
        ("overloaded", Overloaded),
        ("too_large", Refused),
        ("expired_token", NotSignedIn),
        ("forbidden", Forbidden),
        ("mfa", Refused),
        ("transformer", Refused),
    ],
)
async def test_each_fault_of_a_real_server_is_recognised(
    client: EntClient, emulated: EmulatedEnt, fault: str, expected: type[EntError]
):
    token = emulated.token("lea.martin")
    emulated.arm({"kind": fault, "path": "/conversation/draft"})
    with pytest.raises(EntError) as failed:
        await client.create_draft(token, LETTER)
    assert type(failed.value) is expected
