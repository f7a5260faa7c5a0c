"""A megabyte made to be slow: each reader is done with it, or refuses it, long before anybody waits."""

import base64
import time

import pytest

from tests.hostile.drawn import only
from tests.web.house import LEMOINE
from web.armour import ArmourError, read_armour
from web.desk import key_bodies
from web.desk.paper_checks import read_paper
from web.problems import WebError
from web.pupil.buttons import pressed_payload
from web.pupil.session_keys import read_token
from web.signed_tokens import TokenRefused, key_id

KEY = bytes(range(32))
LONG = {
    "armour of empty lines": lambda n: read_armour(
        "-----BEGIN AGE ENCRYPTED FILE-----\n" + "\n" * n + "-----END AGE ENCRYPTED FILE-----"
    ),
    "armour of stanzas": lambda n: read_armour(
        _armoured(b"age-encryption.org/v1\n" + b"-> a\n\n" * (n // 6) + b"--- x\n")
    ),
    "armour of arguments": lambda n: read_armour(
        _armoured(b"age-encryption.org/v1\n->" + b" a" * (n // 2) + b"\n\n--- x\n")
    ),
    "armour of letters": lambda n: key_bodies.armour(
        {"a": "-----BEGIN AGE ENCRYPTED FILE-----\n" + "A\n" * (n // 2)}, "a"
    ),
    "token": lambda n: pressed_payload(KEY, "A" * n),
    "session": lambda n: read_token("=" * n),
    "id_token": lambda n: key_id("." * n),
    "paper": lambda n: read_paper({"id": LEMOINE, "kind": "note", "armour": "\n" * n}),
}


def _armoured(raw: bytes) -> str:
    text = base64.b64encode(raw).decode()
    lines = "\n".join(text[place : place + 64] for place in range(0, len(text), 64))
    return f"-----BEGIN AGE ENCRYPTED FILE-----\n{lines}\n-----END AGE ENCRYPTED FILE-----\n"


@pytest.mark.parametrize("name", LONG)
def test_a_megabyte_does_not_hang_a_reader(name: str):
    began = time.process_time()
    only((ArmourError, WebError, TokenRefused), lambda: LONG[name](1024 * 1024))  # type: ignore[arg-type]
    assert time.process_time() - began < 10
