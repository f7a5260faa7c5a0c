import os
from itertools import chain

import pytest

from tests.sealing.age_file import AgeFile, from_armour, take_apart, unbase64
from tests.sealing.age_reader import HYBRID, TAG, open_armour
from tests.sealing.browser import Browser, BrowserRefused, Sealed
from tests.sealing.hybrid_keys import SEED, identity_from, public_bytes, recipient_of
from tests.sealing.people import LETTER_ID, SCHOOL, WORD, WORDS, Group, inside, letter, letter_to
from web.pupil.envelope_checks import read_deposit

CLASSES = (2048, 4096, 8192)
MOST_BODY = 60_000  # bytes of the ENT message, the armour and its few lines included
RUN = 8  # bytes in a row that chance does not repeat


@pytest.fixture(scope="session")
def room(sealed: Sealed, group: Group) -> int:
    """Bytes that an empty text leaves in the smallest class, for one reader and nobody left out."""
    plain = open_armour(sealed.armour, group.lemoine.identity()).rstrip()
    without = len(f',"{group.diallo.id}"') + len(f'"{group.roche.id}"') + len(WORDS.encode())
    return CLASSES[0] - (len(plain) - without)


def padded_length(sealed: Sealed, reader: str) -> int:
    return len(open_armour(sealed.armour, reader))


@pytest.mark.parametrize("place", range(3))
def test_the_padded_length_is_its_class_from_the_shortest_text_to_the_last_byte_that_fits(
    browser: Browser, group: Group, room: int, place: int
):
    size = CLASSES[place]
    longest = room + size - CLASSES[0]
    shortest = 1 if place == 0 else room + CLASSES[place - 1] - CLASSES[0] + 1
    armours = []
    for length in (shortest, (shortest + longest) // 2, longest):
        sealed = browser.seal(letter_to(group.lemoine, text="a" * length))
        assert sealed.header["size"] == size
        assert padded_length(sealed, group.lemoine.identity()) == size
        armours.append(sealed.armour)
    assert len({len(armour) for armour in armours}) == 1


def test_one_byte_too_many_for_the_largest_class_is_not_sealed(browser: Browser, group: Group, room: int):
    longest = room + CLASSES[-1] - CLASSES[0]
    with pytest.raises(BrowserRefused, match="envelope not sealed: too_long"):
        browser.seal(letter_to(group.lemoine, text="a" * (longest + 1)))


def test_the_padding_is_spaces_and_the_payload_as_long_as_its_class(sealed: Sealed, group: Group):
    plain = open_armour(sealed.armour, group.lemoine.identity())
    assert plain.rstrip(b" ").endswith(b"}")
    assert len(take_apart(from_armour(sealed.armour)).payload) == 2048 + TAG


@pytest.mark.parametrize("count", [1, 2, 20])
@pytest.mark.parametrize("size", CLASSES)
def test_one_hybrid_stanza_a_reader_and_web_takes_the_deposit(browser: Browser, count: int, size: int):
    identities = [identity_from(os.urandom(SEED)) for _ in range(count)]
    readers = [(f"adulte-{place}", recipient_of(identity)) for place, identity in enumerate(identities)]
    sealed = browser.seal(letter(readers, text="a" * (size - 1500)))
    assert [stanza.kind for stanza in take_apart(from_armour(sealed.armour)).stanzas] == [HYBRID] * count
    assert {padded_length(sealed, identity) for identity in identities} == {size}
    assert len(sealed.armour) < MOST_BODY - 1000
    deposit = read_deposit(LETTER_ID, sealed.body(SCHOOL, WORD))
    assert (deposit.envelope.armour, deposit.reply_lock) == (sealed.armour, sealed.reply_lock)


def test_a_twenty_first_reader_is_refused(browser: Browser):
    readers = [(f"adulte-{place}", recipient_of(identity_from(os.urandom(SEED)))) for place in range(21)]
    with pytest.raises(BrowserRefused, match="envelope not sealed: readers"):
        browser.seal(letter(readers))


def runs(raw: bytes) -> set[bytes]:
    return {raw[place : place + RUN] for place in range(len(raw) - RUN + 1)}


def secrets(file: AgeFile) -> list[bytes]:
    shares = chain.from_iterable((unbase64(stanza.arguments[0].encode()), stanza.body) for stanza in file.stanzas)
    return [*shares, file.mac, file.nonce, file.payload]


def test_nothing_of_the_text_the_header_or_the_names_appears_in_the_armour(browser: Browser, group: Group):
    asked = letter_to(group.lemoine, group.diallo, text="Kévin me frappe derrière le gymnase", left_out=[group.roche])
    armour = browser.seal(asked).armour
    plain = open_armour(armour, group.lemoine.identity()).rstrip(b" ")
    file = from_armour(armour)
    names = [person.id for person in vars(group).values()]
    for shown in (armour.encode(), file, *secrets(take_apart(file))):
        assert not runs(plain) & runs(shown)
        for word in ("Kévin", "frappe", "gymnase", SCHOOL, *names):
            assert word.encode() not in shown
            assert word.encode("utf-16-le") not in shown


def test_an_envelope_does_not_say_whose_keys_open_it(sealed: Sealed, group: Group):
    shown = runs(from_armour(sealed.armour))
    for person in (group.lemoine, group.diallo, group.roche):
        assert not runs(public_bytes(person.recipient())) & shown
        assert not runs(person.recipient().encode()) & shown


def test_two_sealings_of_one_text_share_nothing_after_the_header_line(browser: Browser, sealed: Sealed, group: Group):
    again = browser.seal(letter_to(group.lemoine, group.diallo, left_out=[group.roche]))
    first, second = (inside(each, group.lemoine) for each in (sealed, again))
    assert {name for name in first if first[name] != second[name]} == {"reply", "team"}
    assert again.header == sealed.header
    one, other = (secrets(take_apart(from_armour(armour))) for armour in (sealed.armour, again.armour))
    assert [len(part) for part in one] == [len(part) for part in other]
    assert not set().union(*map(runs, one)) & set().union(*map(runs, other))
