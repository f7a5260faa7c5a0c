import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault import (
    INVENTORY,
    BindingRefused,
    KeyRefused,
    KeyRing,
    SealBroken,
    SealedColumn,
    VaultError,
    derive,
    key_id_of,
    seal,
    seal_with_ring,
    unseal,
    unseal_with_ring,
)

KEY, OTHER, THIRD = bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32
COLUMN = SealedColumn("essai", "letters", "sealed", ("row", "seq"))
MARKER = b"le mot que personne ne doit lire"

some_key = st.binary(min_size=32, max_size=32)
some_text = st.text(min_size=1)


@given(key=some_key, plaintext=st.binary(max_size=4096), row=some_text, seq=some_text)
def test_what_was_sealed_opens_at_its_own_place(key: bytes, plaintext: bytes, row: str, seq: str):
    assert unseal(key, COLUMN, seal(key, COLUMN, plaintext, row=row, seq=seq), row=row, seq=seq) == plaintext


@given(place=st.tuples(some_text, some_text), other=st.tuples(some_text, some_text))
def test_a_value_copied_to_any_other_row_does_not_open(place: tuple[str, str], other: tuple[str, str]):
    if place == other:
        return
    sealed = seal(KEY, COLUMN, MARKER, row=place[0], seq=place[1])
    with pytest.raises(SealBroken):
        unseal(KEY, COLUMN, sealed, row=other[0], seq=other[1])


@pytest.mark.parametrize(
    "other",
    [
        SealedColumn("autre", "letters", "sealed", ("row", "seq")),
        SealedColumn("essai", "others", "sealed", ("row", "seq")),
        SealedColumn("essai", "letters", "other", ("row", "seq")),
    ],
)
def test_a_value_copied_to_another_column_does_not_open(other: SealedColumn):
    sealed = seal(KEY, COLUMN, MARKER, row="1", seq="2")
    with pytest.raises(SealBroken):
        unseal(KEY, other, sealed, row="1", seq="2")


def test_no_declared_column_opens_the_bytes_of_another():
    sealed = {c: seal(KEY, c, MARKER, **dict.fromkeys(c.bound, "1")) for c in INVENTORY}
    for here in INVENTORY:
        for there in INVENTORY:
            if here != there:
                with pytest.raises(SealBroken):
                    unseal(KEY, here, sealed[there], **dict.fromkeys(here.bound, "1"))


def test_any_damaged_byte_breaks_the_seal():
    sealed = seal(KEY, COLUMN, MARKER, row="1", seq="2")
    for position in range(len(sealed)):
        for bit in range(8):
            damaged = bytearray(sealed)
            damaged[position] ^= 1 << bit
            with pytest.raises(SealBroken):
                unseal(KEY, COLUMN, bytes(damaged), row="1", seq="2")
            with pytest.raises(SealBroken):
                unseal_with_ring(KeyRing((KEY,)), COLUMN, bytes(damaged), row="1", seq="2")


def test_a_truncated_or_lengthened_value_breaks_the_seal():
    sealed = seal(KEY, COLUMN, b"", row="1", seq="2")
    for wrong in [sealed[:n] for n in range(len(sealed))] + [sealed + b"\0"]:
        with pytest.raises(SealBroken):
            unseal(KEY, COLUMN, wrong, row="1", seq="2")
        with pytest.raises(SealBroken):
            unseal_with_ring(KeyRing((KEY,)), COLUMN, wrong, row="1", seq="2")


def test_another_key_does_not_open_it_even_with_a_forged_key_id():
    sealed = seal(KEY, COLUMN, MARKER, row="1", seq="2")
    with pytest.raises(SealBroken):
        unseal(OTHER, COLUMN, sealed, row="1", seq="2")
    relabelled = sealed[:1] + seal(OTHER, COLUMN, MARKER, row="1", seq="2")[1:9] + sealed[9:]
    with pytest.raises(SealBroken):
        unseal(OTHER, COLUMN, relabelled, row="1", seq="2")


