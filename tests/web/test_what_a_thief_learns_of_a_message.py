"""What a stolen database, without and with the server's keys, tells of who was left out and of what opens the answers (docs/threat-model.md)."""

import pytest

from tests.web.browsers import Pupil, Sent
from tests.web.house import BENALI, DIALLO, LEMOINE, House
from tests.web.sealed import lock_falsely
from vault import KeyRing, SealBroken, keyed_hash, unseal_with_ring
from vault.columns import REPLY_LOCK

HEAD = "tete-de-l-etablissement"


@pytest.fixture
async def sent(house: House, signed_in: Pupil) -> Sent:
    answer, sent = await signed_in.deposit([LEMOINE, DIALLO], excluded=[BENALI, HEAD], reply_lock=lock_falsely())
    assert answer.status_code == 201
    return sent


async def test_without_the_keys_nobody_is_named_and_no_word_can_be_tried_on_what_opens_the_answers(
    house: House, sent: Sent
):
    kept = house.database_bytes()
    assert HEAD.encode() not in kept
    assert BENALI.encode() not in kept
    lock = sent.body["reply_lock"]
    assert not [line for line in lock.split("\n")[1:-2] if line.encode() in kept]
    (row,) = house.rows("envelopes")
    with pytest.raises(SealBroken):
        unseal_with_ring(KeyRing((bytes(32),)), REPLY_LOCK, row.reply_lock, envelope=sent.id)


async def test_with_the_keys_whoever_tries_the_members_finds_who_was_left_out_and_may_try_words(
    house: House, sent: Sent
):
    ring = house.services.ring
    tried = {who: keyed_hash(ring, "exclusion", f"{sent.id}:{who}") for who in (LEMOINE, DIALLO, BENALI, HEAD)}
    kept = {row.person for row in house.rows("envelope_exclusions")}
    assert {who for who, mark in tried.items() if mark in kept} == {BENALI, HEAD}
    (row,) = house.rows("envelopes")
    assert unseal_with_ring(ring, REPLY_LOCK, row.reply_lock, envelope=sent.id).decode() == sent.body["reply_lock"]


async def test_what_opens_the_answers_of_one_message_is_no_good_in_the_row_of_another(
    house: House, signed_in: Pupil, sent: Sent
):
    (row,) = house.rows("envelopes")
    _, other = await signed_in.deposit([LEMOINE, DIALLO])
    with pytest.raises(SealBroken):
        unseal_with_ring(house.services.ring, REPLY_LOCK, row.reply_lock, envelope=other.id)
