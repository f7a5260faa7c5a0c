"""Pieces, the lock of the replies, and the re-wrap, opened from the other side: `cryptography`, and the specification of docs/contracts/envelope.md."""

import base64
import hashlib
import json
from typing import Any

import pytest

from tests.sealing.age_file import from_armour, take_apart
from tests.sealing.age_reader import HYBRID, NotForMe, open_armour, open_armour_by_passphrase
from tests.sealing.browser import Browser, BrowserRefused, Sealed
from tests.sealing.people import LETTER_ID, Group, inside, letter_to, piece, talk, voice
from vault import normalise_word
from web.armour import WORK_OF_SECRETS, is_sealed_by
from web.pupil.announced import SIZES


@pytest.fixture(scope="module")
def sent(browser: Browser, group: Group) -> Sealed:
    """A letter with both pieces, to one reader, another one left out."""
    asked = letter_to(group.lemoine, left_out=[group.roche], pieces=[talk(), voice()])
    return browser.seal(asked)


def unpacked(packed: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """Head, content and padding of a piece, read from the specification."""
    start = 4 + int.from_bytes(packed[:4], "big")
    head = json.loads(packed[4:start])
    end = start + head["length"]
    return head, packed[start:end], packed[end:]


def opened(sealed: Sealed, attached: dict[str, Any]) -> bytes:
    (put,) = [one for one in sealed.attachments if one["id"] == attached["id"]]
    return open_armour_by_passphrase(put["armour"], attached["secret"])


def test_each_piece_opens_by_the_secret_inside_the_envelope_and_is_what_it_says(sent: Sealed, group: Group):
    attached = inside(sent, group.lemoine)["attachments"]
    assert [one["kind"] for one in attached] == ["conversation", "voice"]
    for said, expected in zip(attached, (talk(), voice()), strict=True):
        packed = opened(sent, said)
        head, content, padding = unpacked(packed)
        assert hashlib.sha256(packed).hexdigest() == said["sha256"]
        assert base64.urlsafe_b64encode(content).decode().rstrip("=") == expected["content"]
        assert head == {
            "v": 1,
            "id": said["id"],
            "envelope": LETTER_ID,
            "kind": expected["kind"],
            "type": expected["type"],
            "seconds": expected["seconds"],
            "length": len(content),
        }
        assert padding.count(0) == len(padding)


def test_a_piece_has_the_length_of_its_class_and_one_stanza_of_the_least_work(sent: Sealed, group: Group):
    for put in sent.attachments:
        file = take_apart(from_armour(put["armour"]))
        assert [(stanza.kind, stanza.arguments[1]) for stanza in file.stanzas] == [("scrypt", "1")]
        assert put["size"] in SIZES
        assert is_sealed_by(put["armour"], WORK_OF_SECRETS, put["size"])


@pytest.mark.parametrize("size", SIZES)
def test_every_class_of_a_piece_opens_whole_whatever_its_number_of_chunks(browser: Browser, group: Group, size: int):
    sound = bytes(place % 251 for place in range(min(size - 260, 524_000)))
    sealed = browser.seal(letter_to(group.lemoine, pieces=[voice(sound)]))
    (put,), (said,) = sealed.attachments, inside(sealed, group.lemoine)["attachments"]
    assert put["size"] == size
    assert unpacked(opened(sealed, said))[1] == sound
    assert is_sealed_by(put["armour"], WORK_OF_SECRETS, size)


def test_the_secrets_of_two_letters_and_of_their_pieces_are_all_different(browser: Browser, sent: Sealed, group: Group):
    again = browser.seal(letter_to(group.lemoine, left_out=[group.roche], pieces=[talk(), voice()]))
    drawn = [
        secret
        for content in (inside(each, group.lemoine) for each in (sent, again))
        for secret in (content["reply"], content["team"], *(one["secret"] for one in content["attachments"]))
    ]
    assert len(set(drawn)) == 8
    assert all(len(base64.urlsafe_b64decode(secret + "=")) == 32 for secret in drawn)


def test_no_secret_opens_anything_but_its_own(sent: Sealed, group: Group):
    content = inside(sent, group.lemoine)
    first, second = content["attachments"]
    armours = {put["id"]: put["armour"] for put in sent.attachments}
    wrong = [content["reply"], content["team"], second["secret"], normalise_word("Étoile filante"), ""]
    for secret in wrong:
        with pytest.raises(NotForMe):
            open_armour_by_passphrase(armours[first["id"]], secret)


def test_the_lock_opens_by_the_word_as_the_server_knows_it_and_holds_the_secret_of_the_replies(
    sent: Sealed, group: Group
):
    (stanza,) = take_apart(from_armour(sent.reply_lock)).stanzas
    assert (stanza.kind, stanza.arguments[1]) == ("scrypt", "15")
    secret = open_armour_by_passphrase(sent.reply_lock, normalise_word("Étoile filante"))
    assert secret.decode() == inside(sent, group.lemoine)["reply"]
    for wrong in ("Étoile filante", "etoile filante", "etoilefilant", ""):
        with pytest.raises(NotForMe):
            open_armour_by_passphrase(sent.reply_lock, wrong)


def test_a_letter_closed_to_all_others_says_so_inside_and_out(browser: Browser, group: Group):
    sealed = browser.seal(letter_to(group.lemoine, left_out=[group.roche], closed=True))
    assert (sealed.closed, inside(sealed, group.lemoine)["closed"]) == (True, True)


def test_what_a_reader_seals_again_is_the_same_bytes_for_the_joiner_alone(browser: Browser, sent: Sealed, group: Group):
    read = browser.open(sent, group.lemoine.id, group.lemoine.identity(), rewrap_to=group.diallo.recipient("2027-01"))
    rewrapped = read["rewrapped"]
    assert [stanza.kind for stanza in take_apart(from_armour(rewrapped)).stanzas] == [HYBRID]
    identity = group.diallo.identity("2027-01")
    assert open_armour(rewrapped, identity) == open_armour(sent.armour, group.lemoine.identity())
    for other in (group.lemoine.identity(), group.roche.identity("2027-01"), group.diallo.identity()):
        with pytest.raises(NotForMe):
            open_armour(rewrapped, other)


def test_the_joiner_opens_the_letter_and_its_pieces_at_the_desk(browser: Browser, sent: Sealed, group: Group):
    lemoine, diallo = group.lemoine, group.diallo
    rewrapped = browser.open(sent, lemoine.id, lemoine.identity(), rewrap_to=diallo.recipient())["rewrapped"]
    pieces = [{"id": put["id"], "armour": put["armour"]} for put in sent.attachments]
    joined = Sealed(**(vars(sent) | {"armour": rewrapped}))
    read = browser.open(joined, diallo.id, diallo.identity(), joined=True, pieces=pieces)
    assert read["text"] == letter_to()["text"]
    assert read["pieces"] == [talk(), voice()]
    assert read["reply"] == inside(sent, lemoine)["reply"]


def test_somebody_left_out_refuses_what_a_wrong_hand_sealed_to_them(browser: Browser, sent: Sealed, group: Group):
    lemoine, roche = group.lemoine, group.roche
    rewrapped = browser.open(sent, lemoine.id, lemoine.identity(), rewrap_to=roche.recipient())["rewrapped"]
    joined = Sealed(**(vars(sent) | {"armour": rewrapped}))
    assert browser.open(joined, roche.id, roche.identity(), joined=True) == {"flaw": "not_for_me"}


def test_a_piece_of_another_envelope_is_refused_by_the_desk(browser: Browser, sent: Sealed, group: Group):
    other = browser.seal(letter_to(group.lemoine, pieces=[talk("autre")]))
    (foreign,), (mine, _) = other.attachments, sent.attachments
    asked = [{"id": foreign["id"], "armour": foreign["armour"]}, {"id": mine["id"], "armour": foreign["armour"]}]
    read = browser.open(sent, group.lemoine.id, group.lemoine.identity(), pieces=asked)
    assert read["pieces"] == [{"flaw": "not_of_this_message"}, {"flaw": "damaged"}]


def test_a_piece_that_is_too_long_too_loud_or_of_another_type_is_not_sealed(browser: Browser, group: Group):
    odd = [
        voice(bytes(524_001)),
        voice(seconds=91),
        voice(b""),
        piece("voice", "text/html", 3, b"x"),
        piece("video", "video/webm", 3, b"x"),
    ]
    for one in odd:
        with pytest.raises(BrowserRefused, match="envelope not sealed: pieces"):
            browser.seal(letter_to(group.lemoine, pieces=[one]))
