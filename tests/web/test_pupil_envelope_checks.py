import pytest

from schools.words import fault_of_ent_id
from tests.web.browsers import Pupil, envelope_for
from tests.web.house import DIALLO, LEMOINE, ROCHE, House
from tests.web.sealed import lock_falsely, seal_falsely

TWO = [LEMOINE, DIALLO]
TALK = {"id": "6f1f3f3e-0000-4000-8000-000000000001", "kind": "conversation", "size": 16384}
VOICE = {"id": "6f1f3f3e-0000-4000-8000-000000000002", "kind": "voice", "size": 65536}
WRONG = {
    "no header": {"header": None},
    "another id in the header": {"header": {"id": "6f1f3f3e-0000-4000-8000-000000000000"}},
    "another school in the header": {"header": {"school": "lyc-camus"}},
    "a size that is no class": {"header": {"size": 3000}},
    "a size class that is not the payload's": {"header": {"size": 4096}},
    "a number of readers that is not the list's": {"header": {"readers": 3}},
    "one more field in the header": {"header": {"subject": "violence"}},
    "a version we do not know": {"header": {"v": 2}},
    "a date that is none": {"header": {"date": "2026-11-31"}},
    "one stanza too few": {"armour": seal_falsely(1, 2048)},
    "one stanza too many": {"armour": seal_falsely(3, 2048)},
    "classic stanzas": {"armour": seal_falsely(2, 2048, "X25519")},
    "a passphrase stanza": {"armour": seal_falsely(2, 2048, "scrypt")},
    "a payload that is longer": {"armour": seal_falsely(2, 2049)},
    "no armour": {"armour": "coucou"},
    "an armour of another type": {"armour": 3},
    "readers that are no list": {"readers": "tous"},
    "a reader twice": {"readers": [LEMOINE, LEMOINE]},
    "no reader": {"readers": []},
    "a word that is no text": {"word": 3},
    "a word without end": {"word": "a" * 101},
    "one more field": {"sender": "moi"},
    "left out that are no list": {"excluded": "personne"},
    "left out twice": {"excluded": [ROCHE, ROCHE]},
    "a reader left out": {"excluded": [LEMOINE]},
    "an id left out that is none": {"excluded": ["M. Roche"]},
    "left out without end": {"excluded": [f"adulte-{number}" for number in range(201)]},
    "closed that is no yes or no": {"closed": 1},
    "a lock of another length": {"reply_lock": lock_falsely(44)},
    "a lock that adults could open": {"reply_lock": seal_falsely(1, 43)},
    "a lock that is no armour": {"reply_lock": "parapluie"},
    "a lock that is cheap to try": {"reply_lock": lock_falsely(43, "1")},
    "a lock that would stop a browser": {"reply_lock": lock_falsely(43, "20")},
    "a lock without end": {"reply_lock": lock_falsely(3000)},
    "pieces that are no list": {"attachments": TALK},
    "a piece of another kind": {"attachments": [TALK | {"kind": "video"}]},
    "a piece of no class": {"attachments": [TALK | {"size": 16383}]},
    "a piece whose size is a yes": {"attachments": [TALK | {"size": True}]},
    "a piece whose id is none": {"attachments": [TALK | {"id": "1"}]},
    "a piece with one more field": {"attachments": [TALK | {"name": "preuve.txt"}]},
    "two pieces of one kind": {"attachments": [TALK, VOICE | {"kind": "conversation"}]},
    "two pieces of one name": {"attachments": [TALK, VOICE | {"id": TALK["id"]}]},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
async def test_a_malformed_envelope_is_refused_and_nothing_is_kept(house: House, signed_in: Pupil, change: dict):
    sent = envelope_for(TWO)
    header = change.get("header", {})
    body = sent.body | change | {"header": None if header is None else sent.body["header"] | header}
    answer = await signed_in.put(f"/api/handoff/envelopes/{sent.id}", body)

    assert answer.status_code == 422
    assert answer.json()["error"] == "envelope_malformed"
    assert answer.json()["helplines"]
    assert house.rows("envelopes") == []


@pytest.mark.parametrize(
    "envelope", ["1", "6F1F3F3E-0000-4000-8000-000000000000", "6f1f3f3e-0000-1000-8000-000000000000"]
)
async def test_an_id_that_is_no_uuid4_is_refused(signed_in: Pupil, envelope: str):
    sent = envelope_for(TWO, id=envelope)

    assert (await signed_in.put(f"/api/handoff/envelopes/{envelope}", sent.body)).json()[
        "error"
    ] == "envelope_malformed"


async def test_more_than_twenty_readers_are_refused(signed_in: Pupil):
    many = [f"lecteur-{number}" for number in range(21)]
    answer, _ = await signed_in.deposit(many)

    assert answer.status_code in (413, 422)


@pytest.mark.parametrize("person", ["ab", "A" * 36, "c3d5c0de-0000-4000-8000-000000000009", "chef_1-B"])
async def test_whoever_a_school_may_name_can_be_left_out(signed_in: Pupil, person: str):
    assert fault_of_ent_id(person) is None
    answer, _ = await signed_in.deposit(TWO, excluded=[person])

    assert answer.status_code == 201


async def test_a_word_without_letters_is_refused_with_a_reason(house: House, signed_in: Pupil):
    answer, _ = await signed_in.deposit(TWO, word=" - ")

    assert answer.status_code == 422
    assert answer.json()["error"] == "word_refused"
    assert house.rows("envelopes") == []
