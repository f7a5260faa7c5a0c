import asyncio
import uuid
from typing import Any

import httpx
import pytest

from handoff.attachments import armour_for
from handoff.carrying import outbox
from tests.web.browsers import Pupil, Sent, envelope_for
from tests.web.house import DIALLO, LEMOINE, House
from tests.web.sealed import lock_falsely, seal_falsely

TWO = [LEMOINE, DIALLO]
SIZE = 16384


def piece(kind: str = "voice", size: int = SIZE, **changes: Any) -> dict[str, Any]:
    return {"kind": kind, "size": size, "armour": lock_falsely(size, "1")} | changes


async def announce(pupil: Pupil, *pieces: tuple[str, int]) -> tuple[Sent, list[str]]:
    ids = [str(uuid.uuid4()) for _ in pieces]
    announced = [{"id": one, "kind": kind, "size": size} for one, (kind, size) in zip(ids, pieces, strict=True)]
    answer, sent = await pupil.deposit(TWO, attachments=announced)
    assert answer.status_code == 201, answer.text
    return sent, ids


async def put(pupil: Pupil, envelope: str, attachment: str, body: Any) -> httpx.Response:
    return await pupil.put(f"/api/handoff/envelopes/{envelope}/attachments/{attachment}", body)


async def test_an_announced_piece_is_kept_once_and_again_is_fine(house: House, signed_in: Pupil):
    sent, (voice, talk) = await announce(signed_in, ("voice", 524_288), ("conversation", SIZE))
    body = piece(size=524_288)
    first, second = [await put(signed_in, sent.id, voice, body) for _ in range(2)]

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json() == {"id": voice}
    kept = {row.id: row.armour for row in house.rows("attachments")}
    assert kept == {voice: body["armour"], talk: None}


async def test_its_reader_gets_the_very_bytes(house: House, signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    body = piece()
    await put(signed_in, sent.id, voice, body)
    await signed_in.play(1, deposit=sent.id)
    house.services.db.dispose()
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")

    assert armour_for(house.services.db, voice, LEMOINE) == body["armour"]


async def test_other_bytes_in_its_place_are_a_conflict(house: House, signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    body = piece()
    await put(signed_in, sent.id, voice, body)
    answer = await put(signed_in, sent.id, voice, piece())

    assert (answer.status_code, answer.json()["error"]) == (409, "attachment_conflict")
    assert [row.armour for row in house.rows("attachments")] == [body["armour"]]


async def test_the_same_piece_twice_at_once_is_one(house: House, signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    body = piece()
    both = await asyncio.gather(*(put(signed_in, sent.id, voice, body) for _ in range(3)))

    assert sorted(answer.status_code for answer in both) == [200, 200, 201]
    assert len(house.rows("attachments")) == 1


WRONG = {
    "another kind than announced": {"kind": "conversation"},
    "another class than announced": piece(size=65_536),
    "a payload that is shorter than its class": {"armour": lock_falsely(SIZE - 1, "1")},
    "a payload that is longer than its class": {"armour": lock_falsely(SIZE + 1, "1")},
    "a passphrase that would stop the reader's browser": {"armour": lock_falsely(SIZE, "20")},
    "the work of a word": {"armour": lock_falsely(SIZE, "15")},
    "a work that is written oddly": {"armour": lock_falsely(SIZE, "01")},
    "an armour for referents' keys": {"armour": seal_falsely(1, SIZE)},
    "no armour": {"armour": "coucou"},
    "an armour of another type": {"armour": 3},
    "a size of another type": {"size": "16384"},
    "one more field": {"name": "voix.webm"},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
async def test_a_piece_that_is_not_the_one_announced_is_refused_and_nothing_is_kept(
    house: House, signed_in: Pupil, change: dict[str, Any]
):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    answer = await put(signed_in, sent.id, voice, piece() | change)

    assert (answer.status_code, answer.json()["error"]) == (422, "attachment_malformed")
    assert answer.json()["helplines"]
    assert [row.armour for row in house.rows("attachments")] == [None]


async def test_a_piece_that_nobody_announced_is_refused(house: House, signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    outbox.promise(house.services.db, sent.id, "a" * 32, house.clock())
    other, _ = await announce(signed_in)
    for envelope, attachment in ((sent.id, str(uuid.uuid4())), (other.id, voice), (sent.id, "1")):
        assert (await put(signed_in, envelope, attachment, piece())).json()["error"] == "attachment_malformed"
    assert [row.armour for row in house.rows("attachments")] == [None]


async def test_a_piece_for_the_envelope_of_another_session_is_refused(house: House, signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    other = Pupil(house)
    await other.open()
    await other.sign_in("noe.petit")
    answer = await put(other, sent.id, voice, piece())
    await other.http.aclose()

    assert (answer.status_code, answer.json()["error"]) == (404, "envelope_unknown")
    assert [row.armour for row in house.rows("attachments")] == [None]


async def test_a_piece_comes_after_the_text_even_when_the_ent_token_is_gone(house: House, signed_in: Pupil):
    envelope = envelope_for(TWO)
    early = await put(signed_in, envelope.id, str(uuid.uuid4()), piece())
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("DELETE FROM ent_tokens")

    assert early.json()["error"] == "envelope_unknown"
    assert (await signed_in.see_readers()).json()["error"] == "sign_in_needed"
    assert (await put(signed_in, sent.id, voice, piece())).status_code == 201


async def test_after_the_session_is_left_no_piece_comes_any_more(house: House, signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    await signed_in.post("/api/leave")

    assert (await put(signed_in, sent.id, voice, piece())).json()["error"] == "session_over"


async def test_more_than_a_mebibyte_is_not_read(house: House, signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", 524_288))
    answer = await put(signed_in, sent.id, voice, piece(armour="A" * 1024 * 1024))

    assert (answer.status_code, answer.json()["error"]) == (413, "too_big")
    assert [row.armour for row in house.rows("attachments")] == [None]


async def test_a_script_that_never_stops_is_slowed_down(signed_in: Pupil):
    sent, (voice,) = await announce(signed_in, ("voice", SIZE))
    body = piece()
    codes = [(await put(signed_in, sent.id, voice, body)).status_code for _ in range(14)]

    assert codes[0] == 201
    assert codes[-1] == 429
