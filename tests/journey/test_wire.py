"""The net must catch what it is cast for, or finding nothing would prove nothing."""

import base64
import json
from urllib.parse import quote

import pytest

from tests.journey.wire import is_said

WORD = "zinzolin caché"


@pytest.mark.parametrize(
    "said",
    [
        f"avant {WORD} après".encode(),
        f"avant {WORD.upper()} après".encode(),
        json.dumps({"text": WORD}).encode(),
        f"https://ent.exemple.fr/?q={quote(WORD)}".encode(),
        f"q={quote(WORD).replace('%20', '+')}".encode(),
        f"..{WORD}..".encode("utf-16-le"),
        f"{WORD}".encode().hex().encode(),
        *(base64.b64encode(("x" * before + WORD + " et la suite").encode()) for before in range(4)),
        *(base64.urlsafe_b64encode(("x" * before + WORD + " et la suite").encode()) for before in range(4)),
    ],
    ids=lambda said: said[:20].hex(),
)
def test_the_word_is_found_however_it_is_written(said: bytes):
    assert is_said(WORD, said)


def test_another_word_is_not():
    assert not is_said(WORD, b"zinzolin tout court, et " + base64.b64encode(b"zinzolin tout court"))
