import pytest

from tests.web.browsers import Pupil, envelope_for
from tests.web.house import DIALLO, LEMOINE, House
from tests.web.sealed import seal_falsely

TWO = [LEMOINE, DIALLO]
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


async def test_a_word_without_letters_is_refused_with_a_reason(house: House, signed_in: Pupil):
    answer, _ = await signed_in.deposit(TWO, word=" - ")

    assert answer.status_code == 422
    assert answer.json()["error"] == "word_refused"
    assert house.rows("envelopes") == []
