from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import httpx
import jwt
import pytest

from tests.emulator.contract.bench.answers import leads_to_login, shaped
from tests.emulator.contract.bench.connectors import openid_client, registered
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.sentences import say
from tests.emulator.contract.bench.shapes import assert_shape
from tests.emulator.contract.bench.target import Ent
from tests.emulator.contract.bench.variants import variant

WELL_KNOWN = "/auth/openid/.well-known/openid-configuration"


def is_signed(token: str) -> bool:
    return token.count(".") == 2 and not token.lstrip().startswith("{")


def claims(ent: Ent, token: str, audience: str) -> dict:
    """The claims of an id_token, its signature checked with the published keys when there is one."""
    if not is_signed(token):
        return json.loads(token)
    known = jwt.PyJWKSet.from_dict(ent.anyone().get("/auth/openid/jwks").json())
    header = jwt.get_unverified_header(token)
    assert header["alg"] == "RS256"
    return jwt.decode(token, known[header["kid"]].key, algorithms=["RS256"], audience=audience)


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """A server that keeps what is posted to it: the application's logoutUrl."""
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base class names it so
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/logout", bodies
        server.shutdown()


@fact("1.6/discovery")
def test_discovery_is_public_and_under_auth(ent):
    shaped("openid_configuration", ent.anyone().get(WELL_KNOWN))


@fact("1.6/jwks")
def test_keys_are_public(ent):
    shaped("jwks", ent.anyone().get("/auth/openid/jwks"))
    shaped("certs", ent.anyone().get("/auth/openid/certs"))


@fact("1.6/id-token")
def test_an_id_token_says_who_by_two_different_ids(ent):
    with openid_client(ent) as connector:
        token = connector.tokens("pupil", nonce="n0nce")["id_token"]
        body = claims(ent, token, connector.content["name"])
    assert_shape("id_token", body)
    plain = ent.browser("pupil").get("/auth/oauth2/userinfo").json()
    assert (body["uid"], body["sub"]) == (plain["userId"], plain["externalId"])
    assert (body["aud"], body["nonce"]) == (connector.content["name"], "n0nce")
    assert body["exp"] - body["iat"] == 3600


@contextmanager
def with_key(ent: Ent, *, wanted: bool) -> Iterator[Ent]:
    """The target if it is so, else an emulator that is; skips on a real ENT that is not."""
    has_key = bool(ent.anyone().get("/auth/openid/jwks").json()["keys"])
    if has_key == wanted:
        yield ent
    elif ent.door is None:
        pytest.skip(say("has_key" if has_key else "no_key"))
    else:
        with variant(ent, *(["--openid-key"] if wanted else [])) as other:
            yield other


@fact("1.6/signed")
def test_with_a_key_the_id_token_is_signed_and_an_altered_one_is_not(ent):
    with with_key(ent, wanted=True) as other, openid_client(other) as connector:
        token = connector.tokens("pupil")["id_token"]
        assert_shape("id_token", claims(other, token, connector.content["name"]))
        head, body, signature = token.split(".")
        with pytest.raises(jwt.InvalidSignatureError):
            claims(
                other, f"{head}.{body}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}", connector.content["name"]
            )


@fact("1.6/unsigned")
def test_without_a_key_the_id_token_is_unsigned_json(ent):
    with with_key(ent, wanted=False) as other, openid_client(other) as connector:
        token = connector.tokens("pupil")["id_token"]
    assert not is_signed(token)
    assert_shape("id_token", json.loads(token))


@fact("1.6/no-openid")
def test_without_the_word_openid_there_is_no_id_token(ent):
    assert "id_token" not in ent.tokens("pupil", "userinfo")


@fact("1.6/back-channel")
def test_signing_out_tells_the_application(ent, door):
    with listening() as (url, bodies), registered(ent, logoutUrl=url) as connector:
        browser, _ = ent.sign_in("other_pupil")
        ent.browsers["other_pupil"] = browser
        connector.tokens("other_pupil")
        browser.get("/auth/logout")
        ent.forget_sessions()
    assert len(bodies) == 1
    assert parse_qs(bodies[0].decode())["logout_token"][0].count(".") == 2


@fact("1.6/id-token")
def test_the_authorisation_endpoint_of_discovery_is_the_one_in_use(ent):
    body = ent.anyone().get(WELL_KNOWN).json()
    assert leads_to_login(ent.anyone().get(httpx.URL(body["authorization_endpoint"]).path, params={"state": "x"}))
