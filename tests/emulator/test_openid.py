from __future__ import annotations

import base64
import json

import httpx
import jwt
import pytest

from emulator.auth.backchannel import EVENT, logout_token
from emulator.auth.signing import signing_key
from emulator.seed import build_world, read_seed
from emulator.serve import utc_now
from emulator.world import World
from tests.emulator.running_ent import CALLBACK, options

LEA = "a1d5c0de-0000-4000-8000-000000000001"


def test_discovery_stands_under_auth_openid(ent):
    found = ent.anyone().get("/auth/openid/.well-known/openid-configuration").json()
    assert found["jwks_uri"].endswith("/auth/openid/jwks")
    assert found["id_token_signing_alg_values_supported"] == ["RS256"]
    assert ent.anyone().get("/.well-known/openid-configuration").status_code == 404


def test_without_a_configured_key_there_is_none_to_verify_with(ent, start_ent):
    assert ent.anyone().get("/auth/openid/jwks").json() == {"keys": []}
    with_key = start_ent(openid_key=True).anyone()
    [key] = with_key.get("/auth/openid/jwks").json()["keys"]
    assert (key["kty"], key["alg"]) == ("RSA", "RS256")
    assert key["kid"] in with_key.get("/auth/openid/certs").json()


def test_a_signed_id_token_names_the_ent_id_as_uid_and_an_unsigned_one_has_no_dots(ent, start_ent):
    def id_token(running) -> str:
        httpx_client = running.signed_in("super.admin")
        app = {"name": "oidc", "address": "http://bot.localhost/x", "secret": "s", "grantType": "authorization_code"}
        httpx_client.post("/appregistry/application/external", json={**app, "scope": "openid userinfo"})
        code = running.code("lea.martin", "openid userinfo", client_id="oidc", redirect_uri="http://bot.localhost/x")
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://bot.localhost/x"}
        answer = httpx.post(f"{running.url}/auth/oauth2/token", data=form, auth=("oidc", "s"))
        return str(answer.json()["id_token"])

    assert json.loads(id_token(ent))["sub"] == "900001"
    payload = id_token(start_ent(openid_key=True)).split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    assert claims["uid"] == "a1d5c0de-0000-4000-8000-000000000001"


def world_with(reading: str, *, key: bool) -> World:
    ids = iter(range(1000))
    world = build_world(read_seed(), options(openid_key=key), utc_now, lambda: f"id-{next(ids)}")
    world.inferred = world.inferred.changed({"logout_token_names_uid": reading})
    return world


@pytest.mark.parametrize("reading", ["default", "other"])
def test_a_logout_token_is_signed_where_there_is_a_key_and_names_the_external_id(reading):
    world = world_with(reading, key=True)
    claims = jwt.decode(
        logout_token(world, world.users[LEA], "vpe-bot"),
        signing_key().public_key(),
        algorithms=["RS256"],
        audience="vpe-bot",
    )
    assert (claims["sub"], claims.get("uid")) == ("900001", LEA if reading == "default" else None)
    assert EVENT in claims["events"]
    assert "nonce" not in claims


def test_a_logout_token_is_unsigned_where_there_is_no_key():
    world = world_with("default", key=False)
    token = logout_token(world, world.users[LEA], "vpe-bot")
    assert jwt.get_unverified_header(token)["alg"] == "none"
    assert token.endswith(".")


def test_an_ent_with_a_key_lets_the_connector_ask_for_openid_and_one_without_does_not(ent, start_ent):
    assert start_ent(openid_key=True).code("lea.martin", "userinfo openid")
    query = {"response_type": "code", "client_id": "vpe-bot", "redirect_uri": CALLBACK, "scope": "openid", "state": "x"}
    refused = ent.signed_in("lea.martin").get("/auth/oauth2/auth", params=query)
    assert "error=server_error" in refused.headers["location"]
