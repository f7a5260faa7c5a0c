"""Every way in which the ENT says no (contract 0.1, 1.3, 1.4): its own sentence for the pupil, one word without content for the log."""

import logging
from typing import Any

import httpx
import pytest

from tests.web.browsers import Pupil, Referent, query_of
from tests.web.house import House
from web.sentences import Sentences
from web.sign_in_refusals import ASKS, EXCHANGED, REASONS, REDIRECTED, STEPS

SAID = Sentences.load()


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.getMessage().startswith("sign-in refused")]


async def join_after(pupil: Pupil, answer: httpx.Response) -> httpx.Response:
    """What the frame is told once the window of that answer has handed its code over."""
    code = answer.text.split('data-code="')[1].split('"')[0]
    return await pupil.post("/api/sign-in/join", {"code": code})


@pytest.mark.parametrize("error", [*sorted(REDIRECTED), "access_denied", "<script>", "", "é" * 50])
async def test_an_error_in_the_redirect_is_told_in_the_window_and_in_the_frame(
    pupil: Pupil, caplog: pytest.LogCaptureFixture, error: str
):
    await pupil.open()
    state = query_of((await pupil.post("/api/sign-in")).json()["url"])["state"]
    caplog.set_level(logging.WARNING, "parlons_en.web")
    page = await pupil.http.get("https://bot.localhost/ent/callback", params={"error": error, "state": state})
    told = await join_after(pupil, page)

    reason = f"auth_{error}" if error in REDIRECTED else "auth_other"
    assert page.status_code == 400
    assert (told.status_code, told.json()["error"]) == (502, "sign_in_failed")
    assert told.json()["message"] == SAID.get(f"sign_in.{reason}")
    assert told.json()["message"].split(".")[0].replace("'", "&#39;") in page.text
    assert told.json()["helplines"]
    assert logged(caplog) == [f"sign-in refused door=pupil reason={reason} detail=-"]


async def break_scope(house: House) -> None:
    house.ent_world.application_by_name("vpe-bot").scope = "userinfo conversation"


async def break_grant(house: House) -> None:
    house.ent_world.application_by_name("vpe-bot").grant_type = "client_credentials"


@pytest.mark.parametrize(
    ("broken", "reason"), [(break_scope, "auth_server_error"), (break_grant, "auth_unauthorized_client")]
)
async def test_a_connector_that_is_badly_registered_is_told_by_the_real_redirect(
    house: House, pupil: Pupil, broken: Any, reason: str
):
    await broken(house)
    await pupil.open()

    assert (await pupil.sign_in()).json()["message"] == SAID.get(f"sign_in.{reason}")


