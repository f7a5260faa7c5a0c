"""Every reader of what comes from outside gives its answer or the one refusal that it declares, whatever the bytes are."""

import base64
import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from settings import SettingsError
from settings.schools import load_schools
from tests.hostile.drawn import characters, many, only, shaped_like, texts, values
from tests.web.browsers import envelope_for
from tests.web.house import DIALLO, LEMOINE
from tests.web.sealed import lock_falsely, seal_falsely
from vault import SealBroken, unseal
from vault.columns import SESSION_REPLY
from web.armour import ArmourError, is_sealed_to, read_armour
from web.desk import key_bodies
from web.desk.paper_checks import read_paper
from web.problems import WebError
from web.pupil.buttons import press_token, pressed_payload
from web.pupil.envelope_checks import read_deposit
from web.pupil.session_keys import read_token
from web.signed_tokens import TokenRefused, key_id, verified_claims
from web.telegram.updates import read_update

KEY = bytes(range(32))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
ARMOUR = seal_falsely(2, 2048)
spoilt = st.tuples(st.integers(0, len(ARMOUR) - 1), st.integers(0, 4), characters).map(
    lambda cut: ARMOUR[: cut[0]] + cut[2] + ARMOUR[cut[0] + cut[1] :]
)


@many
@given(
    texts
    | spoilt
    | st.binary(max_size=300).map(lambda raw: "-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.b64encode(raw).decode())
)
def test_an_armour(text: str):
    only(ArmourError, lambda: read_armour(text))
    for name in ("armour", "wrapped_key"):
        only(WebError, lambda name=name: key_bodies.armour({name: text}, name))
    only(WebError, lambda: read_paper({"id": LEMOINE, "kind": "note", "armour": text}))


def test_a_number_of_readers_is_never_made_as_large_as_it_says():
    assert is_sealed_to(ARMOUR, 2, 2048)
    assert not any(is_sealed_to(ARMOUR, readers, 2048) for readers in (2**53, 10**9, 3, 1, 0, -1))


DEPOSIT = envelope_for([LEMOINE, DIALLO], attachments=[{"id": LEMOINE, "kind": "voice", "size": 65_536}])


@many
@given(shaped_like(DEPOSIT.body).filter(lambda body: isinstance(body, dict)))
@example({**DEPOSIT.body, "header": {**DEPOSIT.body["header"], "readers": 2**53}})
def test_a_deposit(body: dict[str, Any]):
    only(WebError, lambda: read_deposit(DEPOSIT.id, body))


MONTH = {"month": "2026-11", "recipient": "age1pq1" + "q" * 1600, "wrapped_identity": lock_falsely()}
LOCK = {"kind": "passkey", "label": "a", "wrapped_key": lock_falsely(), "credential": "c"}


@many
@given(shaped_like([MONTH]), shaped_like([LOCK]))
def test_keys(months: Any, locks: Any):
    only(WebError, lambda: key_bodies.months(months))
    only(WebError, lambda: key_bodies.locks(locks, bytes))


PRESSED = press_token(KEY, "/pas_ca")


@many
@given(
    texts
    | st.integers(0, len(PRESSED) - 1).flatmap(
        lambda at: characters.map(lambda new: PRESSED[:at] + new + PRESSED[at + 1 :])
    )
)
def test_a_token_of_a_button_or_of_a_session(token: str):
    assert only(WebError, lambda: pressed_payload(KEY, token)) is None or token == PRESSED
    found = read_token(token)
    assert found is None or len(found) == 32


@many
@given(st.binary(max_size=200))
def test_what_is_sealed_is_opened_whole_or_not_at_all(sealed: bytes):
    assert only(SealBroken, lambda: unseal(KEY, SESSION_REPLY, sealed, conversation="c", turn="1")) is None


def token_of(*parts: bytes) -> str:
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


HEADER = b'{"alg":"RS256","kid":"a"}'
DEEP = [
    b"[" * 2_500 + b"]" * 2_500,
    b'{"a":' * 900 + b"1" + b"}" * 900,
    b'{"alg":"RS256","a":' + b"[" * 2_400 + b"]" * 2_400 + b"}",
]
tokens = texts | st.tuples(st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=8)).map(
    lambda raw: token_of(*raw)
)
headers = values.map(lambda value: json.dumps({"alg": "RS256", "kid": value}).encode())


@many
@given(
    tokens
    | headers.map(lambda header: token_of(header, b"{}", b"x"))
    | st.sampled_from([token_of(deep, b"{}", b"x") for deep in DEEP]),
    values,
)
def test_a_token_of_the_ent(token: str, keys: Any):
    only(TokenRefused, lambda: key_id(token))
    published = {"keys": [keys] if not isinstance(keys, list) else keys}
    assert only(TokenRefused, lambda: verified_claims(token, published, "https://ent.fr", "vpe-bot", NOW)) is None


UPDATE = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "is_bot": False},
        "text": "bonjour",
    },
    "callback_query": {
        "id": "a",
        "from": {"is_bot": False},
        "data": "x",
        "message": {"chat": {"id": 7, "type": "private"}},
    },
}


@many
@given(shaped_like(UPDATE).filter(lambda body: isinstance(body, dict)))
def test_an_update_of_telegram(body: dict[str, Any]):
    read_update(body)


SCHOOLS = [
    {
        "id": "col-zola",
        "uai": "0330139P",
        "name": "Zola",
        "group_id": "g",
        "group_name": "G",
        "zone": "A",
        "timezone": "Europe/Paris",
    }
]


@many
@given(shaped_like(SCHOOLS).map(lambda rows: json.dumps(rows, default=str).encode()) | st.binary(max_size=200))
@example(b"- id: 2026-13-45")
@example(b"[" * 5_000)
@example(b"&a [*a]")
@example(b"a: !!python/object/apply:os.system ['true']")
def test_a_list_of_schools(tmp_path_factory: pytest.TempPathFactory, raw: bytes):
    file = _file(tmp_path_factory)
    file.write_bytes(raw)
    only(SettingsError, lambda: load_schools("PARLONS_EN_SCHOOLS", file))


def _file(factory: pytest.TempPathFactory) -> Path:
    return factory.getbasetemp() / "schools.yml"
