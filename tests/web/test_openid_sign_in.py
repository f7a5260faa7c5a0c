"""The id_token of an ENT that signs: what is believed, and everything that is not."""

import asyncio
import logging
from typing import Any

import httpx
import pytest

from ent import EntUnreachable
from tests.web.browsers import Pupil, Referent, query_of
from tests.web.house import ENT, LEA, House
from tests.web.signing_ent import (
    STRANGER,
    Change,
    answer_with,
    give_key,
    nonce_of_state,
    signed,
    take_key_away,
    under_the_public_key,
    unsigned,
)

WHOLE_BYTES = 18  # letters: the 324 that remain of a signature's 342 are whole bytes, whatever the key
NOE = "a1d5c0de-0000-4000-8000-000000000002"


@pytest.fixture
def house_with_key(house: House) -> House:
    give_key(house)
    return house


async def test_an_ent_without_a_key_is_asked_for_no_id_token_and_no_nonce(pupil: Pupil, referent: Referent):
    await pupil.open()
    addresses = [(await pupil.post("/api/sign-in")).json()["url"]]
    addresses.append((await referent.get("/desk/sign-in")).headers["location"])

    for address in addresses:
        assert "openid" not in query_of(address)["scope"].split()
        assert "nonce" not in query_of(address)


async def test_an_ent_that_signs_is_asked_for_the_same_scopes_and_openid_with_a_nonce_of_the_state(
    house_with_key: House, pupil: Pupil, referent: Referent
):
    await pupil.open()
    asked = query_of((await pupil.post("/api/sign-in")).json()["url"])
    again = query_of((await pupil.post("/api/sign-in")).json()["url"])
    desk = query_of((await referent.get("/desk/sign-in")).headers["location"])

    assert asked["scope"] == "userinfo conversation communication openid"
    assert desk["scope"] == "userinfo openid"
    assert asked["nonce"] == nonce_of_state(house_with_key, asked["state"])
    assert len({asked["nonce"], again["nonce"], desk["nonce"]}) == 3


async def test_a_signed_id_token_signs_a_pupil_and_a_referent_in(
    house_with_key: House, pupil: Pupil, referent: Referent
):
    await pupil.open()

    assert (await pupil.sign_in()).json()["profile"] == "ELEVE"
    assert (await referent.enter("mme.lemoine")).status_code == 200


def with_claims(**changes: Any) -> Change:
    return lambda claims: signed({name: value for name, value in (claims | changes).items() if value is not None})


