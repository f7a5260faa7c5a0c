import asyncio
import logging

import httpx
import pytest

from ent import (
    BadAnswer,
    EntClient,
    EntError,
    EntUnreachable,
    Forbidden,
    Letter,
    MandatoryStep,
    MessagingAbsent,
    NotSignedIn,
    Overloaded,
    Refused,
    SignInRefused,
    StateMismatch,
    transport,
)
from tests.ent.canned import LETTER, LOGIN, answering
from tests.ent.emulated import EmulatedEnt

HTML = {"content-type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (httpx.Response(302, headers={"location": LOGIN}), NotSignedIn),
        (httpx.Response(302, headers={"location": "/auth/login?callback=x"}), NotSignedIn),
        (httpx.Response(302, headers={"location": "https://ent.exemple.fr/"}), Refused),
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
        (httpx.Response(403, json={"error": "invalid.xsrf.token"}), NotSignedIn),
        (httpx.Response(404), MessagingAbsent),
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


@pytest.mark.parametrize("status", [429, 500, 503, 509])
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0),
        (" 0 ", 0.0),
        (None, None),
        ("Sun, 22 Nov 2026 10:00:00 GMT", None),
        ("-1", None),
        ("1e9", None),
        ("٣", None),
    ],
)
async def test_the_patience_asked_for_is_kept_in_seconds(status: int, header: str | None, seconds: float | None):
    headers = {} if header is None else {"retry-after": header.encode()}
    with pytest.raises((Overloaded, EntUnreachable)) as failed:
        await answering(httpx.Response(status, headers=headers)).send("jeton", "d", LETTER)
    assert failed.value.retry_after == seconds


async def test_a_cut_asks_for_nothing_and_has_no_status():
    assert (EntUnreachable().status, EntUnreachable().retry_after) == (None, None)
    with pytest.raises(EntUnreachable) as failed:
        await answering(httpx.Response(502)).send("jeton", "d", LETTER)
    assert failed.value.status == 502


@pytest.mark.parametrize(
    ("location", "step"),
    [
        ("/auth/revalidate-terms", "terms"),
        ("/auth/validate-mail?force=true&type=email&redirect=x", "mail"),
        ("/auth/validate-mail?force=true&type=sms&redirect=x", "phone"),
        ("https://ent.exemple.fr/auth/validate-mfa?force=true&redirect=x", "mfa"),
        ("/auth/reset/forceChangePassword?callback=x", "password"),
    ],
)
async def test_a_page_where_something_is_due_says_which_step(location: str, step: str):
    with pytest.raises(MandatoryStep) as due:
        await answering(httpx.Response(302, headers={"location": location})).userinfo("jeton")
    assert due.value.step == step
    assert isinstance(due.value, Refused)


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
    assert not any(
        e.retry
        for e in (
            NotSignedIn,
            Forbidden,
            Refused,
            SignInRefused,
            MandatoryStep,
            MessagingAbsent,
            StateMismatch,
            BadAnswer,
        )
    )


@pytest.mark.parametrize(
    ("error", "key"),
    [
        ("conversation.error.recall.mail", "conversation.error.recall.mail"),
        ("invalid_client", "invalid_client"),
        ("ERREUR: la valeur (Léa Martin) existe déjà", "unnamed"),
        ("lea.martin", "unnamed"),
        ("martin", "unnamed"),
        ("auth." + "a" * 200, "unnamed"),
        ("impossible to change direction", "impossible to change direction"),
        ("appregistry.failed.app", "appregistry.failed.app"),
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
        ("mfa", MandatoryStep),
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
