"""The vectors of docs/contracts/envelope.md, made once and kept: whatever changes, what was sealed before must still open, here and there."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.sealing.age_file import from_armour, take_apart
from tests.sealing.age_reader import HYBRID, NotForMe, open_armour, open_armour_by_passphrase
from tests.sealing.browser import Browser, Sealed
from tests.sealing.hybrid_keys import recipient_of
from vault import normalise_word
from web.armour import WORK_OF_SECRETS, WORK_OF_WORDS, is_sealed_by, is_sealed_to

HERE = Path(__file__).parent / "vectors"
VECTOR: dict[str, Any] = json.loads((HERE / "vector.json").read_text(encoding="utf-8"))
INSIDE, HEADER, IDENTITIES = VECTOR["inside"], VECTOR["header"], VECTOR["identities"]
READERS = ["lemoine-1", "diallo-2"]
JOINER = "benali-4"


def armour(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def packed(piece: dict[str, Any]) -> bytes:
    """The padded plaintext of a piece, written from the specification."""
    content = base64.urlsafe_b64decode(piece["content"] + "=" * (-len(piece["content"]) % 4))
    head = {"v": 1, "id": piece["id"], "envelope": HEADER["id"], "kind": piece["kind"], "type": piece["type"]}
    written = json.dumps(
        head | {"seconds": piece["seconds"], "length": len(content)}, separators=(",", ":"), ensure_ascii=False
    ).encode()
    return (len(written).to_bytes(4, "big") + written + content).ljust(piece["size"], b"\0")


def test_the_identities_are_written_as_the_specification_says():
    for name, identity in IDENTITIES.items():
        assert hashlib.sha256(recipient_of(identity).encode()).hexdigest() == VECTOR["recipients_sha256"][name]


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_opens_the_envelope_to_these_very_bytes(reader: str):
    plain = open_armour(armour("envelope.age"), IDENTITIES[reader])
    written = json.dumps({"v": 1, "header": HEADER, **INSIDE}, separators=(",", ":"), ensure_ascii=False)
    assert plain == written.encode().ljust(HEADER["size"], b" ")
    assert hashlib.sha256(plain).hexdigest() == VECTOR["plaintext_sha256"]


def test_the_joiner_opens_the_re_wrap_to_the_same_bytes_and_not_the_envelope():
    plain = open_armour(armour("joined.age"), IDENTITIES[JOINER])
    assert hashlib.sha256(plain).hexdigest() == VECTOR["plaintext_sha256"]
    with pytest.raises(NotForMe):
        open_armour(armour("envelope.age"), IDENTITIES[JOINER])
    for reader in READERS:
        with pytest.raises(NotForMe):
            open_armour(armour("joined.age"), IDENTITIES[reader])


@pytest.mark.parametrize("place", range(2))
def test_each_piece_opens_by_its_secret_to_these_very_bytes(place: int):
    piece, said = VECTOR["pieces"][place], INSIDE["attachments"][place]
    plain = open_armour_by_passphrase(armour(piece["file"]), said["secret"])
    assert plain == packed(piece)
    assert hashlib.sha256(plain).hexdigest() == said["sha256"]
    assert (said["id"], said["kind"]) == (piece["id"], piece["kind"])


def test_the_lock_opens_by_the_word_and_a_reply_by_the_secret_in_it():
    assert normalise_word(VECTOR["word"]) == VECTOR["normalised_word"]
    secret = open_armour_by_passphrase(armour("reply-lock.age"), VECTOR["normalised_word"]).decode()
    assert secret == INSIDE["reply"]
    assert open_armour_by_passphrase(armour("reply.age"), secret).decode() == VECTOR["reply"]["text"]
    with pytest.raises(NotForMe):
        open_armour_by_passphrase(armour("reply.age"), INSIDE["team"])


def test_what_the_server_sees_of_them_is_what_the_contract_says():
    assert is_sealed_to(armour("envelope.age"), len(READERS), HEADER["size"])
    assert is_sealed_to(armour("joined.age"), 1, HEADER["size"])
    assert is_sealed_by(armour("reply-lock.age"), WORK_OF_WORDS, 43)
    assert all(is_sealed_by(armour(piece["file"]), WORK_OF_SECRETS, piece["size"]) for piece in VECTOR["pieces"])
    work = {
        name: take_apart(from_armour(armour(name))).stanzas[0].arguments[1:]
        for name in ("reply-lock.age", "reply.age", "voice.age")
    }
    assert work == {"reply-lock.age": ("15",), "reply.age": ("1",), "voice.age": ("1",)}
    kinds = [stanza.kind for stanza in take_apart(from_armour(armour("envelope.age"))).stanzas]
    assert kinds == [HYBRID, HYBRID]


@pytest.mark.parametrize(
    ("name", "file"), [("lemoine-1", "envelope.age"), ("diallo-2", "envelope.age"), (JOINER, "joined.age")]
)
def test_the_desk_of_today_opens_what_was_sealed_then(browser: Browser, name: str, file: str):
    announced = [{"id": piece["id"], "armour": armour(piece["file"])} for piece in VECTOR["pieces"]]
    sealed = Sealed(HEADER, armour(file), READERS, INSIDE["excluded"], INSIDE["closed"], armour("reply-lock.age"), [])
    read = browser.open(sealed, name, IDENTITIES[name], joined=name == JOINER, pieces=announced)
    assert {each: read[each] for each in INSIDE} == INSIDE
    assert [piece["content"] for piece in read["pieces"]] == [piece["content"] for piece in VECTOR["pieces"]]
