"""A table of what somebody may do to a piece, to the lock of the replies, to a re-wrap; each is refused, by whom and why."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.sealing.age_file import AgeRefused, from_armour, take_apart, to_armour
from tests.sealing.age_reader import (
    HeaderChanged,
    NotForMe,
    PayloadChanged,
    by_passphrase,
    hybrid,
    open_armour_by_passphrase,
    open_file,
)
from tests.sealing.browser import Browser, Sealed
from tests.sealing.people import WORD, Group, inside, letter_to, talk
from vault import normalise_word

Read = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Target:
    """A sealed file and how whoever may opens it."""

    file: bytes
    read: Read


@pytest.fixture(scope="module")
def sent(browser: Browser, group: Group) -> Sealed:
    return browser.seal(letter_to(group.lemoine, group.diallo, pieces=[talk()]))


@pytest.fixture(scope="module")
def other(browser: Browser, group: Group) -> Sealed:
    return browser.seal(letter_to(group.lemoine, group.diallo, text="autre chose", pieces=[talk("autre")]))


@pytest.fixture(scope="module")
def targets(browser: Browser, sent: Sealed, group: Group) -> dict[str, Target]:
    (said,) = inside(sent, group.lemoine)["attachments"]
    (put,) = sent.attachments
    rewrapped = browser.open(sent, group.lemoine.id, group.lemoine.identity(), rewrap_to=group.roche.recipient())
    joiner = hybrid(group.roche.identity())
    return {
        "piece": _opened(put["armour"], by_passphrase(said["secret"])),
        "lock": _opened(sent.reply_lock, by_passphrase(normalise_word(WORD))),
        "re-wrap": _opened(rewrapped["rewrapped"], joiner),
    }


def _opened(armour: str, unwrap: Callable) -> Target:
    return Target(from_armour(armour), lambda file: open_file(take_apart(file), unwrap))


def refused(read: Read, file: bytes) -> bool:
    try:
        read(file)
    except AgeRefused:
        return True
    return False


def header_and_edges(file: bytes) -> list[int]:
    """Every byte up to the payload, and of the payload its ends: what lies between them is tried by chance."""
    start = file.index(b"\n", file.index(b"\n--- ") + 1) + 1
    return [*range(start), *range(start, start + 48), *range(len(file) - 48, len(file))]


@pytest.mark.parametrize(("name", "step"), [("piece", 1), ("lock", 5), ("re-wrap", 1)])
def test_a_flipped_bit_in_header_nonce_or_end_is_refused(targets: dict[str, Target], name: str, step: int):
    target = targets[name]
    assert target.read(target.file)
    accepted = [
        place
        for place in header_and_edges(target.file)[::step]
        if not refused(target.read, target.file[:place] + bytes([target.file[place] ^ 1]) + target.file[place + 1 :])
    ]
    assert accepted == []


@pytest.mark.parametrize("name", ["piece", "re-wrap"])
@settings(deadline=None, max_examples=60)
@given(data=some.data())
def test_a_cut_an_addition_or_a_change_anywhere_is_refused(
    targets: dict[str, Target], name: str, data: some.DataObject
):
    target = targets[name]
    place = data.draw(some.integers(0, len(target.file)))
    added = data.draw(some.binary(max_size=40))
    dropped = data.draw(some.integers(0 if added else 1, len(target.file)))
    changed = target.file[:place] + added + target.file[place + dropped :]
    if changed != target.file:
        assert refused(target.read, changed)


def joined(head_of: bytes, payload_of: bytes) -> bytes:
    """The header and MAC of one file before the nonce and payload of another."""
    head, _, rest = head_of.partition(b"\n--- ")
    payload = payload_of.partition(b"\n--- ")[2].partition(b"\n")[2]
    return head + b"\n--- " + rest.partition(b"\n")[0] + b"\n" + payload


def test_the_payload_of_another_piece_does_not_go_with_this_ones_header(
    sent: Sealed, other: Sealed, targets: dict[str, Target]
):
    foreign = from_armour(other.attachments[0]["armour"])
    with pytest.raises(PayloadChanged):
        targets["piece"].read(joined(targets["piece"].file, foreign))
    with pytest.raises(NotForMe):
        targets["piece"].read(joined(foreign, targets["piece"].file))


def test_the_lock_of_another_message_under_the_same_word_gives_only_that_messages_secret(
    sent: Sealed, other: Sealed, group: Group
):
    secrets = [inside(each, group.lemoine)["reply"] for each in (sent, other)]
    opened = [open_armour_by_passphrase(each.reply_lock, normalise_word(WORD)).decode() for each in (sent, other)]
    assert opened == secrets
    assert secrets[0] != secrets[1]


def test_a_re_wrap_with_a_second_stanza_or_another_letters_payload_is_refused(
    browser: Browser, other: Sealed, group: Group, targets: dict[str, Target]
):
    target = targets["re-wrap"]
    foreign = from_armour(
        browser.open(other, group.lemoine.id, group.lemoine.identity(), rewrap_to=group.roche.recipient())["rewrapped"]
    )
    head, _, rest = target.file.partition(b"\n--- ")
    stanza = foreign.partition(b"\n--- ")[0].partition(b"\n")[2]
    with pytest.raises(HeaderChanged):
        target.read(head + b"\n" + stanza + b"\n--- " + rest)
    with pytest.raises(PayloadChanged):
        target.read(joined(target.file, foreign))


FLAWS: dict[str, tuple[Callable[[bytes], int], str]] = {
    "version line": (lambda file: file.index(b"encryption"), "damaged"),
    "salt": (lambda file: file.index(b"-> scrypt") + 12, "damaged"),
    "wrapped file key": (lambda file: file.index(b"\n--- ") - 10, "damaged"),
    "MAC": (lambda file: file.index(b"\n--- ") + 10, "damaged"),
    "payload": (lambda file: len(file) - 500, "damaged"),
}


@pytest.mark.parametrize(("find", "flaw"), FLAWS.values(), ids=FLAWS.keys())
def test_the_desk_refuses_a_piece_with_a_changed_byte_in_each_part(
    browser: Browser, sent: Sealed, group: Group, find: Callable[[bytes], int], flaw: str
):
    (put,) = sent.attachments
    file = bytearray(from_armour(put["armour"]))
    place = find(bytes(file))
    file[place] = ord("A") if file[place] != ord("A") else ord("B")
    asked = [{"id": put["id"], "armour": to_armour(bytes(file))}]
    read = browser.open(sent, group.lemoine.id, group.lemoine.identity(), pieces=asked)
    assert read["pieces"] == [{"flaw": flaw}]
    assert read["text"] == letter_to()["text"]


def test_a_replayed_armour_under_the_header_of_another_letter_is_refused(
    browser: Browser, sent: Sealed, other: Sealed, group: Group
):
    renamed = other.header | {"id": "1b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c"}
    replayed = Sealed(**(vars(sent) | {"header": renamed}))
    assert browser.open(replayed, group.lemoine.id, group.lemoine.identity()) == {"flaw": "header_differs"}