def answer_of_the_token_endpoint(house: House, status: int, content: Any) -> None:
    """The next exchange is answered so."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json=content)

    house.ent_http._mounts = {httpx._utils.URLPattern("http://ent.localhost:8090"): TokenAnswer(house, answer)}


class TokenAnswer(httpx.AsyncBaseTransport):
    def __init__(self, house: House, answer: Any) -> None:
        self.real, self.answer = httpx.ASGITransport(house.ent), answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/auth/oauth2/token":
            return self.answer(request)
        return await self.real.handle_async_request(request)


STATUS_OF = {"invalid_request": 400, "unsupported_grant_type": 400}


@pytest.mark.parametrize("error", [*sorted(EXCHANGED), "mystere", "Léa Martin a oublié"])
async def test_an_error_of_the_token_endpoint_has_its_own_sentence_and_word(
    house: House, pupil: Pupil, caplog: pytest.LogCaptureFixture, error: str
):
    answer_of_the_token_endpoint(house, STATUS_OF.get(error, 401), {"error": error, "error_description": "Léa Martin"})
    await pupil.open()
    caplog.set_level(logging.WARNING, "parlons_en.web")
    told = await pupil.sign_in()

    reason = f"token_{error}" if error in EXCHANGED else "token_other"
    assert told.json()["message"] == SAID.get(f"sign_in.{reason}")
    assert logged(caplog) == [f"sign-in refused door=pupil reason={reason} detail=-"]
    assert "Martin" not in caplog.text + told.text


async def test_the_password_of_an_activation_code_is_access_denied_with_403(house: House, pupil: Pupil):
    answer_of_the_token_endpoint(house, 403, {"error": "access_denied"})
    await pupil.open()

    assert (await pupil.sign_in()).json()["message"] == SAID.get("sign_in.token_access_denied")


async def test_a_wrong_secret_is_told_by_the_real_token_endpoint(house: House, pupil: Pupil):
    house.changes = {"ent_client_secret": "un autre"}
    house.restart_web()
    await pupil.open()

    assert (await pupil.sign_in()).json()["message"] == SAID.get("sign_in.token_invalid_client")


FAULTS = [
    ("overloaded", "/auth/oauth2/token", "overloaded"),
    ("unavailable", "/auth/oauth2/token", "unreachable"),
    ("unavailable", "/auth/oauth2/userinfo", "unreachable"),
    ("expired_token", "/auth/oauth2/userinfo", "userinfo"),
]


@pytest.mark.parametrize(("kind", "path", "reason"), FAULTS)
async def test_an_ent_in_trouble_is_told(house: House, pupil: Pupil, kind: str, path: str, reason: str):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    await pupil.log_in_to_ent("lea.martin")
    house.fail_ent(kind, path)
    told = await join_after(pupil, await pupil.go(asked["url"]))

    assert told.json()["message"] == SAID.get(f"sign_in.{reason}")
    assert house.rows("ent_tokens") == []


@pytest.mark.parametrize("step", sorted(STEPS - {"terms"}))
async def test_a_step_that_the_ent_wants_first_is_explained_and_the_next_try_goes_through(
    house: House, pupil: Pupil, step: str
):
    """Terms are never asked of a Bearer."""
    await pupil.open()
    house.ent_world.faults.arm([{"kind": step, "path": "/auth/oauth2/userinfo", "times": 1}])
    told = await pupil.sign_in()

    assert (told.status_code, told.json()["error"]) == (409, "ent_asks_first")
    assert told.json()["message"] == SAID.get(f"sign_in.{ASKS}{step}")
    assert (await pupil.sign_in()).json()["profile"] == "ELEVE"


@pytest.mark.parametrize("step", sorted(STEPS - {"terms"}))
async def test_a_step_wanted_when_the_readers_are_asked_for_is_explained_too(house: House, signed_in: Pupil, step: str):
    house.ent_world.faults.arm([{"kind": step, "path": "/communication"}])
    told = await signed_in.see_readers()

    assert (told.status_code, told.json()["error"]) == (409, "ent_asks_first")
    assert told.json()["message"] == SAID.get(f"sign_in.{ASKS}{step}")


async def test_a_refusal_is_told_once_and_to_the_session_that_asked(house: House, pupil: Pupil):
    await pupil.open()
    state = query_of((await pupil.post("/api/sign-in")).json()["url"])["state"]
    page = await pupil.get(f"/ent/callback?error=server_error&state={state}")
    thief = Pupil(house)
    await thief.open()

    assert (await join_after(thief, page)).json()["error"] == "sign_in_expired"
    assert (await join_after(pupil, page)).json()["error"] == "sign_in_failed"
    assert (await join_after(pupil, page)).json()["error"] == "sign_in_expired"


async def test_an_error_for_a_state_that_nobody_awaits_gives_no_code(pupil: Pupil):
    page = await pupil.get("/ent/callback?error=server_error&state=inconnu")

    assert page.status_code == 400
    assert "data-code" not in page.text


async def test_at_the_desk_a_step_is_explained_and_a_refusal_is_logged(
    house: House, referent: Referent, caplog: pytest.LogCaptureFixture
):
    house.ent_world.faults.arm([{"kind": "mfa", "path": "/auth/oauth2/userinfo", "times": 1}])
    caplog.set_level(logging.WARNING, "parlons_en.web")
    page = await referent.enter("mme.lemoine")

    assert page.status_code == 403
    assert "demande d&#39;abord autre chose" in page.text
    assert logged(caplog) == ["sign-in refused door=desk reason=asks_mfa detail=-"]
    assert (await referent.enter("mme.lemoine")).status_code == 200


def test_no_word_of_the_log_could_hold_what_the_ent_wrote():
    assert all(reason.replace("_", "").isascii() and reason.islower() for reason in REASONS)
