import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.sealing.age_file import from_armour, to_armour
from tests.sealing.age_reader import TAG
from tests.sealing.age_writer import seal_by_passphrase, seal_to
from tests.sealing.browser import Browser, BrowserRefused
from tests.sealing.hybrid_keys import SEED, identity_from, recipient_of
from tests.sealing.people import LETTER_ID, MONTH, SCHOOL

WORDS = "Zoé m’a dit « tais-toi » 😢"
PASSPHRASE = "trois éléphants gris dansent"
HEADER: dict[str, Any] = {
    "v": 1,
    "id": LETTER_ID,
    "school": SCHOOL,
    "date": "2026-11-22",
    "month": MONTH,
    "readers": 1,
    "size": 2048,
}
SECRETS = {"reply": "A" * 43, "team": "B" * 42 + "A"}
CHOSEN = {"readers": ["lemoine-1"], "excluded": ["roche-3"], "closed": False}
CONTENT = {"v": 1, "header": HEADER, **CHOSEN, "text": WORDS, **SECRETS, "attachments": []}


@dataclass(frozen=True)
class Reader:
    """Somebody whose keys were made and wrapped in Python."""

    recipient: str
    keys: dict[str, Any]

    @classmethod
    def make(cls) -> "Reader":
        key, identity = identity_from(os.urandom(SEED)), identity_from(os.urandom(SEED))
        wrapped = seal_to([recipient_of(key)], identity.encode())
        month = {"month": MONTH, "recipient": recipient_of(identity), "wrapped_identity": wrapped}
        wrapped_key = seal_by_passphrase(PASSPHRASE, key.encode(), work=10)
        return cls(
            month["recipient"],
            {"locks": [{"wrapped_key": wrapped_key}], "key_recipient": recipient_of(key), "months": [month]},
        )

    def asks(self, armour: str, passphrase: str = PASSPHRASE) -> dict[str, Any]:
        """What the desk's code is asked."""
        return {"keys": self.keys, "passphrase": passphrase, "header": HEADER, "armour": armour, "me": "lemoine-1"}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.make()


def sealed_for(*readers: Reader, **change: Any) -> str:
    plain = json.dumps(CONTENT | change, ensure_ascii=False).encode().ljust(HEADER["size"])
    return seal_to([one.recipient for one in readers], plain)


def test_the_desk_opens_what_python_sealed_with_keys_that_python_wrapped(browser: Browser, reader: Reader):
    assert browser.read_at_the_desk(reader.asks(sealed_for(reader))) == {"text": WORDS}


def test_the_desk_takes_the_passphrase_as_it_is_typed(browser: Browser, reader: Reader):
    typed = " Trois  E\u0301LE\u0301PHANTS gris\tdansent"
    assert browser.read_at_the_desk(reader.asks(sealed_for(reader), passphrase=typed)) == {"text": WORDS}


def test_another_passphrase_stops_the_desk(browser: Browser, reader: Reader):
    with pytest.raises(BrowserRefused, match="does not open this key"):
        browser.read_at_the_desk(reader.asks(sealed_for(reader), passphrase="trois éléphants verts dansent"))


def test_the_desk_refuses_an_envelope_for_somebody_else(browser: Browser, reader: Reader):
    assert browser.read_at_the_desk(reader.asks(sealed_for(Reader.make()))) == {"flaw": "not_for_me"}


@pytest.mark.parametrize(
    "named",
    [{"readers": ["diallo-2"]}, {"readers": ["diallo-2"], "excluded": ["lemoine-1"]}],
    ids=["not named", "left out"],
)
def test_the_desk_refuses_somebody_who_holds_the_key_without_being_a_reader(
    browser: Browser, reader: Reader, named: dict[str, Any]
):
    assert browser.read_at_the_desk(reader.asks(sealed_for(reader, **named))) == {"flaw": "not_for_me"}


@pytest.mark.parametrize(
    "odd",
    [{"excluded": ["lemoine-1"]}, {"reply": "parapluie"}, {"closed": 0}, {"text": None}, {"subject": "violence"}],
    ids=["a reader left out", "a word for a secret", "closed by a number", "no text", "one more field"],
)
def test_the_desk_refuses_an_inside_that_is_not_of_its_shape(browser: Browser, reader: Reader, odd: dict[str, Any]):
    assert browser.read_at_the_desk(reader.asks(sealed_for(reader, **odd))) == {"flaw": "damaged"}


def test_the_desk_refuses_an_envelope_of_the_first_days_without_secrets(browser: Browser, reader: Reader):
    old = {name: CONTENT[name] for name in ("v", "header", "readers", "excluded", "text")}
    armour = seal_to([reader.recipient], json.dumps(old).encode().ljust(HEADER["size"]))
    assert browser.read_at_the_desk(reader.asks(armour)) == {"flaw": "damaged"}


@pytest.mark.parametrize(
    "field", [{"school": "col-autre"}, {"date": "2026-11-21"}, {"readers": 2}, {"month": "2026-12"}]
)
def test_the_desk_refuses_another_header_inside(browser: Browser, reader: Reader, field: dict[str, Any]):
    armour = sealed_for(reader, header=HEADER | field)
    assert browser.read_at_the_desk(reader.asks(armour)) == {"flaw": "header_differs"}


def test_the_desk_refuses_a_reader_that_the_clear_header_does_not_count(browser: Browser, reader: Reader):
    assert browser.read_at_the_desk(reader.asks(sealed_for(reader, Reader.make()))) == {"flaw": "readers_differ"}


def test_the_desk_opens_an_armour_whose_line_ends_and_surroundings_the_mail_changed(browser: Browser, reader: Reader):
    mailed = "\r\n  " + sealed_for(reader).replace("\n", "\r\n") + "\r\n\r\n"
    assert browser.read_at_the_desk(reader.asks(mailed)) == {"text": WORDS}


PARTS = {
    "version line": (lambda file: file.index(b"encryption"), "damaged"),
    "stanza type": (lambda file: file.index(b"-> mlkem") + 5, "not_for_me"),
    "encapsulated key": (lambda file: file.index(b"-> mlkem") + 500, "not_for_me"),
    "wrapped file key": (lambda file: file.index(b"\n--- ") - 10, "not_for_me"),
    "MAC": (lambda file: file.index(b"\n--- ") + 10, "damaged"),
    "nonce": (lambda file: len(file) - TAG - HEADER["size"] - 1, "damaged"),
    "payload": (lambda file: len(file) - 500, "damaged"),
}


@pytest.mark.parametrize(("find", "flaw"), PARTS.values(), ids=PARTS.keys())
def test_the_desk_refuses_a_changed_byte_in_each_part(
    browser: Browser, reader: Reader, find: Callable[[bytes], int], flaw: str
):
    file = bytearray(from_armour(sealed_for(reader)))
    place = find(bytes(file))
    file[place] = ord("A") if file[place] != ord("A") else ord("B")
    assert browser.read_at_the_desk(reader.asks(to_armour(bytes(file)))) == {"flaw": flaw}