REFUSED: dict[str, tuple[Change, str]] = {
    "plain JSON": (lambda _claims: '{"iss": "x"}', "unsigned"),
    "alg none": (unsigned, "algorithm"),
    "HS256 under the public key": (under_the_public_key, "algorithm"),
    "HS256 under a word": (lambda claims: signed(claims, "x" * 32, "HS256"), "algorithm"),
    "RS512": (lambda claims: signed(claims, algorithm="RS512"), "algorithm"),
    "a stranger's key": (lambda claims: signed(claims, STRANGER), "signature"),
    "a key nobody publishes": (lambda claims: signed(claims, STRANGER, kid="autre"), "key_unknown"),
    "a header that wants something": (lambda claims: signed(claims, crit=["exp"]), "unsigned"),
    "another audience": (with_claims(aud="autre-application"), "audience"),
    "other audiences besides ours": (with_claims(aud=["vpe-bot", "autre-application"]), "audience"),
    "no audience": (with_claims(aud=None), "signature"),
    "another issuer": (with_claims(iss="https://ailleurs.exemple"), "issuer"),
    "no issuer": (with_claims(iss=None), "signature"),
    "no end": (with_claims(exp=None), "times"),
    "an end that is a text": (with_claims(exp="demain"), "times"),
    "no nonce": (with_claims(nonce=None), "nonce"),
    "the nonce of another asking": (with_claims(nonce="0" * 64), "nonce"),
    "someone else's uid": (with_claims(uid=NOE), "uid"),
    "no uid": (with_claims(uid=None), "uid"),
    "the external id as uid": (with_claims(uid="900001"), "uid"),
    "none at all": (lambda _claims: None, "missing"),
    "a book": (lambda claims: signed(claims | {"name": "a" * 9000}), "too_long"),
    "without its last part": (lambda claims: signed(claims).rpartition(".")[0], "unsigned"),
    "a signature that lost its end": (lambda claims: signed(claims)[:-WHOLE_BYTES], "signature"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_an_id_token_that_proves_nothing_signs_no_pupil_in(
    house_with_key: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, what: str
):
    change, code = REFUSED[what]
    answer_with(monkeypatch, change)
    await pupil.open()
    with caplog.at_level(logging.WARNING, "parlons_en.web"):
        answer = await pupil.sign_in()

    assert answer.status_code == 502
    assert answer.json()["error"] == "sign_in_failed"
    assert "vérifier" in answer.json()["message"]
    assert answer.json()["helplines"]
    assert house_with_key.rows("ent_tokens") == []
    assert [row.account for row in house_with_key.rows("sessions")] == [None]
    logged = [record.getMessage() for record in caplog.records if "sign-in" in record.getMessage()]
    assert logged == [f"sign-in refused door=pupil reason=id_token detail={code}"]


@pytest.mark.parametrize(
    "what", ["plain JSON", "alg none", "a stranger's key", "another audience", "no nonce", "no uid"]
)
async def test_an_id_token_that_proves_nothing_opens_no_desk(
    house_with_key: House, referent: Referent, monkeypatch: pytest.MonkeyPatch, what: str
):
    answer_with(monkeypatch, REFUSED[what][0])
    page = await referent.enter("mme.lemoine")

    assert page.status_code == 502
    assert house_with_key.rows("desk_sessions") == []


async def test_an_id_token_of_an_earlier_sign_in_is_refused_in_the_next_one(
    house_with_key: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    kept: list[str] = []

    def replay(claims: dict[str, Any]) -> str:
        kept.append(signed(claims))
        return kept[0]

    answer_with(monkeypatch, replay)
    await pupil.open()

    assert (await pupil.sign_in()).status_code == 200
    assert (await pupil.sign_in()).json()["error"] == "sign_in_failed"


@pytest.mark.parametrize(("minutes", "status"), [(61, 200), (62, 502)], ids=["within the leeway", "after it"])
async def test_an_id_token_is_good_until_its_end_by_our_clock(
    house_with_key: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch, minutes: int, status: int
):
    then = {"iat": int(house_with_key.clock().timestamp()) - minutes * 60}
    answer_with(monkeypatch, lambda claims: signed(claims | then | {"exp": then["iat"] + 3600}))
    await pupil.open()

    assert (await pupil.sign_in()).status_code == status


@pytest.mark.parametrize("claim", ["iat", "nbf"])
async def test_an_id_token_from_the_future_is_refused(
    house_with_key: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch, claim: str
):
    answer_with(monkeypatch, lambda claims: signed(claims | {claim: claims["iat"] + 120}))
    await pupil.open()

    assert (await pupil.sign_in()).json()["error"] == "sign_in_failed"


async def test_an_ent_that_has_lost_its_key_signs_nobody_in(house_with_key: House, pupil: Pupil):
    take_key_away(house_with_key)
    await pupil.open()

    assert (await pupil.sign_in()).json()["error"] == "sign_in_failed"
    assert house_with_key.rows("ent_tokens") == []


async def test_an_unsigned_id_token_that_was_not_asked_for_signs_nobody_in(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    exchange = house.services.ent.exchange_code

    async def with_id_token(*given: Any, **named: Any) -> Any:
        granted = await exchange(*given, **named)
        object.__setattr__(granted, "id_token", unsigned({"uid": LEA}))
        return granted

    monkeypatch.setattr(house.services.ent, "exchange_code", with_id_token)
    await pupil.open()

    assert (await pupil.sign_in()).json()["error"] == "sign_in_failed"


async def test_a_key_that_the_ent_has_changed_is_found_and_strangers_make_us_ask_once_a_minute(
    house_with_key: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    async def count(request: Any) -> None:
        if request.url.path == "/auth/openid/jwks":
            asked.append(request.url.path)

    house_with_key.ent_http.event_hooks["request"].append(count)
    await pupil.open()
    assert (await pupil.sign_in()).status_code == 200
    monkeypatch.setattr("emulator.auth.signing.KEY_ID", "emulated-ent-2")
    monkeypatch.setattr("emulator.auth.openid.KEY_ID", "emulated-ent-2")
    for _ in range(3):
        assert (await pupil.sign_in()).status_code == 502
    assert len(asked) == 1
    house_with_key.clock.advance(minutes=1)

    assert (await pupil.sign_in()).status_code == 200
    assert len(asked) == 2


async def test_an_ent_whose_keys_cannot_be_read_is_an_ent_that_does_not_answer(house_with_key: House, pupil: Pupil):
    house_with_key.fail_ent("unavailable", "/auth/openid/jwks")
    await pupil.open()
    answer = await pupil.sign_in()

    assert answer.json()["error"] == "sign_in_failed"
    assert "ne répond pas" in answer.json()["message"]


async def test_tokens_of_strangers_do_not_wait_one_after_the_other_for_an_ent_that_never_answered(
    house_with_key: House,
):
    asked: list[str] = []

    async def hang(request: Any) -> None:
        asked.append(request.url.path)
        await asyncio.sleep(0.2)
        raise httpx.ConnectTimeout("")

    house_with_key.ent_http.event_hooks["request"].append(hang)
    keys = house_with_key.services.ent_keys
    started = asyncio.get_running_loop().time()
    found = await asyncio.gather(*(keys.find(f"stranger-{number}") for number in range(50)), return_exceptions=True)

    assert {type(error) for error in found} == {EntUnreachable}
    assert len(asked) == 1
    assert asyncio.get_running_loop().time() - started < 2
    house_with_key.ent_http.event_hooks["request"].clear()
    house_with_key.clock.advance(seconds=6)
    assert await keys.find(None)


async def test_the_openid_scope_missing_from_the_connector_is_told_and_signs_nobody_in(
    house_with_key: House, pupil: Pupil
):
    application = house_with_key.ent_world.application_by_name("vpe-bot")
    application.scope = application.scope.replace(" openid", "")
    await pupil.open()

    assert "autorisation" in (await pupil.sign_in()).json()["message"]


async def test_nothing_of_the_id_token_reaches_the_database_in_clear(house_with_key: House, pupil: Pupil):
    await pupil.open()
    await pupil.sign_in()
    stored = house_with_key.database_bytes()

    for secret in (LEA, "900001", "Martin", ENT + "#"):
        assert secret.encode() not in stored, secret
    (row,) = house_with_key.rows("sessions")
    assert len(row.account) == len(row.subject) == 64
