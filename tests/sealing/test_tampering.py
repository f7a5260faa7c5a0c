from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.sealing.age_file import BEGIN, END, AgeFile, AgeRefused, from_armour, take_apart
from tests.sealing.age_reader import HeaderChanged, NotForMe, PayloadChanged, hybrid, open_armour, open_file
from tests.sealing.browser import Browser, Sealed
from tests.sealing.people import Group, letter_to


def opening(group: Group) -> Callable[[bytes], bytes]:
    """How one reader opens a file; the keys are unwrapped once."""
    unwrap = hybrid(group.diallo.identity())
    return lambda file: open_file(take_apart(file), unwrap)


def refused(read: Callable[[bytes], bytes], file: bytes) -> bool:
    try:
        read(file)
    except AgeRefused:
        return True
    return False


def parts(armour: str) -> tuple[list[bytes], bytes, bytes]:
    """The stanzas as they are written, the line of the MAC, and what follows it."""
    head, _, rest = from_armour(armour).partition(b"\n--- ")
    mac, _, payload = rest.partition(b"\n")
    _, *stanzas = head.split(b"\n-> ")
    return stanzas, mac, payload


def put_together(stanzas: list[bytes], mac: bytes, payload: bytes) -> bytes:
    head = b"\n-> ".join([b"age-encryption.org/v1", *stanzas])
    return head + b"\n--- " + mac + b"\n" + payload


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_a_flipped_bit_in_any_byte_of_header_or_payload_is_refused(sealed: Sealed, group: Group, mask: int):
    read, file = opening(group), from_armour(sealed.armour)
    assert read(file)
    accepted = [
        place
        for place in range(len(file))
        if not refused(read, file[:place] + bytes([file[place] ^ mask]) + file[place + 1 :])
    ]
    assert accepted == []


@settings(deadline=None)
@given(data=some.data())
def test_a_cut_or_an_addition_anywhere_is_refused(sealed: Sealed, group: Group, data: some.DataObject):
    file = from_armour(sealed.armour)
    place = data.draw(some.integers(0, len(file)))
    added = data.draw(some.binary(max_size=40))
    dropped = data.draw(some.integers(0 if added else 1, len(file)))
    changed = file[:place] + added + file[place + dropped :]
    if changed != file:
        assert refused(opening(group), changed)


@settings(deadline=None)
@given(data=some.data())
def test_a_changed_character_of_the_armour_is_refused(sealed: Sealed, group: Group, data: some.DataObject):
    armour, identity = sealed.armour, group.diallo.identity()
    place = data.draw(some.integers(len(BEGIN) + 1, len(armour) - len(END) - 3))
    letter = data.draw(some.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != armour[place]))
    with pytest.raises(AgeRefused):
        open_armour(armour[:place] + letter + armour[place + 1 :], identity)


def test_a_stanza_taken_away_added_doubled_or_moved_is_refused(browser: Browser, sealed: Sealed, group: Group):
    (lemoine, diallo), mac, payload = parts(sealed.armour)
    (roche,), _, _ = parts(browser.seal(letter_to(group.roche)).armour)
    read = opening(group)
    assert read(put_together([lemoine, diallo], mac, payload))
    for stanzas in ([diallo], [diallo, lemoine], [lemoine, diallo, diallo], [lemoine, diallo, roche], [roche, diallo]):
        with pytest.raises(HeaderChanged):
            read(put_together(stanzas, mac, payload))
    with pytest.raises(NotForMe):
        read(put_together([lemoine], mac, payload))


def test_header_and_payload_of_two_letters_do_not_go_together(browser: Browser, sealed: Sealed, group: Group):
    other = browser.seal(letter_to(group.lemoine, group.diallo, text="autre chose", left_out=[group.roche]))
    stanzas, mac, payload = parts(sealed.armour)
    other_stanzas, other_mac, other_payload = parts(other.armour)
    read = opening(group)
    with pytest.raises(PayloadChanged):
        read(put_together(stanzas, mac, other_payload))
    with pytest.raises(HeaderChanged):
        read(put_together(stanzas, other_mac, payload))
    with pytest.raises(HeaderChanged):
        read(put_together(other_stanzas, mac, payload))


def test_the_payload_without_its_end_is_refused_even_when_the_header_is_whole(sealed: Sealed, group: Group):
    file: AgeFile = take_apart(from_armour(sealed.armour))
    unwrap = hybrid(group.diallo.identity())
    for payload in (b"", file.payload[:-1], file.payload[:16], file.payload + b"\0", file.payload * 2):
        with pytest.raises(PayloadChanged):
            open_file(replace(file, payload=payload), unwrap)