def test_an_old_key_still_reads_and_only_the_first_writes():
    old = seal_with_ring(KeyRing((KEY,)), COLUMN, MARKER, row="1", seq="2")
    rotated = KeyRing((OTHER, KEY))
    assert unseal_with_ring(rotated, COLUMN, old, row="1", seq="2") == MARKER
    new = seal_with_ring(rotated, COLUMN, MARKER, row="1", seq="2")
    assert unseal_with_ring(KeyRing((OTHER,)), COLUMN, new, row="1", seq="2") == MARKER
    with pytest.raises(SealBroken):
        unseal_with_ring(KeyRing((KEY,)), COLUMN, new, row="1", seq="2")
    with pytest.raises(SealBroken):
        unseal_with_ring(KeyRing((OTHER, THIRD)), COLUMN, old, row="1", seq="2")


def test_the_same_value_never_gives_the_same_bytes():
    assert len({seal(KEY, COLUMN, MARKER, row="1", seq="2") for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "bound", [{}, {"row": "1"}, {"row": "1", "seq": ""}, {"row": "1", "seq": "2", "more": "3"}, {"row": "1", "seq": 2}]
)
def test_a_place_that_does_not_fit_the_contract_is_refused(bound: dict[str, str]):
    with pytest.raises(BindingRefused):
        seal(KEY, COLUMN, MARKER, **bound)
    with pytest.raises(BindingRefused):
        unseal(KEY, COLUMN, seal(KEY, COLUMN, MARKER, row="1", seq="2"), **bound)


@pytest.mark.parametrize(
    "keys", [(), (b"",), (b"x" * 31,), (b"x" * 33,), (KEY, KEY), (KEY, b"x"), (bytearray(32),), ("x" * 32,)]
)
def test_a_ring_refuses_anything_but_distinct_keys_of_32_bytes(keys: tuple[bytes, ...]):
    with pytest.raises(KeyRefused):
        KeyRing(keys)


@pytest.mark.parametrize("key", [b"", b"x" * 16, b"x" * 33])
def test_a_wrong_key_length_never_seals(key: bytes):
    with pytest.raises(KeyRefused):
        seal(key, COLUMN, MARKER, row="1", seq="2")
    with pytest.raises(KeyRefused):
        unseal(key, COLUMN, seal(KEY, COLUMN, MARKER, row="1", seq="2"), row="1", seq="2")


@settings(max_examples=50)
@given(purpose=some_text, salt=st.binary(max_size=32))
def test_derived_keys_differ_by_purpose_by_salt_and_by_secret(purpose: str, salt: bytes):
    purpose = purpose.encode("utf-8", "ignore").decode() or "p"
    key = derive(KEY, purpose, salt)
    assert len(key) == 32
    assert key == derive(KEY, purpose, salt)
    assert (
        len({key, derive(OTHER, purpose, salt), derive(KEY, purpose + "x", salt), derive(KEY, purpose, salt + b"x")})
        == 4
    )


@pytest.mark.parametrize(("secret", "purpose"), [(b"", "p"), (KEY, "")])
def test_nothing_is_derived_from_nothing(secret: bytes, purpose: str):
    with pytest.raises(KeyRefused):
        derive(secret, purpose)


def test_no_error_carries_key_place_or_content():
    sealed = seal(KEY, COLUMN, MARKER, row="la-ligne", seq="2")
    seen = []
    for attempt in (
        lambda: unseal(OTHER, COLUMN, sealed, row="la-ligne", seq="2"),
        lambda: unseal(KEY, COLUMN, sealed, row="autre-ligne", seq="2"),
        lambda: seal(KEY, COLUMN, MARKER, row="la-ligne"),
        lambda: seal(b"cle-trop-courte", COLUMN, MARKER, row="la-ligne", seq="2"),
    ):
        with pytest.raises(VaultError) as refused:
            attempt()
        seen.append(str(refused.value) + repr(refused.value.args) + repr(refused.value.__cause__))
    assert not any(word in text for text in seen for word in ("ligne", "mot que", "cle-trop"))
    assert repr(KEY) not in repr(KeyRing((KEY,)))


@given(keys=st.lists(some_key, min_size=1, max_size=4, unique=True))
def test_a_seal_says_which_key_of_the_ring_made_it_and_nothing_of_the_key(keys: list[bytes]):
    ring = KeyRing(tuple(keys))
    sealed = seal_with_ring(ring, COLUMN, MARKER, row="1", seq="2")
    assert key_id_of(sealed) == ring.ids[0]
    assert len(set(ring.ids)) == len(keys)
    assert not any(ring.ids[place] in key.hex() for place, key in enumerate(keys))


def test_what_is_no_seal_names_no_key():
    with pytest.raises(SealBroken):
        key_id_of(b"short")
