"""Signing out of the ENT ends what that account signed in to here; nobody else's word does."""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Any

import httpx
import jwt
import pytest
import uvicorn

from emulator.auth.backchannel import EVENT, logout_token
from handoff import tokens
from handoff.carrying import outbox
from tests.web.browsers import Pupil, Referent
from tests.web.house import DIALLO, LEA, LEMOINE, PUBLIC, House
from tests.web.signing_ent import STRANGER, give_key, signed, take_key_away, under_the_public_key, unsigned
from web.ent_logouts import drop_old_logouts

NOE = "a1d5c0de-0000-4000-8000-000000000002"


@pytest.fixture
def house_with_key(house: House) -> House:
    give_key(house)
    house.enrol()
    return house


def token_of_ent(house: House, user: str = LEA) -> str:
    world = house.ent_world
    return logout_token(world, world.users[user], "vpe-bot")


def claims_of(house: House, user: str = LEA) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token_of_ent(house, user), options={"verify_signature": False})
    return claims


async def post(house: House, token: str | None, **headers: str) -> httpx.Response:
    """As the ENT's server does: no origin, no header of ours, no cookie."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house)) as server:
        form = {} if token is None else {"logout_token": token}
        return await server.post(PUBLIC + "/ent/logout", data=form, headers=headers)


async def a_signed_in_pupil(house: House, login: str = "lea.martin") -> Pupil:
    browser = Pupil(house)
    await browser.open()
    assert (await browser.sign_in(login)).status_code == 200
    return browser


def conversation_of(house: House) -> str:
    found: str = [turn for turn in house.rasa.turns if turn["kind"] == "start"][-1]["conversation"]
    return found


@pytest.mark.parametrize("names_uid", [True, False], ids=["uid and sub", "sub only"])
async def test_every_session_of_that_account_ends_as_on_leaving_and_nobody_elses(
    house_with_key: House, names_uid: bool
):
    world = house_with_key.ent_world
    world.inferred = world.inferred.changed({"logout_token_names_uid": "default" if names_uid else "other"})
    first, second = [await a_signed_in_pupil(house_with_key) for _ in range(2)]
    other = await a_signed_in_pupil(house_with_key, "noe.petit")
    answer = await post(house_with_key, token_of_ent(house_with_key))

    assert answer.status_code == 200
    for ended in (first, second):
        assert (await ended.play(1, text="bonjour")).json()["error"] == "session_over"
    assert (await other.see_readers()).status_code == 200
    assert len(house_with_key.rows("sessions")) == len(house_with_key.rows("ent_tokens")) == 1
    assert len(house_with_key.rasa.forgotten) == 2
    assert house_with_key.rows("forgets") == []


async def test_a_referents_desk_session_ends_too(house_with_key: House, referent: Referent):
    await referent.enter("mme.lemoine")
    other = Referent(house_with_key)
    await other.enter("m.diallo")
    await post(house_with_key, token_of_ent(house_with_key, LEMOINE))

    assert (await referent.get("/desk/api/me")).status_code == 401
    assert (await other.get("/desk/api/me")).status_code == 200


async def test_a_conversation_that_signed_nobody_in_goes_on(house_with_key: House, pupil: Pupil):
    await pupil.open()
    await post(house_with_key, token_of_ent(house_with_key))

    assert (await pupil.play(1, text="bonjour")).status_code == 200


async def test_a_sign_in_under_way_is_void_once_the_account_is_signed_out(house_with_key: House, pupil: Pupil):
    await pupil.open()
    code = await pupil.come_back_from_ent("lea.martin")
    await post(house_with_key, token_of_ent(house_with_key))

    assert (await pupil.post("/api/sign-in/join", {"code": code})).json()["error"] == "sign_in_expired"
    assert house_with_key.rows("ent_tokens") == []


@pytest.mark.parametrize("promised", [True, False], ids=["promised", "only deposited"])
async def test_the_token_that_a_promised_message_needs_stays_until_it_has_left(house_with_key: House, promised: bool):
    pupil = await a_signed_in_pupil(house_with_key)
    _, sent = await pupil.deposit([LEMOINE, DIALLO])
    conversation, services = conversation_of(house_with_key), house_with_key.services
    if promised:
        outbox.promise(services.db, sent.id, conversation, house_with_key.clock())
    await post(house_with_key, token_of_ent(house_with_key))

    assert house_with_key.rows("sessions") == []
    assert [row.state for row in house_with_key.rows("outbox")] == ["promised"]
    kept = tokens.find(services.db, services.ring, conversation, house_with_key.clock())
    assert kept is not None
    assert kept.user_id == LEA


Forge = Callable[[House], str | None]


def changed(**changes: Any) -> Forge:
    def forge(house: House) -> str:
        claims = claims_of(house) | changes
        return signed({name: value for name, value in claims.items() if value is not None})

    return forge


REFUSED: dict[str, Forge] = {
    "no token": lambda _house: None,
    "an empty one": lambda _house: "",
    "a text": lambda _house: "bonjour",
    "plain JSON": lambda _house: '{"sub": "900001"}',
    "alg none": lambda house: unsigned(claims_of(house)),
    "HS256 under the public key": lambda house: under_the_public_key(claims_of(house)),
    "a stranger's key": lambda house: signed(claims_of(house), STRANGER),
    "another audience": changed(aud="autre-application"),
    "another issuer": changed(iss="https://ailleurs.exemple"),
    "no moment": changed(iat=None),
    "an hour ago": lambda house: changed(iat=claims_of(house)["iat"] - 3600, exp=None)(house),
    "over": lambda house: changed(exp=claims_of(house)["iat"] - 120)(house),
    "from the future": lambda house: changed(iat=claims_of(house)["iat"] + 120)(house),
    "beyond all times": changed(iat=10**400),
    "without an end in any time": changed(exp=10**400),
    "another event": changed(events={"autre": {}}),
    "events that are none": changed(events=[EVENT]),
    "an id_token": changed(events=None, nonce="0" * 64),
    "nobody": changed(uid=None, sub=None),
    "somebody who is no text": changed(uid=["x"], sub=None),
    "a book": changed(name="a" * 20_000),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_token_that_proves_nothing_changes_nothing_and_always_gets_the_same_answer(
    house_with_key: House, caplog: pytest.LogCaptureFixture, what: str
):
    pupil = await a_signed_in_pupil(house_with_key)
    caplog.set_level(logging.INFO, "parlons_en.web")
    answer = await post(house_with_key, REFUSED[what](house_with_key))

    assert (answer.status_code, answer.content) == (400, b'{"error":"invalid_request"}')
    assert answer.headers["cache-control"] == "no-store"
    assert (await pupil.see_readers()).status_code == 200
    assert house_with_key.rows("ent_logouts") == []
    for secret in (LEA, "900001", "Martin"):
        assert secret not in caplog.text


async def test_a_token_is_obeyed_once_however_its_signature_is_spelt(house_with_key: House):
    await a_signed_in_pupil(house_with_key)
    token = token_of_ent(house_with_key)
    assert (await post(house_with_key, token)).status_code == 200
    back_again = await a_signed_in_pupil(house_with_key)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same_bytes = token[:-1] + alphabet[alphabet.index(token[-1]) ^ 1]

    for replayed in (token, same_bytes, token + "="):
        assert (await post(house_with_key, replayed)).status_code == 400
    assert (await back_again.see_readers()).status_code == 200


async def test_a_token_is_remembered_for_as_long_as_it_could_be_believed(house_with_key: House):
    await a_signed_in_pupil(house_with_key)
    token = signed({name: value for name, value in claims_of(house_with_key).items() if name != "exp"})
    await post(house_with_key, token)
    for _ in range(12):
        house_with_key.clock.advance(minutes=1)
        drop_old_logouts(house_with_key.services.db, house_with_key.clock())
        assert (await post(house_with_key, token)).status_code == 400
    assert house_with_key.rows("ent_logouts") == []


async def test_a_logout_token_without_events_or_end_is_obeyed(house_with_key: House):
    pupil = await a_signed_in_pupil(house_with_key)
    answer = await post(house_with_key, changed(events=None, exp=None, jti=None)(house_with_key))

    assert answer.status_code == 200
    assert (await pupil.play(1, text="bonjour")).json()["error"] == "session_over"


async def test_without_a_key_in_the_settings_everything_is_refused_and_no_account_is_marked(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    world = house.ent_world
    (unmarked,) = house.rows("sessions")
    token = signed({"iss": world.options.public_url, "aud": "vpe-bot", "iat": 1, "sub": "900001", "uid": LEA})

    assert (await post(house, token)).status_code == 400
    assert (await post(house, token_of_ent(house))).status_code == 400
    assert (unmarked.account, unmarked.subject) == (None, None)
    assert (await pupil.see_readers()).status_code == 200


async def test_an_ent_that_has_lost_its_key_is_not_believed(house_with_key: House):
    pupil = await a_signed_in_pupil(house_with_key)
    house_with_key.restart_web()
    take_key_away(house_with_key)

    assert (await post(house_with_key, token_of_ent(house_with_key))).status_code == 400
    assert (await pupil.see_readers()).status_code == 200


async def test_a_changed_server_key_still_finds_the_sessions(house_with_key: House):
    pupil = await a_signed_in_pupil(house_with_key)
    house_with_key.changes |= {"server_keys": (bytes(range(1, 33)), bytes(range(32)))}
    house_with_key.restart_web()
    await post(house_with_key, token_of_ent(house_with_key))

    assert (await pupil.play(1, text="bonjour")).json()["error"] == "session_over"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"logout_token": "x"}'),
        ("text/plain", b"logout_token=x"),
        ("application/x-www-form-urlencoded", b"logout_token=x&logout_token=y"),
        ("application/x-www-form-urlencoded", b"&".join(b"f%d=x" % number for number in range(50))),
        ("application/x-www-form-urlencoded", b"logout_token=" + b"a" * 40_000),
        ("application/x-www-form-urlencoded", b"\xff\xfe"),
    ],
)
async def test_what_is_no_such_form_gets_the_same_answer(house_with_key: House, kind: str, body: bytes):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house_with_key)) as server:
        answer = await server.post(PUBLIC + "/ent/logout", content=body, headers={"Content-Type": kind})

    assert (answer.status_code, answer.content) == (400, b'{"error":"invalid_request"}')


async def test_signing_out_of_the_emulated_ent_ends_the_session_over_the_network(house_with_key: House):
    pupil = await a_signed_in_pupil(house_with_key)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(house_with_key, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    application = house_with_key.ent_world.application_by_name("vpe-bot")
    application.logout_url = f"http://127.0.0.1:{port}/ent/logout"
    await pupil.http.get("http://ent.localhost:8090/auth/logout")
    server.should_exit = True
    await serving

    assert (await pupil.play(1, text="bonjour")).json()["error"] == "session_over"
    assert len(house_with_key.rows("ent_logouts")) == 1
