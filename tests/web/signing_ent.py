"""An ENT that has configured a key, and the tokens that somebody else could send in its place."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from emulator.auth import openid, signing
from tests.web.house import ENT, House
from vault import KeyRing
from web.oauth import nonce_of

STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def give_key(house: House) -> None:
    """From now on the ENT signs, and the settings of web say so."""
    world = house.ent_world
    world.options = replace(world.options, openid_key=True)
    world.application_by_name("vpe-bot").scope += " openid"
    house.changes = {**house.changes, "ent_issuer": ENT}
    house.restart_web()


def take_key_away(house: House) -> None:
    """The ENT lost its key: it writes plain JSON where the id_token was, and publishes nothing."""
    world = house.ent_world
    world.options = replace(world.options, openid_key=False)


def signed(
    claims: dict[str, Any], key: Any = None, algorithm: str = "RS256", kid: str | None = signing.KEY_ID, **header: Any
) -> str:
    """A token with these claims: the ENT's own key unless another is given."""
    named = header if kid is None else {"kid": kid, **header}
    return jwt.encode(claims, signing.signing_key() if key is None else key, algorithm=algorithm, headers=named)


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none")


def under_the_public_key(claims: dict[str, Any]) -> str:
    """HS256 with the published key as secret, as an old library could be made to believe; PyJWT does not write it."""
    public = signing.signing_key().public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    parts = [{"alg": "HS256", "typ": "JWT", "kid": signing.KEY_ID}, claims]
    text = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    mac = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(text.encode(), pem)
    return f"{text}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


Change = Callable[[dict[str, Any]], Any]


def answer_with(monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """The token endpoint gives `change(claims)` as id_token, with the claims that the ENT would have signed."""

    def id_token(world: Any, grant: Any) -> Any:
        token = openid.id_token(world, grant)
        return change(jwt.decode(token, options={"verify_signature": False}))

    monkeypatch.setattr("emulator.auth.token.id_token", id_token)


def nonce_of_state(house: House, state: str) -> str:
    return nonce_of(KeyRing(house.services.settings.server_keys), state)
