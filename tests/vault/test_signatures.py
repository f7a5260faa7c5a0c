import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.keys import sign, signing_key_of
from vault import canonical, is_signed, is_signing_key

STATEMENT = {"countersigns": "diallo", "key": "a" * 64, "school": "col-zola"}
LEMOINE = signing_key_of("lemoine")
SIGNED = sign("lemoine", STATEMENT)


def spki(key: object) -> str:
    raw = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_what_somebody_signed_is_signed_by_them():
    assert is_signed(LEMOINE, STATEMENT, SIGNED)
    assert is_signed(LEMOINE, dict(reversed(STATEMENT.items())), SIGNED)


@pytest.mark.parametrize(
    "changed",
    [{"countersigns": "roche"}, {"key": "b" * 64}, {"school": "lyc-camus"}, {"more": "1"}],
)
def test_a_signature_says_one_thing_only(changed: dict):
    assert not is_signed(LEMOINE, {**STATEMENT, **changed}, SIGNED)


def test_a_signature_is_of_one_person_only():
    assert not is_signed(signing_key_of("diallo"), STATEMENT, SIGNED)


@given(st.integers(0, 63), st.integers(1, 255))
def test_a_signature_changed_in_any_byte_signs_nothing(place: int, difference: int):
    raw = bytearray(decoded(SIGNED))
    raw[place] ^= difference
    assert not is_signed(LEMOINE, STATEMENT, base64url(bytes(raw)))


@given(st.integers(0, 90), st.integers(1, 255))
def test_a_key_changed_in_any_byte_is_not_theirs(place: int, difference: int):
    raw = bytearray(decoded(LEMOINE))
    raw[place] ^= difference
    assert not is_signed(base64url(bytes(raw)), STATEMENT, SIGNED)


@given(st.text(max_size=200))
def test_no_text_is_a_key_or_a_signature(text: str):
    assume(text not in {LEMOINE, SIGNED})
    assert not is_signing_key(text)
    assert not is_signed(LEMOINE, STATEMENT, text)


@pytest.mark.parametrize(
    "spelt",
    [SIGNED + "=", SIGNED + "==", " " + SIGNED, SIGNED + "\n", SIGNED[:-1], SIGNED + "A", ""],
    ids=["padded", "padded twice", "blank before", "line after", "short", "long", "empty"],
)
def test_a_signature_has_one_spelling(spelt: str):
    assert not is_signed(LEMOINE, STATEMENT, spelt)


def test_a_signature_in_another_form_is_none():
    key = ec.generate_private_key(ec.SECP256R1())
    der = key.sign(canonical(STATEMENT), ec.ECDSA(hashes.SHA256()))
    assert not is_signed(spki(key), STATEMENT, base64url(der))
    assert not is_signed(LEMOINE, STATEMENT, base64url(bytes(64)))
    assert not is_signed(LEMOINE, STATEMENT, base64url(b"\xff" * 64))


def test_only_a_p256_key_in_its_one_form_is_a_key():
    compressed = (
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    )
    off_the_curve = decoded(LEMOINE)[:-1] + bytes([decoded(LEMOINE)[-1] ^ 1])
    assert is_signing_key(spki(ec.generate_private_key(ec.SECP256R1())))
    for other in (
        spki(ec.generate_private_key(ec.SECP384R1())),
        spki(ed25519.Ed25519PrivateKey.generate()),
        base64url(compressed),
        base64url(off_the_curve),
        LEMOINE + "=",
    ):
        assert not is_signing_key(other)


def test_the_canonical_form_is_written_in_one_way():
    assert canonical({"b": 1, "a": {"é": 'à \u2028 « " \\ \n'}}) == (
        '{"a":{"é":"à \u2028 « \\" \\\\ \\n"},"b":1}'.encode()
    )
    assert canonical({"b": "2", "a": "1"}) == canonical({"a": "1", "b": "2"})


@pytest.mark.parametrize("value", [None, True, 1.5, [1], {"a": None}, {"a": [1]}, {1: "a"}])
def test_nothing_else_has_a_canonical_form(value: object):
    with pytest.raises(TypeError):
        canonical(value)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.integers(-(2**53), 2**53), max_size=5))
def test_the_canonical_form_tells_everything(value: dict):
    assert json.loads(canonical(value)) == value


def test_what_the_browser_signed_is_signed():
    vector = json.loads((Path(__file__).parents[1] / "vectors" / "signature.json").read_text(encoding="utf-8"))
    assert is_signed(vector["signing_key"], vector["statement"], vector["signature"])
